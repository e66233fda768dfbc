"""Forms: a trial of a setting, an entry in the journal, a calendar to subscribe to."""

from datetime import date

from dashboard.pages.backtest.trial_form import trial_form
from dashboard.pages.record.query import Recordable
from dashboard.pages.record.view import entry_form, field, options_for, setting_fields
from dashboard.pages.reminders.feeds import feed_form, feeds_table, new_address
from dashboard.views.feeds import Feed
from data.adjustable import adjustable
from data.calendar import Quarter
from data.journal.acts import ACTS, NO_PARTNER
from tests.support.drawn_facts import POLICY, agreement, review
from tests.support.drawn_outlook import decision
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn

TODAY = date(2026, 1, 15)
CLOSED = (Quarter(2024, 4), Quarter(2025, 1))
KNOWN = adjustable(POLICY)


def trial(**typed) -> object:
    typed = {"from": "2024/25 Q4", "to": "2025/26 Q1"} | typed
    return drawn(trial_form(KNOWN, POLICY, typed, CLOSED, {"area": "luton"}))


def test_a_trial_offers_every_setting_with_the_value_in_force():
    form = trial()
    assert words(form).count("(now ") == len(KNOWN)
    assert "Choose a setting" in words(form)
    assert "'name': 'area', 'value': 'luton'" in str(form)


def test_the_chosen_setting_says_what_it_is_now_and_within_which_bounds():
    form = words(trial(setting="quality_floor"))
    assert "Choose a setting" not in form
    assert "Now 60%; from" in form


def test_quarters_are_offered_newest_first():
    form = words(trial())
    assert form.index("2025/26 Q1") < form.index("2024/25 Q4")


def test_what_the_address_named_goes_along_unasked():
    form = str(drawn(entry_form(ACTS["review"], {"agreement": "A-1"}, [], "token")))
    assert "'name': 'agreement', 'value': 'A-1'" in form
    assert "'name': 'act', 'value': 'review'" in form


def test_every_field_of_every_act_has_its_label_and_says_where_it_may_stay_blank():
    for act in ACTS.values():
        for entry in act.fields:
            text = words(drawn(field(entry, None, TODAY)))
            assert entry.label in text
            assert ("may stay blank" in text) != entry.required


RECORDABLE = Recordable(
    agreement(),
    None,
    (review(date(2026, 3, 1)),),
    (decision("renew", date(2025, 12, 1)), decision("vary", date(2025, 12, 1), reported_on=TODAY)),
    (),
)


def test_only_what_is_open_can_be_chosen():
    assert options_for("review_ref", RECORDABLE) == [("R-1", "The one due 1 March 2026")]
    assert options_for("decision_ref", RECORDABLE) == [("D-1", "Renew, taken 1 December 2025")]
    assert options_for("organisation", RECORDABLE) == [(NO_PARTNER, "No partner’s")]
    assert options_for("outcome", RECORDABLE) is None


def chosen(node) -> list[str]:
    """The values of the options that are chosen in a part of a page."""
    if isinstance(node, list):
        return [value for part in node for value in chosen(part)]
    if not isinstance(node, dict):
        return []
    own = [node["props"]["value"]] if node["props"].get("selected") else []
    return own + chosen(node["props"].get("children"))


def test_of_several_settings_the_first_stands_as_the_address_named_it():
    first, second = (drawn(part) for part in setting_fields(POLICY, "quality_floor", "65%", 2))
    assert (chosen(first), chosen(second)) == (["quality_floor"], [""])
    assert "'value': '65%'" in str(first)
    assert "65%" not in str(second)


FEED = Feed("hash", "My phone", "lead", "luton", TODAY, None)


def revoke(token_hash: str) -> tuple[str, str]:
    return f"/revoke/{token_hash}", "token"


def test_a_calendar_in_use_can_be_revoked_and_a_revoked_one_says_when():
    used = drawn(feeds_table([FEED], revoke))
    assert "In use" in words(used)
    assert "/revoke/hash" in str(used)
    gone = Feed("hash", "My phone", "lead", "luton", TODAY, TODAY)
    assert "Revoked on 15 January 2026" in words(drawn(feeds_table([gone], revoke)))
    assert words(drawn(feeds_table([], revoke))) == "There is no calendar yet."


def test_an_address_is_shown_once_and_warned_about():
    assert new_address(None) is None
    page = words(drawn(new_address("https://hub/calendar/x")))
    assert "https://hub/calendar/x" in page
    assert "treat it like a password" in page


def test_the_name_of_a_calendar_may_not_be_longer_than_is_kept():
    assert "'maxLength': 60" in str(drawn(feed_form("/calendars", "token", 60)))
