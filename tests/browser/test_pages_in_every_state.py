"""Every page with no data, with one partner and with every filter: designed, never broken."""

import pytest

from tests.support.addresses import addresses, static_paths
from tests.support.axe import violations
from tests.support.page_states import drawn

FILTERED = "area=luton&quarter=2024/25+Q4&span=to-date&function=schools"
NEED_NO_FILES = {"/methods", "/accessibility", "/journal", "/record", "/return", "/upload"}
EMPTY_CHARTS = (
    "[...document.querySelectorAll('.js-plotly-plot')].filter(c => !c.querySelector('path'))"
)


@pytest.mark.parametrize("path", static_paths())
def test_with_no_data_a_page_says_what_to_do(look, empty_hub, path):
    page = look(empty_hub + path, width=360)
    assert violations(page, has_colours=False) == []
    assert page.locator("h1").count() == 1
    if path not in NEED_NO_FILES:
        assert "Nothing has been loaded yet" in page.locator("main").inner_text()


@pytest.mark.parametrize("path", static_paths())
def test_with_one_partner_a_page_has_no_empty_chart_and_no_small_number(look, one_partner, path):
    page = look(one_partner + path)
    drawn(page)
    assert violations(page, has_colours=False) == []
    assert "could not be fetched" not in page.locator("main").inner_text()
    assert page.evaluate(f"{EMPTY_CHARTS}.length") == 0


@pytest.mark.parametrize("path", addresses())
def test_every_filter_at_once_is_accessible_and_breaks_nothing(visit, path):
    page = visit(f"{path}{'&' if '?' in path else '?'}{FILTERED}")
    drawn(page)
    assert violations(page, has_colours=False) == []
    assert "could not be fetched" not in page.locator("main").inner_text()
