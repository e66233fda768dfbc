"""What became of the flags of past quarters, told from a drawn hub."""

from datetime import date

from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.pages.backtest import query
from dashboard.pages.backtest.query import days_looked_at
from data.calendar import Quarter
from tests.support import rows_by_heading
from tests.support.sessions import ask

TODAY = date(2026, 6, 10)
SPENT = "kind | category | pence\nspend | staff | {}"


def counts(hub, rule: str, viewer=COMMAND_LINE, **asked) -> dict:
    found = ask(hub.store(TODAY), viewer, query.quality, "2025/26 Q1", "2025/26 Q2", **asked)
    (one,) = [one for one in found.rules if one.rule.key == rule]
    words = ("raised", "acted_on", "dismissed", "cleared_by_itself", "still_standing")
    return {word: getattr(one, word) for word in words}


def test_flags_of_late_returns(hub):
    for n in range(1, 5):
        hub.agreement(f"A-{n}")
    hub.returned("A-1", received_on=date(2026, 1, 20))
    hub.returned("A-3", received_on=date(2025, 12, 20))
    hub.waiver(rule="return_overdue", agreement_code="A-4", expires_on=date(2026, 12, 31))
    assert [counts(hub, "return_overdue")] == rows_by_heading("""
        raised | acted_on | dismissed | cleared_by_itself | still_standing
        5      | 1        | 1         | 0                 | 3
    """)


def test_flags_of_spending(hub):
    """A-1 catches up by itself, of A-2 a review is held, A-3 is still behind."""
    for n, spent in enumerate((6_000_000, 6_000_000, 0), start=1):
        hub.agreement(f"A-{n}", value_pence=100_000_00)
        hub.returned(f"A-{n}", spending=SPENT.format(0))
        hub.returned(f"A-{n}", "2025/26 Q2", spending=SPENT.format(spent))
    hub.review(agreement_code="A-2", due_on=date(2026, 2, 1), held_on=date(2026, 2, 3))
    assert [counts(hub, "spend_off_profile")] == rows_by_heading("""
        raised | acted_on | dismissed | cleared_by_itself | still_standing
        3      | 1        | 0         | 1                 | 1
    """)


def test_one_area_and_a_leads_areas(hub):
    hub.agreement("A-1", area="Luton")
    hub.agreement("A-2", area="Bedford")
    lead = Viewer("lead", frozenset({"Luton"}))
    assert counts(hub, "return_overdue")["raised"] == 2
    assert counts(hub, "return_overdue", area="Luton")["raised"] == 1
    assert counts(hub, "return_overdue", lead)["raised"] == 1
    assert counts(hub, "return_overdue", lead, area="Bedford")["raised"] == 0


def test_they_are_looked_at_on_the_last_day_of_each_month_and_at_the_end():
    one = (Quarter(2025, 1),)
    assert list(days_looked_at(one, date(2026, 6, 10))) == [
        date(2025, 9, 30),
        date(2025, 10, 31),
        date(2025, 11, 30),
        date(2025, 12, 28),
    ]
    assert list(days_looked_at(one, date(2026, 2, 10)))[-3:] == [
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 10),
    ]
