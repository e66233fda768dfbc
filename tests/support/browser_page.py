"""A window of a browser, watched for what its console says and where it asks."""

from tests.support.page_states import STANDS


class Window:
    """One page that goes from address to address: its browser need not start and learn anew."""

    def __init__(self, page):
        self._page = page
        self._listeners = {}

    def open(self, address: str, complaints: list, width: int = 1280, dark: bool = False):
        """The page at an address, drawn; `complaints` takes what it complains of."""
        self.leave()
        self._page.set_viewport_size({"width": width, "height": 900})
        self._page.emulate_media(media="null", color_scheme="dark" if dark else "light")
        self._listen(complaints, "/".join(address.split("/")[:3]))
        self._page.goto(address)
        self._page.wait_for_selector(STANDS)
        return self._page

    def leave(self) -> None:
        """Nobody listens any more, and the page has kept nothing."""
        for event, listener in self._listeners.items():
            self._page.remove_listener(event, listener)
        self._listeners = {}
        if self._page.url.startswith("http"):
            self._page.evaluate("localStorage.clear()")
        self._page.goto("about:blank")

    def _listen(self, complaints: list, home: str) -> None:
        def console(message) -> None:
            if message.type == "error":
                complaints.append(message.text)

        def dialog(opened) -> None:
            complaints.append(f"asked ‘{opened.message}’")
            opened.dismiss()

        def request(sent) -> None:
            is_here = sent.url.startswith((home, "data:", "blob:"))
            if not is_here or "component-suites/plotly" in sent.url:
                complaints.append(f"asked for {sent.url}")

        self._listeners = {
            "console": console,
            "dialog": dialog,
            "pageerror": lambda error: complaints.append(str(error)),
            "request": request,
        }
        for event, listener in self._listeners.items():
            self._page.on(event, listener)
