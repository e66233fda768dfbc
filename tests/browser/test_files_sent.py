"""An officer sends files: by keyboard, on a narrow screen, and nothing is loaded unasked."""

from playwright.sync_api import expect

from tests import support
from tests.support.axe import violations

ASKED = "Which returns and registers have come?"
SLIP = support.SPENDING.replace("99.5", "99.555")
IN_PART = support.workbook(Return=support.form("A-3", "2025/26 Q2"), Spending=SLIP)


def test_files_are_chosen_checked_and_dropped_by_keyboard(visit):
    page = visit("/upload", width=360, dark=True)
    expect(page.locator("h1")).to_have_text("Not open to you")
    page.click(".who summary")
    page.click("button[value=officer]")
    expect(page.locator("#react-entry-point h1")).to_have_text(ASKED)  # a key is of one drawing
    field = page.get_by_label("Files to send")
    field.set_input_files({"name": "return.xlsx", "mimeType": "", "buffer": IN_PART})
    assert violations(page) == []
    field.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said = page.get_by_role("status").filter(has_text="1 file")
    expect(said).to_have_text("1 file would load in part; 1 row needs mending.")
    expect(page.locator(".handed")).to_contain_text("Goes back to Tallow Strings")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.reload()
    expect(page.locator(".handed")).to_contain_text("Spending D4")
    page.get_by_role("button", name="Do not load them").press("Enter")
    expect(page.get_by_label("Files to send")).to_be_visible()


def test_files_too_large_together_are_told_before_they_are_sent(visit):
    page = visit("/data")
    page.click(".who summary")
    page.click("button[value=officer]")
    page.click("text=Send files")
    field = page.get_by_label("Files to send")
    expect(field).to_be_visible()
    page.eval_on_selector(".sending", "form => form.dataset.largest = 10")
    field.set_input_files({"name": "return.xlsx", "mimeType": "", "buffer": IN_PART})
    page.get_by_role("button", name="Check these files").click()
    expect(page.get_by_role("alert")).to_contain_text("larger than the hub takes at once")
    assert page.url.endswith("/upload")
