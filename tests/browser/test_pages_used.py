"""Filters, links, roles, downloads, and data that arrives while a page is open."""

import re

from playwright.sync_api import expect

from dashboard.web.frame import PULSE_MS
from tests.support.small_hub import TODAY


def test_a_filter_goes_into_the_address_and_back_undoes_it(visit):
    page = visit("/")
    chosen = page.locator(".chosen")
    page.select_option("#filter-area", "luton")
    expect(chosen).to_contain_text("Luton Music Service")
    expect(page).to_have_url(re.compile(r"/\?area=luton$"))
    page.select_option("#filter-span", "year")
    expect(chosen).to_contain_text("the whole year")
    page.go_back()
    expect(chosen).not_to_contain_text("the whole year")
    expect(page.locator("#filter-span")).to_have_value("any")
    expect(page.locator("#filter-area")).to_have_value("luton")


def test_every_filter_says_what_is_chosen_even_where_nothing_is(visit):
    page = visit("/")
    said = "e => e.selectedOptions[0].text"
    texts = [
        page.eval_on_selector(f"#filter-{name}", said) for name in ("area", "span", "function")
    ]
    assert texts == ["All areas", "Quarter", "All functions"]


def test_a_link_opens_with_its_filters(visit):
    page = visit("/lpme?area=luton&quarter=2024/25+Q4&span=to-date&function=schools")
    expect(page.locator(".chosen")).to_contain_text("2024/25 up to the end of Q4")
    values = {
        "area": "luton",
        "quarter": "2024/25 Q4",
        "span": "to-date",
        "function": "schools",
    }
    for name, value in values.items():
        expect(page.locator(f"#filter-{name}")).to_have_value(value)


def test_filters_go_along_from_page_to_page(visit):
    page = visit("/?area=luton")
    page.click("nav a[href='/funds']")
    expect(page).to_have_title("Funds – BLMK Music Hub")
    assert page.url.endswith("/funds?area=luton")
    expect(page.locator("#main")).to_be_focused()
    page.click("nav a[href='/']")
    page.click("nav a[href='/partners']")
    page.click("[aria-label='Partners by name'] >> text=Tallow Strings")
    expect(page.locator("h1")).to_have_text("Tallow Strings")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Who does the hub work with?")


def test_a_refused_filter_offers_the_nearest_and_follows_it(visit):
    page = visit("/funds?area=lutton")
    page.click("text=Did you mean Luton?")
    expect(page.locator(".answer")).to_contain_text("allocated for 2025/26")
    assert page.url.endswith("/funds?area=luton")


def test_the_role_is_changed_in_the_head(visit):
    page = visit("/partners")
    page.click(".who summary")
    page.click(".who-areas >> text=Luton")
    expect(page.locator(".who summary")).to_contain_text("Music service lead, Luton")
    expect(page.locator("[aria-label='Partners by name'] tbody tr")).to_have_count(1)


def test_a_filter_that_is_not_set_says_what_is_shown(visit):
    page = visit("/")
    shown = "boxes => boxes.map(box => box.options[box.selectedIndex].text)"
    said = page.locator("#filters select").evaluate_all(shown)
    assert said == ["All areas", "2025/26 Q1, latest", "Quarter", "All functions"]


def test_the_numbers_of_a_chart_are_downloaded(visit):
    page = visit("/funds?area=luton")
    with page.expect_download() as coming:
        page.locator("[data-export=csv]").first.click()
    assert coming.value.suggested_filename == "funds-by-area.csv"


