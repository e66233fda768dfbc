"""A page can be read before any script runs; what follows is the same page, undisturbed."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import STANDS
from tests.browser.test_pages_seen import PAGES, RETURN, TRIED, drawn
from tests.support.axe import violations

# Where an element stands, its text or its marks; charts are drawn by scripts alone, and what is
# disabled, or wears a mark of Dash's, says that they are not there yet, or that they are.
OUTLINE = """root => {
  const passing = /^(disabled|data-plain|data-dash.*|value|autocomplete|selected|step)$/;
  const said = [];
  (function walk(node, depth) {
    node.normalize();
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        if (child.data) said.push(depth + " " + child.data);
      } else if (child.nodeType === Node.ELEMENT_NODE && !child.matches("option[hidden]")) {
        const plain = (text) => text === "true" ? "" : text.replace(/[:; ]+/g, " ").trim();
        const marks = [...child.attributes].filter((one) => !passing.test(one.name))
          .map((one) => one.name + "=" + plain(one.value)).sort();
        said.push(depth + " <" + child.localName + " " + marks.join(" ") + ">");
        if (!child.classList.contains("dash-graph")) walk(child, depth + 1);
      }
    }
  })(root.cloneNode(true), 0);
  return said;
}"""
ARRIVED = """async () => {
  const sent = await (await fetch(location.href)).text();
  const words = new DOMParser().parseFromString(sent, "text/html").querySelector("#words");
  return (%s)(words.firstElementChild);
}"""


@pytest.mark.parametrize("path", [*PAGES, RETURN, TRIED, "/?area=luton&span=year", "/nowhere"])
def test_the_words_that_arrive_are_those_that_dash_draws(chromium, little_hub, path):
    page = chromium.new_page()
    page.goto(little_hub[1] + path)
    page.wait_for_selector(STANDS)
    page.wait_for_load_state("networkidle")
    assert page.locator("#words").count() == 0
    shown = page.eval_on_selector("#react-entry-point .frame", OUTLINE)
    assert page.evaluate(ARRIVED % OUTLINE) == shown
    page.close()


@pytest.fixture
def unscripted(chromium, little_hub):
    """Open a page where no script runs."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()

    def open_page(path: str, width: int = 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(little_hub[1] + path)
        return page

    yield open_page
    context.close()


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


@pytest.fixture
def held(chromium, little_hub):
    """Open a page whose scripts, or one of them, wait until they are let go: `page, let_go`."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    waiting = []

    def open_page(path: str, script: str = "**/assets/bundle.js*"):
        page.route(script, lambda route: waiting.append(route))
        page.goto(little_hub[1] + path, wait_until="commit")
        page.wait_for_selector("#words h1")
        return page, lambda: [route.continue_() for route in waiting]

    yield open_page
    context.close()


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
    assert page.locator("#filter-area").is_enabled()


def test_a_link_that_is_followed_before_dash_has_drawn_the_page_leads_there(held):
    page, let_go = held("/funds", "**/dash_renderer*")
    page.click("#words nav a[href='/partners']")
    let_go()
    expect(page.locator("#react-entry-point h1")).to_have_text("Who does the hub work with?")


def test_what_is_chosen_in_a_form_before_the_scripts_stays_so(held):
    page, let_go = held("/backtest")
    page.select_option("#words #trial-setting", index=2)
    let_go()
    page.wait_for_selector(STANDS)
    assert page.eval_on_selector("#trial-setting", "field => field.selectedIndex") == 2


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
