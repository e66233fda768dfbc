"""The risk register, for agreements and for the hub itself."""

from collections.abc import Iterator
from datetime import date, timedelta

from data.hub import HUB_WIDE
from etl.sample.hub import Row, SampleHub
from etl.sample.plan import Agreement

KNOWN = (  # category, description, mitigation
    ("partnership", "The partner depends on a single tutor", "A second tutor is being trained"),
    ("financial", "Costs of venues rise faster than the agreement", "Prices fixed for the year"),
    ("quality", "New tutors have little experience of whole classes", "Lessons are observed"),
    ("partnership", "Schools may withdraw during exams", "Dates agreed a year ahead"),
)
EVERY = 2  # every second agreement carries a risk
REVIEWED_AGO = (10, 110)  # days
STALE_FOR = 210
RESIDUAL_AT_MOST = 3  # likelihood and impact once something is done about it
CLOSED_AGO = 14


def rows(hub: SampleHub) -> list[Row]:
    """One row per risk."""
    running = [a for a in hub.agreements if a.starts_on <= hub.today <= a.ends_on]
    risks = [*_of_hub(hub), *(row for a in running[::EVERY] for row in _usual(hub, a))]
    risks += [row for agreement in running for row in _of_story(hub, agreement)]
    return [{"risk_ref": f"RSK-{n:03d}"} | row for n, row in enumerate(risks, start=1)]


def _of_hub(hub: SampleHub) -> Iterator[Row]:
    yield _risk(HUB_WIDE, KNOWN[1], (3, 4), (2, 4), _ago(hub, 20))
    yield _risk(HUB_WIDE, KNOWN[3], (3, 3), (2, 2), _ago(hub, 40)) | {
        "status": "closed",
        "closed_on": _ago(hub, CLOSED_AGO),
    }


def _usual(hub: SampleHub, agreement: Agreement) -> Iterator[Row]:
    dice = hub.dice("risks", agreement.code)
    inherent = (dice.randint(2, 4), dice.randint(2, 4))
    residual = tuple(min(points, RESIDUAL_AT_MOST) for points in inherent)
    reviewed_on = _ago(hub, dice.randint(*REVIEWED_AGO))
    yield _risk(agreement.code, dice.choice(KNOWN), inherent, residual, reviewed_on)


def _of_story(hub: SampleHub, agreement: Agreement) -> Iterator[Row]:
    recently = _ago(hub, REVIEWED_AGO[0])
    if agreement.story == "risk-high":
        yield _risk(agreement.code, KNOWN[0], (5, 4), (4, 4), recently)
    if agreement.story == "risk-unmitigated":
        bare = _risk(agreement.code, KNOWN[2], (4, 3), None, recently)
        yield bare | {"mitigation": ""}
        yield _risk(agreement.code, KNOWN[3], (3, 3), (2, 2), _ago(hub, STALE_FOR))


def _risk(
    agreement_code: str,
    known: tuple[str, str, str],
    inherent: tuple[int, int],
    residual: tuple[int, ...] | None,
    reviewed_on: date,
) -> Row:
    category, description, mitigation = known
    left = residual or (None, None)
    return {
        "agreement_code": agreement_code,
        "category": category,
        "description": description,
        "inherent_likelihood": inherent[0],
        "inherent_impact": inherent[1],
        "residual_likelihood": left[0],
        "residual_impact": left[1],
        "mitigation": mitigation,
        "owner_role": "Music service lead",
        "reviewed_on": reviewed_on,
        "status": "open",
    }


def _ago(hub: SampleHub, days: int) -> date:
    return hub.today - timedelta(days=days)
