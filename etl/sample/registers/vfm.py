"""Assessments of value for money at the policy's stages."""

from collections.abc import Iterator
from datetime import date, timedelta

from etl.sample.hub import SampleHub
from etl.sample.period import Row
from etl.sample.plan import Agreement

AWARD_BEFORE = 65  # days before the start
MID_TERM_AFTER = 290  # days from the start
YEAR_END_AFTER = 395
ASSESSED_BEFORE = 4  # days before it is due
OVERDUE_BY = 30
OVERDUE = ("vfm-overdue", "waived", "waiver-expired")
VIEWS = ("economy", "efficiency", "effectiveness", "equity")
JUDGEMENTS = (
    "Costs are in line with others of its kind and the benefit is clear",
    "Reaches children whom nobody else reaches; worth its price",
    "Good quality; travel could cost less",
)


def rows(hub: SampleHub) -> list[Row]:
    """One row per agreement and stage."""
    found = [row for agreement in hub.agreements for row in _of(hub, agreement)]
    return [{"assessment_ref": f"VFM-{n:03d}"} | row for n, row in enumerate(found, start=1)]


def _of(hub: SampleHub, agreement: Agreement) -> Iterator[Row]:
    start = agreement.starts_on
    yield _stage(hub, agreement, "award", start - timedelta(days=AWARD_BEFORE))
    if len(agreement.years) > 1:
        yield _stage(hub, agreement, "mid-term", start + timedelta(days=MID_TERM_AFTER))
        yield _stage(hub, agreement, "year end", start + timedelta(days=YEAR_END_AFTER))
    if agreement.story in OVERDUE:
        due_on = hub.today - timedelta(days=OVERDUE_BY)
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
