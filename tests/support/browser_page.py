"""A page opened in a browser, watched for what its console says and where it asks."""

from contextlib import contextmanager

from tests.support.page_states import STANDS


@contextmanager
def opened(profile, address: str, complaints: list, width: int = 1280, dark: bool = False):
    """A page at an address, drawn; `complaints` takes what its console says and where it asks."""
    page = profile.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if dark else "light")
    home = "/".join(address.split("/")[:3])
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: _stay_here(asked.url, home, complaints))
    page.goto(address)
    page.wait_for_selector(STANDS)
    yield page
    page.evaluate("localStorage.clear()")
    page.close()


def _stay_here(url: str, address: str, complaints: list) -> None:
    if not url.startswith((address, "data:", "blob:")) or "component-suites/plotly" in url:
        complaints.append(f"asked for {url}")
