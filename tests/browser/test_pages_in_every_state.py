"""Every page with no data, with one partner and with everything open: designed, never broken."""

import threading
from datetime import date

import pytest

from dashboard.web.serving import make_server
from data.warehouse.engine import open_warehouse
from tests.browser.test_pages_seen import PAGES, drawn
from tests.support.axe import violations
from tests.support.hub_builder import Builder, children
from tests.support.small_hub import TODAY, app_over

FILTERED = "area=luton&quarter=2024/25+Q4&span=to-date&function=schools"
SKETCHED = [page for page in PAGES if "?" not in page and page != "/partner/P-3"]


def serve(path) -> str:
    server = make_server(app_over(path), "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(scope="session")
def empty_hub(tmp_path_factory):
    """A warehouse into which nothing has come."""
    path = tmp_path_factory.mktemp("empty") / "hub.db"
    open_warehouse(f"sqlite:///{path}").dispose()
    return serve(path)


@pytest.fixture(scope="session")
def one_partner(tmp_path_factory):
    """One partner with one agreement and one return of few children."""
    path = tmp_path_factory.mktemp("one") / "hub.db"
    hub = Builder(open_warehouse(f"sqlite:///{path}"))
    hub.partner("P-1", name="Oakmoss Choir")
    hub.agreement("A-1", starts_on=date(2025, 9, 1))
    hub.returned("A-1", "2025/26 Q1", attendance=children(4))
    hub.store(TODAY)
    return serve(path)


@pytest.mark.parametrize("path", SKETCHED)
def test_with_no_data_a_page_says_what_to_do(look, empty_hub, path):
    page = look(empty_hub + path, width=360)
    assert violations(page) == []
    assert page.locator("h1").count() == 1
    if path not in ("/methods", "/accessibility"):
        assert "Nothing has been loaded yet" in page.locator("main").inner_text()


@pytest.mark.parametrize("path", SKETCHED)
def test_with_one_partner_a_page_has_no_empty_chart_and_no_small_number(look, one_partner, path):
    page = look(one_partner + path)
    drawn(page)
    assert violations(page) == []
    assert "could not be fetched" not in page.locator("main").inner_text()
    empty = (
        "[...document.querySelectorAll('.js-plotly-plot')].filter(c => !c.querySelector('path'))"
    )
    assert page.evaluate(f"{empty}.length") == 0


@pytest.mark.parametrize("path", PAGES)
def test_every_filter_at_once_is_accessible_and_breaks_nothing(look, little_hub, path):
    joined = "&" if "?" in path else "?"
    page = look(f"{little_hub[1]}{path}{joined}{FILTERED}")
    drawn(page)
    assert violations(page) == []
    assert "could not be fetched" not in page.locator("main").inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_with_everything_open_at_twice_the_size_a_page_is_accessible_and_fits(
    look, little_hub, path
):
    """640 pixels are what a screen of 1280 shows at 200%."""
    page = look(little_hub[1] + path, width=640, dark=True)
    drawn(page)
    page.click("#menu-switch")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.wait_for_timeout(100)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
