"""What waits for the Executive Group's approval, and what for the Oversight Committee."""

from datetime import date, timedelta

import pytest

from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.store import due
from tests.support import rows_by_heading
from tests.support.sessions import ask

LATER = date(2027, 6, 1)
DAY = timedelta(days=1)


def waiting(hub, on: date, step: str = "approve", viewer=COMMAND_LINE) -> list:
    return [wait for wait in ask(hub.store(on), viewer, due.waits) if wait.step == step]


def named(waits) -> list[str]:
    """A decision's reference, or the code of an agreement that waits itself."""
    return [w.decision.decision_ref if w.decision else w.agreement.agreement_code for w in waits]


START, END = date(2026, 9, 1), date(2027, 8, 31)
NEAR = START - timedelta(days=60)


@pytest.mark.parametrize(
    ("on", "waits"),
    [
        (NEAR - DAY, []),
        (NEAR, ["A-1"]),
        (NEAR + DAY, ["A-1"]),
        (START, ["A-1"]),
        (END, ["A-1"]),
        (END + DAY, []),
    ],
)
def test_an_agreement_waits_from_sixty_days_before_its_start_until_its_end(hub, on, waits):
    hub.agreement(starts_on=START, ends_on=END)
    found = waiting(hub, on)
    assert named(found) == waits
    assert [(w.since, w.overdue_from, w.decided_by) for w in found] == [
        (NEAR, START, None) for _ in waits
    ]


@pytest.mark.parametrize(("days", "waits"), [(-1, ["A-1"]), (0, []), (1, [])])
def test_it_waits_until_the_day_of_its_approval(hub, days, waits):
    approved_on = date(2026, 10, 5)
    hub.agreement(starts_on=START, ends_on=END, approved_on=approved_on)
    found = ask(hub.store(approved_on + days * DAY), COMMAND_LINE, due.waits)
    assert named(found) == waits


def test_an_award_waits_with_its_agreement_and_not_beside_it(hub):
    hub.agreement(starts_on=START, ends_on=END)
    hub.decision(kind="award", decided_on=date(2026, 7, 20), decided_by="music service")
    (found,) = waiting(hub, START)
    assert (found.decision, found.decided_by, found.since) == (
        None,
        "music service",
        date(2026, 7, 20),
    )


@pytest.mark.parametrize("kind", ["award", "ad hoc"])
@pytest.mark.parametrize(
    ("approved_on", "since"),
    [(date(2026, 8, 1), date(2026, 8, 1)), (date(2026, 7, 1), date(2026, 7, 20))],
)
def test_an_award_is_approved_with_its_agreement(hub, kind, approved_on, since):
    hub.agreement(starts_on=START, ends_on=END, approved_on=approved_on)
    hub.decision(kind=kind, decided_on=date(2026, 7, 20), decided_by="music service")
    hub.decision("D-2", kind="vary", decided_on=date(2026, 10, 1), decided_by="music service")
    assert named(waiting(hub, date(2026, 10, 1))) == ["D-2"]
    (told,) = waiting(hub, date(2026, 10, 1), "report")
    assert (told.decision.decision_ref, told.since) == ("D-1", since)


DECIDED = """
    ref | by              | approved_on
    D-1 | music service   | -
    D-2 | hub lead        | -
    D-3 | executive group | -
    D-4 | music service   | 2026-01-10
"""


@pytest.mark.parametrize(
    ("on", "to_approve", "to_report"),
    [
        (date(2025, 12, 31), [], []),
        (date(2026, 1, 1), ["D-1", "D-2", "D-4"], ["D-3"]),
        (date(2026, 1, 9), ["D-1", "D-2", "D-4"], ["D-3"]),
        (date(2026, 1, 10), ["D-1", "D-2"], ["D-3", "D-4"]),
    ],
)
def test_what_others_decide_is_approved_first_and_then_reported(hub, on, to_approve, to_report):
    hub.agreement(approved_on=date(2025, 8, 1))
    for row in rows_by_heading(DECIDED):
        told = {"decided_by": row["by"], "approved_on": row["approved_on"]}
        hub.decision(row["ref"], kind="renew", decided_on=date(2026, 1, 1), **told)
    assert named(waiting(hub, on)) == to_approve
    assert named(waiting(hub, on, "report")) == to_report


@pytest.mark.parametrize(("days", "waits"), [(-1, ["D-1"]), (0, []), (1, [])])
def test_a_decision_waits_until_the_day_of_its_report(hub, days, waits):
    reported_on = date(2026, 3, 1)
    hub.agreement(approved_on=date(2025, 8, 1))
    hub.decision(kind="vary", decided_on=date(2026, 1, 1), reported_on=reported_on)
    assert named(waiting(hub, reported_on + days * DAY, "report")) == waits


def test_a_report_is_overdue_from_the_day_on_which_its_flag_is_raised(hub):
    hub.agreement(approved_on=date(2025, 8, 1))
    hub.decision(kind="vary", decided_on=date(2026, 1, 1))
    store = hub.store(date(2026, 1, 2))
    (wait,) = ask(store, COMMAND_LINE, due.waits)
    store = hub.store(LATER)
    flagged = [
        {
            flag.finding.state
            for flag in ask(store, COMMAND_LINE, "judge.flags", day)
            if (flag.rule.key, flag.agreement_code) == ("decision_not_reported", "A-1")
        }
        for day in (wait.overdue_from - DAY, wait.overdue_from)
    ]
    assert flagged == [{"clear"}, {"raised"}]


def test_the_most_urgent_report_and_the_oldest_approval_come_first(hub):
    hub.agreement(approved_on=date(2025, 8, 1))
    for ref, day, by in (
        ("D-1", 5, "hub lead"),
        ("D-2", 3, "hub lead"),
        ("D-3", 4, "executive group"),
        ("D-4", 2, "executive group"),
    ):
        hub.decision(ref, kind="vary", decided_on=date(2026, 1, day), decided_by=by)
    found = ask(hub.store(date(2026, 2, 1)), COMMAND_LINE, due.waits)
    assert named(found) == ["D-2", "D-1", "D-4", "D-3"]


def test_a_lead_sees_what_waits_in_their_areas_and_what_is_the_hubs(hub):
    for code, area in (("A-1", "Luton"), ("A-2", "Bedford"), ("A-3", "Hub")):
        hub.agreement(code, area=area)
    hub.opportunity("C-1", area="Bedford")
    hub.decision(agreement_code=None, kind="vary")
    hub.decision("D-2", agreement_code=None, opportunity_code="C-1", kind="decline")
    hub.decision("D-3", agreement_code=None, opportunity_code="C-9", kind="decline")
    lead = Viewer("lead", frozenset({"Luton"}))
    store = hub.store()
    assert named(ask(store, lead, due.waits)) == ["A-1", "A-3", "D-1"]
    assert named(ask(store, lead, due.waits, "Luton")) == ["A-1"]
    assert named(ask(store, lead, due.waits, "Bedford")) == []
    assert ask(store, lead, due.waits)[-1].partner is None
    assert {"D-2", "D-3"} < set(named(ask(store, COMMAND_LINE, due.waits)))
