"""A page can be read before any script runs; what follows is the same page, undisturbed."""

import pytest
from playwright.sync_api import expect

from tests.support.axe import violations
from tests.support.page_states import STANDS, drawn


@pytest.fixture
def unscripted(new_profile, little_hub):
    """Open a page where no script runs."""
    page = new_profile(java_script_enabled=False).new_page()

    def open_page(path: str, width: int = 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(little_hub[1] + path)
        return page

    return open_page


def test_without_scripts_a_page_is_read_searched_and_left_by_its_links(unscripted):
    page = unscripted("/partners")
    expect(page.locator("h1")).to_have_text("Who does the hub work with?")
    expect(page.locator(".unscripted")).to_be_visible()
    page.click("[aria-label='Partners by name'] >> text=Tallow Strings")
    expect(page.locator("h1")).to_have_text("Tallow Strings")
    page.fill("#find-words", "tallow")
    page.press("#find-words", "Enter")
    expect(page.locator(".answer")).to_have_text("2 results for ‘tallow’.")


def test_without_scripts_a_telephone_shows_the_navigation(unscripted):
    page = unscripted("/", width=360)
    expect(page.locator("nav a[href='/funds']")).to_be_visible()
    expect(page.locator("#menu-switch")).to_be_hidden()
    page.click("nav a[href='/funds']")
    expect(page.locator("h1")).to_be_visible()


class Held:
    """Scripts that wait until they are let go, those that are asked for later included."""

    def __init__(self):
        self._is_held, self._waiting = True, []

    def hold(self, route) -> None:
        if self._is_held:
            self._waiting.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self._is_held = False
        for route in self._waiting:
            route.continue_()


@pytest.fixture
def held(new_profile, little_hub):
    """Open a page whose scripts, or one of them, wait until they are let go: `page, let_go`."""
    page, scripts = new_profile().new_page(), Held()

    def open_page(path: str, script: str = "**/assets/bundle.js*"):
        page.route(script, scripts.hold)
        page.goto(little_hub[1] + path, wait_until="commit")
        page.wait_for_selector("#words h1")
        return page, scripts.let_go

    return open_page


def test_what_is_opened_and_focused_before_the_scripts_stays_so(held):
    page, let_go = held("/")
    assert page.locator("#filter-area").is_disabled()
    summary = page.locator("#words main summary").first
    said = summary.inner_text()
    summary.focus()
    page.keyboard.press("Enter")
    page.evaluate("scrollTo(0, 300)")
    let_go()
    page.wait_for_selector(STANDS)
    drawn(page)
    assert page.evaluate("document.activeElement.innerText") == said
    assert page.evaluate("document.activeElement.parentElement.open")
    assert page.evaluate("scrollY") == 300
    expect(page.locator("#filter-area")).to_be_enabled()


def test_a_link_that_is_followed_before_dash_has_drawn_the_page_leads_there(held):
    page, let_go = held("/funds", "**/dash_renderer*")
    page.click("#words nav a[href='/partners']", no_wait_after=True)
    page.wait_for_url("**/partners", wait_until="commit")
    let_go()
    expect(page.locator("#react-entry-point h1")).to_have_text("Who does the hub work with?")


def test_what_is_chosen_in_a_form_before_the_scripts_stays_so(held):
    page, let_go = held("/backtest")
    page.select_option("#words #trial-setting", index=2)
    let_go()
    page.wait_for_selector(STANDS)
    expect(page.locator("#trial-setting")).to_have_js_property("selectedIndex", 2)


def test_what_is_typed_before_the_scripts_stays_and_is_searched_for(held):
    page, let_go = held("/")
    page.click("#find-words")
    page.keyboard.type("tal")
    let_go()
    page.wait_for_selector(STANDS)
    page.keyboard.type("low")
    expect(page.locator("#find-words")).to_have_value("tallow")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_text("2 results for ‘tallow’.")


def test_the_words_alone_are_accessible(held):
    page, _ = held("/")
    page.wait_for_selector("footer.footer")
    assert violations(page) == []
