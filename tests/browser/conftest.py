"""A browser and a running hub for the tests that need both; any console error fails the test."""

import secrets
import shutil
import threading

import pytest
from playwright.sync_api import sync_playwright

from dashboard.web.serving import make_server, warm
from tests.support.small_hub import app_over, draw

# The page as Dash has drawn it, not the words that come before it.
STANDS = "#react-entry-point :is(.page-header, .state)"
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def little_hub(tmp_path_factory):
    """The hub's builder and the address at which it is served."""
    path = tmp_path_factory.mktemp("browser") / "hub.db"
    path.with_name("hub.key").write_bytes(secrets.token_bytes(32))
    hub = draw(path)
    app = app_over(path)
    warm(app)
    server = make_server(app, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield hub, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def complaints():
    """What the browser's console has complained of."""
    return []


@pytest.fixture
def look(chromium, complaints):
    """Open a page: `look(address, width=1280, dark=False)`; nothing may complain or leave."""
    opened = []

    def open_page(address: str, width: int = 1280, dark: bool = False):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
        )
        home = "/".join(address.split("/")[:3])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: _stay_here(asked.url, home, complaints))
        page.goto(address)
        page.wait_for_selector(STANDS)
        opened.append(context)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def visit(look, little_hub):
    """The same of the little hub, by path."""
    _, address = little_hub
    return lambda path, **how: look(address + path, **how)


def _stay_here(url: str, address: str, complaints: list) -> None:
    if not url.startswith((address, "data:", "blob:")) or "component-suites/plotly" in url:
        complaints.append(f"asked for {url}")
