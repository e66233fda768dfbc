"""The review calendar: every agreement is looked at each year, save where the story forgot one."""

from collections.abc import Iterator
from datetime import date, timedelta

from etl.sample.hub import SampleHub
from etl.sample.period import Row
from etl.sample.plan import Agreement

HELD_AGO = (95, 150)  # days before today on which a running agreement was last reviewed
NEXT_AFTER = 300  # days from that review to the next
REVIEWED_FROM = 200  # days since its start
YEAR = timedelta(days=365)
DUE_IN, OVERDUE_BY, PLAN_AGO, PLAN_NEXT = 30, 40, 55, 120  # days
NOTES = (
    "Delivery on course; the partner asked for earlier confirmation of schools.",
    "Good sharing at the end of term; look at travel costs next time.",
    "Registers complete; agreed to ask parents as well as pupils.",
)


def rows(hub: SampleHub) -> list[Row]:
    """One row per review, held or to come."""
    found = [row for agreement in hub.agreements for row in _of(hub, agreement)]
    return [{"review_ref": f"REV-{n:03d}"} | row for n, row in enumerate(found, start=1)]


def last_held(hub: SampleHub, agreement: Agreement) -> date | None:
    """The day of an agreement's last review; None where it has had none."""
    if agreement.story == "sliding":
        return hub.today - timedelta(days=PLAN_AGO)
    if agreement.ends_on < hub.today:
        return agreement.ends_on - timedelta(days=HELD_AGO[0])
    if (hub.today - agreement.starts_on).days < REVIEWED_FROM:
        return None
    return hub.today - timedelta(days=hub.dice("review", agreement.code).randint(*HELD_AGO))


def _of(hub: SampleHub, agreement: Agreement) -> Iterator[Row]:
    held = last_held(hub, agreement)
    yield from _yearly(hub, agreement, held)
    if held:
        yield _held(hub, agreement, held) | _next(hub, agreement, held)
    waiting = {"review-due": DUE_IN, "review-overdue": -OVERDUE_BY}.get(agreement.story)
    if waiting is not None:
        due_on = hub.today + timedelta(days=waiting)
        yield {"agreement_code": agreement.code, "due_on": due_on}


def _yearly(hub: SampleHub, agreement: Agreement, last: date | None) -> Iterator[Row]:
    """Earlier reviews, one for each full year well before the last."""
    day = agreement.starts_on + YEAR
    while last and day < last - YEAR / 3:
        yield _held(hub, agreement, day) | {"outcome": "continue", "next_due_on": day + YEAR}
        day += YEAR


def _held(hub: SampleHub, agreement: Agreement, day: date) -> Row:
    dice = hub.dice("notes", agreement.code, day)
    return {
        "agreement_code": agreement.code,
        "due_on": day + timedelta(days=dice.randint(0, 6)),
        "held_on": day,
        "notes": dice.choice(NOTES),
    }


def _next(hub: SampleHub, agreement: Agreement, held: date) -> Row:
    """What the last review decided and when the next is due."""
    if agreement.story == "sliding":
        return {"outcome": "improvement plan", "next_due_on": held + timedelta(days=PLAN_NEXT)}
    if agreement.ends_on < hub.today:
        return {"outcome": "continue"}
    watched = agreement.story in ("unmet", "falling", "off-profile")
    outcome = "watch" if watched else "continue"
    return {"outcome": outcome, "next_due_on": held + timedelta(days=NEXT_AFTER)}
