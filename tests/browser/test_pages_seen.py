"""Every page as a reader sees it: accessible, within its width, in both themes."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import STANDS
from tests.support.axe import violations

PAGES = (
    "/",
    "/lpme",
    "/impact",
    "/funds",
    "/value",
    "/flags",
    "/reminders",
    "/commissioning",
    "/partners",
    "/partner/P-3",
    "/review",
    "/methods",
    "/data",
    "/measure/attendance_rate",
    "/find?q=luton",
    "/accessibility",
)
PICTURES = Path(__file__).with_name("screenshots")
TRIED = "/backtest?setting=quality_floor&value=95%25"
EVERY_PARTNER = "[aria-label='Partners by name']"
RETURN = "/return?agreement=A-3&quarter=2025/26+Q1"


def drawn(page) -> None:
    """Wait until every chart of the page is drawn."""
    waiting = "[...document.querySelectorAll('.chart-canvas')].some(c => !c.querySelector('svg'))"
    for _ in range(100):
        if not page.evaluate(waiting):
            return
        page.wait_for_timeout(50)
    raise AssertionError("a chart was not drawn")


@pytest.mark.parametrize("path", [*PAGES, RETURN, TRIED])
def test_a_page_is_accessible_and_fits_at_three_widths_with_pictures_to_look_at(visit, path):
    page = visit(path)
    drawn(page)
    assert violations(page) == []
    assert page.locator("h1").count() == 1
    PICTURES.mkdir(exist_ok=True)
    for width in (360, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        drawn(page)
        page.wait_for_timeout(150)
        page.screenshot(path=PICTURES / f"{_named(path)}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _named(path: str) -> str:
    return path.partition("?")[0].strip("/").replace("/", "-") or "overview"


@pytest.mark.parametrize("path", [*PAGES, RETURN, TRIED])
def test_a_page_is_accessible_on_a_dark_telephone(visit, path):
    page = visit(path, width=360, dark=True)
    drawn(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["/", "/partner/P-3"])
def test_everything_open_is_accessible_too(visit, path):
    page = visit(path, width=360)
    drawn(page)
    page.click("#menu-switch")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["/nowhere", "/?area=lutton", "/partner/P-33"])
def test_a_refusal_is_a_page_too(chromium, little_hub, path):
    page = chromium.new_page()
    page.goto(little_hub[1] + path)
    page.wait_for_selector(STANDS)
    assert violations(page) == []
    assert page.locator("h1").count() == 1
    page.close()


def test_a_charts_numbers_are_one_keypress_away(visit):
    page = visit("/lpme")
    drawn(page)
    chart = page.locator(".chart").first
    chart.locator("summary").focus()
    page.keyboard.press("Enter")
    assert chart.locator("table").is_visible()
    assert "%" in chart.locator("table").inner_text()


def test_the_money_of_each_area_stands_open_under_its_chart(visit):
    page = visit("/funds")
    table = page.locator(".table-box", has_text="Allocated per pupil")
    assert table.is_visible()
    assert "£" in table.inner_text()


def test_the_first_tab_reaches_the_skip_link(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_theme_is_switched_and_kept_without_asking_the_server(visit):
    page = visit("/funds")
    drawn(page)
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda sent: asked.append(sent.url) if "update" in sent.url else None)
    page.click("#theme-switch")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert asked == []
    page.reload()
    page.wait_for_selector(STANDS)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#theme-switch")).to_have_text("Light theme")


def test_a_search_narrows_the_partners(visit):
    page = visit("/partners")
    page.fill("#field-partner-search", "luton")
    assert page.locator(EVERY_PARTNER).locator("tbody tr:visible").count() == 1
    assert page.locator(".search-count").inner_text() == "1 of 4 shown"


def test_names_from_files_are_text_and_nothing_else(visit):
    page = visit("/partners")
    assert page.locator(EVERY_PARTNER).locator("text=Wherry Drums <b>").count() == 1
