"""The registers of reviews, and of assessments of value for money."""

from collections.abc import Iterator
from datetime import date, timedelta

from etl.sample.hub import Row, SampleHub
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


def reviews(hub: SampleHub) -> list[Row]:
    """One row per review, held or to come."""
    review_rows = [row for agreement in hub.agreements for row in _reviews_of(hub, agreement)]
    return [{"review_ref": f"REV-{n:03d}"} | row for n, row in enumerate(review_rows, start=1)]


def last_held(hub: SampleHub, agreement: Agreement) -> date | None:
    """The day of an agreement's last review; None where it has had none."""
    if agreement.story == "sliding":
        return hub.today - timedelta(days=PLAN_AGO)
    if agreement.ends_on < hub.today:
        return agreement.ends_on - timedelta(days=HELD_AGO[0])
    if (hub.today - agreement.starts_on).days < REVIEWED_FROM:
        return None
    return hub.today - timedelta(days=hub.dice("review", agreement.code).randint(*HELD_AGO))


def _reviews_of(hub: SampleHub, agreement: Agreement) -> Iterator[Row]:
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


AWARD_BEFORE = 65  # days before the start
MID_TERM_AFTER = 290  # days from the start
YEAR_END_AFTER = 395
ASSESSED_BEFORE = 4  # days before it is due
ASSESSMENT_OVERDUE_BY = 30
OVERDUE = ("vfm-overdue", "waived", "waiver-expired")
VIEWS = ("economy", "efficiency", "effectiveness", "equity")
JUDGEMENTS = (
    "Costs are in line with others of its kind and the benefit is clear",
    "Reaches children whom nobody else reaches; worth its price",
    "Good quality; travel could cost less",
)


def assessments(hub: SampleHub) -> list[Row]:
    """One row per agreement and stage."""
    assessment_rows = [
        row for agreement in hub.agreements for row in _assessments_of(hub, agreement)
    ]
    return [
        {"assessment_ref": f"VFM-{n:03d}"} | row for n, row in enumerate(assessment_rows, start=1)
    ]


def _assessments_of(hub: SampleHub, agreement: Agreement) -> Iterator[Row]:
    start = agreement.starts_on
    yield _stage(hub, agreement, "award", start - timedelta(days=AWARD_BEFORE))
    if len(agreement.years) > 1:
        yield _stage(hub, agreement, "mid-term", start + timedelta(days=MID_TERM_AFTER))
        yield _stage(hub, agreement, "year end", start + timedelta(days=YEAR_END_AFTER))
    if agreement.story in OVERDUE:
        due_on = hub.today - timedelta(days=ASSESSMENT_OVERDUE_BY)
        yield {"agreement_code": agreement.code, "stage": "renewal", "due_on": due_on}


def _stage(hub: SampleHub, agreement: Agreement, stage: str, due_on: date) -> Row:
    """A stage, assessed shortly before it was due; one in the future is only planned."""
    planned = {"agreement_code": agreement.code, "stage": stage, "due_on": due_on}
    assessed_on = due_on - timedelta(days=ASSESSED_BEFORE)
    if assessed_on > hub.today:
        return planned
    dice = hub.dice("vfm", agreement.code, stage)
    views = {view: dice.randint(3, 5) for view in VIEWS}
    return planned | views | {"assessed_on": assessed_on, "judgement": dice.choice(JUDGEMENTS)}
