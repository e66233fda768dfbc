"""A calendar is made, copied and revoked: by keyboard, on a narrow screen."""

from playwright.sync_api import expect

from tests.support.axe import violations


def test_a_calendar_is_made_and_revoked_by_keyboard(visit):
    page = visit("/reminders", width=360, dark=True)
    field = page.get_by_label("Name of the new calendar")
    field.fill("My phone")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    address = page.locator(".notice code")
    expect(address).to_contain_text("/calendar/")
    expect(page.locator("main")).to_contain_text("My phone")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    address.click()
    selected = page.evaluate("getSelection().toString().trim()")
    assert selected == address.inner_text()
    calendar = page.request.get(selected)
    assert calendar.text().startswith("BEGIN:VCALENDAR")
    page.get_by_role("button", name="Revoke My phone").press("Enter")
    expect(page.locator("main")).to_contain_text("Revoked on 15 January 2026")
    expect(page.locator(".notice")).to_have_count(0)
    assert page.request.get(selected).status == 404


def test_what_is_typed_stays_while_new_data_arrive(visit, little_hub):
    page = visit("/reminders")
    page.get_by_label("Name of the new calendar").fill("Half a na")
    hub, _ = little_hub
    hub.review("R-9", agreement_code="A-2")
    hub.store()
    expect(page.locator("main")).to_contain_text("Review due")
    expect(page.get_by_label("Name of the new calendar")).to_have_value("Half a na")
