"""What was decided is entered by keyboard, and every mistake is told above the form."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.axe import violations


@pytest.mark.parametrize(
    "path",
    ["/record?act=decision&agreement=A-3", "/record?act=settings"],
)
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_its_forms_are_accessible_and_fit(visit, path, width, dark):
    page = visit(path, width=width, dark=dark)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_mistakes_are_told_above_the_form_and_what_was_typed_stays(visit, complaints):
    page = visit("/record?act=review&agreement=A-3", width=360)
    page.get_by_label("Notes").fill("All in order.")
    page.get_by_role("button", name="Enter it").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("‘Outcome’ is blank; it must be said.")
    expect(page.get_by_label("Notes")).to_have_value("All in order.")
    assert violations(page) == []
    complaints.clear()  # the browser notes that the form was refused
    page.get_by_label("Outcome").select_option("continue")
    page.get_by_role("button", name="Enter it").press("Enter")
    expect(page.get_by_role("status").filter(has_text="entered as entry")).to_be_visible()
    expect(page.locator("table")).to_contain_text("Notes: All in order.")
    assert violations(page) == []


def test_a_flag_leads_to_what_can_be_entered_about_it_and_shows_what_was(visit):
    page = visit("/partner/P-3")
    page.get_by_role("link", name=re.compile("Acknowledge.*Award not approved")).click()
    page.get_by_label("What is being done").fill("It is on the next agenda")
    page.get_by_role("button", name="Enter it").click()
    page.get_by_role("link", name="Tallow Strings").click()
    expect(page.locator(".flags")).to_contain_text("Acknowledged on 15 January 2026")
    expect(page.locator(".flags")).to_contain_text("It is on the next agenda")
