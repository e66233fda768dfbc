"""Every page as a reader sees it: accessible, within its width, in both themes."""

import pytest
from playwright.sync_api import expect

from tests.support.addresses import addresses, templates_without_a_link
from tests.support.axe import violations
from tests.support.outline import outline_arrived, outline_drawn
from tests.support.page_states import STANDS, drawn, everything_open, fits
from tests.support.paper import controls, cut, folded, laid_on_paper, lifted_from_paper

EVERY_PARTNER = "[aria-label='Partners by name']"


@pytest.fixture(scope="module", params=addresses())
def light(request, window, little_hub):
    """A page, loaded once for all that is claimed of it."""
    complaints = []
    yield window.open(little_hub[1] + request.param, complaints)
    assert complaints == []


@pytest.fixture(scope="module", params=addresses())
def dark(request, window, little_hub):
    """The same on a dark telephone."""
    complaints = []
    yield window.open(little_hub[1] + request.param, complaints, 360, dark=True)
    assert complaints == []


def test_the_words_that_arrive_are_those_that_dash_draws(light):
    assert outline_arrived(light) == outline_drawn(light)


def test_a_page_is_accessible_and_fits_at_three_widths(light):
    drawn(light)
    assert violations(light) == []
    assert light.locator("h1").count() == 1
    for width in (360, 1280, 1920):
        light.set_viewport_size({"width": width, "height": 900})
        fits(light, width)


def test_on_paper_a_page_has_all_that_it_says_and_nothing_to_press(light):
    drawn(light)
    laid_on_paper(light)
    assert (controls(light), cut(light), folded(light)) == ([], [], [])
    lifted_from_paper(light)


def test_a_page_is_accessible_on_a_dark_telephone(dark):
    drawn(dark)
    assert violations(dark, has_colours=False) == []  # of its parts, open, the next test asks
    fits(dark, 360)


def test_with_everything_open_at_twice_the_size_a_page_is_accessible_and_fits(dark):
    """640 pixels are what a screen of 1280 shows at 200%."""
    dark.set_viewport_size({"width": 640, "height": 900})
    everything_open(dark)
    fits(dark, 640)
    assert violations(dark) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", ["/", "/partner/P-3"])
def test_everything_open_is_accessible_on_a_light_telephone_too(visit, path):
    page = visit(path, width=360)
    drawn(page)
    everything_open(page)
    assert violations(page) == []


def test_a_page_that_no_test_opens_here_is_opened_by_its_own():
    assert templates_without_a_link() == {"/upload/<job>"}, "see test_files_sent.py"


def test_the_words_that_arrive_are_those_that_dash_draws_for_a_choice(visit):
    page = visit("/?area=luton&span=year")
    assert outline_arrived(page) == outline_drawn(page)


@pytest.mark.parametrize("path", ["/nowhere", "/?area=lutton"])
def test_a_refusal_is_a_page_too(window, little_hub, path):
    page = window.open(little_hub[1] + path, complaints=[])
    assert outline_arrived(page) == outline_drawn(page)
    assert violations(page) == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/partner/P-33", "There is no partner ‘P-33’."),
        ("/measure/attendence", "There is no measure ‘attendence’."),
    ],
)
def test_a_mistyped_name_is_refused_at_once_and_then_offered_the_nearest(
    window, little_hub, path, sentence
):
    page = window.open(little_hub[1] + path, complaints=[])
    expect(page.locator("#react-entry-point .state")).to_contain_text(sentence)
    expect(page.locator("#react-entry-point .state a").first).to_contain_text("Did you mean")
    assert violations(page) == []
    assert page.locator("h1").count() == 1


def test_a_charts_numbers_are_one_keypress_away(visit):
    page = visit("/lpme")
    drawn(page)
    chart = page.locator(".chart").first
    chart.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(chart.locator("table")).to_be_visible()
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
    expect(page.locator("#main")).to_be_focused()


def test_the_theme_is_switched_and_kept_without_asking_the_server(visit):
    page = visit("/funds")
    drawn(page)
    page.wait_for_load_state("networkidle")
    updates = []
    page.on("request", lambda sent: updates.append(sent.url) if "update" in sent.url else None)
    page.click("#theme-switch")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert updates == []
    page.reload()
    page.wait_for_selector(STANDS)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#theme-switch")).to_have_text("Light theme")


def test_a_search_narrows_the_partners(visit):
    page = visit("/partners")
    page.fill("#field-partner-search", "luton")
    expect(page.locator(EVERY_PARTNER).locator("tbody tr:visible")).to_have_count(1)
    expect(page.locator(".search-count")).to_have_text("1 of 4 shown")


def test_names_from_files_are_text_and_nothing_else(visit):
    page = visit("/partners")
    assert page.locator(EVERY_PARTNER).locator("text=Wherry Drums <b>").count() == 1
