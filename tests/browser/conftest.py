"""A browser and running hubs for the tests that need both; any console error fails the test."""

import secrets
import shutil
import threading
from datetime import date

import pytest
from playwright.sync_api import expect, sync_playwright

from dashboard.web.serving import make_server
from tests.support.browser_page import Window
from tests.support.empty_warehouse import empty_warehouse
from tests.support.hub_builder import Builder, children
from tests.support.page_states import PATIENCE_MS
from tests.support.small_hub import TODAY, app_over, draw, warmed

UNPACKED = {"Accept-Encoding": "identity"}  # to compress scripts well takes longer than any page
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no Chromium on this machine")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profile(chromium):
    """What one browser keeps between pages: scripts are fetched and read once."""
    context = chromium.new_context(extra_http_headers=UNPACKED)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture(scope="session")
def window(profile):
    return Window(profile.new_page())


@pytest.fixture
def new_profile(chromium):
    """A browser that has kept nothing yet: `new_profile(java_script_enabled=False)`."""
    contexts = []

    def make(**how):
        how |= {"viewport": {"width": 1280, "height": 900}, "extra_http_headers": UNPACKED}
        contexts.append(chromium.new_context(**how))
        contexts[-1].set_default_timeout(PATIENCE_MS)
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


def serve(path) -> str:
    """The address at which the hub of a warehouse file is served until the tests end."""
    app = app_over(path)
    warmed(app)
    server = make_server(app, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(scope="session")
def little_hub(tmp_path_factory):
    """The hub's builder and the address at which it is served."""
    path = tmp_path_factory.mktemp("browser") / "hub.db"
    path.with_name("hub.key").write_bytes(secrets.token_bytes(32))
    return draw(path), serve(path)


@pytest.fixture(scope="session")
def empty_hub(tmp_path_factory):
    """A warehouse into which nothing has come."""
    path = tmp_path_factory.mktemp("empty") / "hub.db"
    empty_warehouse(path).dispose()
    return serve(path)


@pytest.fixture(scope="session")
def one_partner(tmp_path_factory):
    """One partner with one agreement and one return of few children."""
    path = tmp_path_factory.mktemp("one") / "hub.db"
    hub = Builder(empty_warehouse(path))
    hub.partner("P-1", name="Oakmoss Choir")
    hub.agreement("A-1", starts_on=date(2025, 9, 1))
    hub.returned("A-1", "2025/26 Q1", attendance=children(4))
    hub.store(TODAY)
    return serve(path)


@pytest.fixture
def complaints():
    """What the browser's console has complained of."""
    return []


@pytest.fixture
def look(window, profile, complaints):
    """Open a page: `look(address, width=1280, dark=False)`; nothing may complain or leave.

    A test has one window: what it opens next takes the place of what it opened before.
    """
    yield lambda address, **how: window.open(address, complaints, **how)
    window.leave()
    profile.clear_cookies()
    assert complaints == []


@pytest.fixture
def visit(look, little_hub):
    """The same of the little hub, by path."""
    _, address = little_hub
    return lambda path, **how: look(address + path, **how)