def test_new_data_shows_by_itself_and_disturbs_nothing(visit, little_hub):
    assert PULSE_MS <= 5_000, "how often an open page asks"
    page = visit("/partner/P-4")
    summary = page.locator("main summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.evaluate("scrollTo(0, 200); window.kept = document.activeElement")
    expect(page.locator(".grid")).to_contain_text("Missing")
    hub, _ = little_hub
    hub.returned("A-4", "2025/26 Q1", received_on=TODAY, spending="kind | pence\nspend | 70000")
    hub.store(TODAY)
    expect(page.locator(".grid")).not_to_contain_text("Missing")
    assert page.evaluate("document.activeElement === window.kept && window.kept.parentElement.open")
    assert page.evaluate("scrollY") == 200
    expect(page.locator("#updated")).to_have_text(re.compile(r"^Updated \d\d:\d\d"))


def test_a_setting_is_tried_and_the_address_keeps_what_was_tried(visit):
    page = visit("/backtest?area=luton")
    page.select_option("#trial-setting", "quality_floor")
    page.fill("#trial-value", "20%")
    page.select_option("#trial-from", "2024/25 Q3")
    page.click("text=Try it")
    answer = page.locator(".answer")
    expect(answer).to_contain_text("With 20% instead of 60%, 3 flags would have been lost")
    assert "area=luton" in page.url
    assert "value=20%25" in page.url
    expect(page.locator("#trial-setting")).to_have_value("quality_floor")
    expect(page.locator("#trial-value")).to_have_value("20%")
    expect(page.locator("#trial-from")).to_have_value("2024/25 Q3")
    page.fill("#trial-value", "200%")
    page.press("#trial-value", "Enter")
    expect(page.locator(".alarm")).to_contain_text("may be from 0 to 1; 200% lies outside.")
    expect(page.locator("#trial-value")).to_have_value("200%")
    page.go_back()
    expect(answer).to_contain_text("With 20% instead of 60%")
    page.select_option("#filter-area", "bedford")
    expect(page.locator(".section").first).to_contain_text("Neither value raises any flag")
    expect(page.locator("#trial-value")).to_have_value("20%")


def test_a_search_is_made_by_keyboard_and_stands_in_the_address(visit):
    page = visit("/")
    page.focus("#find-words")
    page.keyboard.type("tallow")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_text("2 results for ‘tallow’.")
    assert page.url.endswith("/find?q=tallow")
    page.locator("main a", has_text="Tallow Strings").first.press("Enter")
    expect(page.locator("h1")).to_have_text("Tallow Strings")
    page.go_back()
    expect(page.locator(".answer")).to_have_text("2 results for ‘tallow’.")
    expect(page.locator("#find-words")).to_have_value("tallow")


def test_an_areas_figure_is_followed_to_its_return_and_back(visit):
    page = visit("/")
    page.locator(".kpi a", has_text="Attendance").first.click()
    expect(page.locator("h1")).to_have_text("Attendance")
    page.locator("[aria-label='Attendance in each area'] a", has_text="Luton").click()
    expect(page.locator(".chosen")).to_contain_text("Luton Music Service")
    page.click("text=Return for 2025/26 Q1")
    expect(page.locator("h1")).to_contain_text("What did Tallow Strings send")
    page.go_back()
    expect(page.locator(".chosen")).to_contain_text("Luton Music Service")
    page.go_back()
    page.go_back()
    expect(page.locator("h1")).to_have_text("How is the hub doing?")


def test_the_menu_opens_by_keyboard_on_a_narrow_screen_and_its_links_lead_on(visit):
    page = visit("/", width=360)
    page.focus("#menu-switch")
    page.keyboard.press("Enter")
    expect(page.locator("#navigation")).to_be_visible()
    page.locator("#navigation a", has_text="Commissioning").press("Enter")
    expect(page.locator("h1")).to_contain_text("Does what the hub commissions")
    expect(page.locator("#navigation")).to_be_hidden()


def test_the_focus_can_be_seen_wherever_it_goes(visit):
    page = visit("/impact")
    ring = "(e => getComputedStyle(e).outlineStyle)(document.activeElement)"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        seen = page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        assert page.evaluate(ring) != "none", seen


def test_paper_is_black_and_white_and_the_theme_comes_back(visit):
    page = visit("/funds", dark=True)
    page.emulate_media(media="print")
    expect(page.locator("html")).to_have_attribute("data-theme", "paper")
    expect(page.locator("h1")).to_have_css("color", "rgb(0, 0, 0)")
    page.emulate_media(media="screen")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_on_paper_what_is_folded_stands_open_and_folds_again(visit):
    page = visit("/")
    explained = page.locator(".kpi .facts").first
    expect(explained).to_be_hidden()
    page.emulate_media(media="print")
    expect(explained).to_be_visible()
    page.emulate_media(media="screen")
    expect(explained).to_be_hidden()


def test_an_activity_is_chosen_by_a_link_that_keeps_the_filters(visit):
    page = visit("/value?quarter=2024/25+Q4&span=year")
    page.locator(".choice").first.click()
    expect(page.locator(".choice[aria-current=true]")).to_have_text("Ensemble")
    assert "activity=ensemble" in page.url
    expect(page.locator(".chosen")).to_contain_text("2024/25, the whole year")
