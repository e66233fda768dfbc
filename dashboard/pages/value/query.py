"""Cost beside benefit, agreement by agreement, and assessments of value for money."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.domain.facts import Agreement, Assessment
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.measures.kpi import Reading
from dashboard.store.session import Session
from data.vocabulary.activities import FOR_CHILDREN

KEYS = ("cost_per_contact_hour", "cost_per_child", "learning_improved", "satisfaction_positive")
OVERDUE = "vfm_assessment_overdue"
STAGES = ("proposal", "award", "mid-term", "year end", "renewal")
VIEWS = ("economy", "efficiency", "effectiveness", "equity")


@dataclass(frozen=True)
class Valued:
    """An agreement's readings by KPI, of its own activity only."""

    agreement: Agreement
    partner_name: str
    readings: Mapping[str, Reading]

    def has(self, *keys: str) -> bool:
        """Whether there is a value of each."""
        return all(self.readings[key].value is not None for key in keys)


@dataclass(frozen=True)
class Assessed:
    """One assessment of value for money, due or made; scores are 1 to 5, blank until it is made."""

    assessment_ref: str
    agreement: Agreement
    partner_name: str
    stage: str
    due_on: date | None
    assessed_on: date | None
    scores: Mapping[str, int | None]
    judgement: str | None
    waived_until: date | None

    def standing(self, today: date) -> str:
        """`made`, `made late`, `overdue`, `waived` or `to come`."""
        if self.assessed_on:
            return "made late" if self.due_on and self.assessed_on > self.due_on else "made"
        if self.due_on is None or self.due_on >= today:
            return "to come"
        return "waived" if self.waived_until else "overdue"


def valued(session: Session, selection: Selection) -> list[Valued]:
    """The period's agreements for children by partner, each read of its own activity."""
    cell = session.cell(selection)
    rows = [
        Valued(agreement, cell.snapshot.partner_of(agreement).name, readings)
        for activity, agreements in _by_activity(cell).items()
        for agreement, readings in _readings(session, selection, activity, agreements)
    ]
    return sorted(rows, key=lambda row: (row.partner_name, row.agreement.agreement_code))


def _by_activity(cell: Cell) -> dict[str, list[Agreement]]:
    by_activity = defaultdict(list)
    for agreement in cell.running:
        if agreement.activity in FOR_CHILDREN:
            by_activity[agreement.activity].append(agreement)
    return by_activity


def _readings(
    session: Session, selection: Selection, activity: str, agreements: list[Agreement]
) -> list[tuple[Agreement, dict[str, Reading]]]:
    """The agreements for one activity, counted together."""
    same = replace(selection, area=None, function=None, activity=activity)
    each = [replace(same, agreement_code=agreement.agreement_code) for agreement in agreements]
    by_agreement = zip(agreements, session.readings(each, KEYS), strict=True)
    return [
        (agreement, dict(zip(KEYS, readings, strict=True))) for agreement, readings in by_agreement
    ]


def assessments(session: Session, selection: Selection) -> list[Assessed]:
    """Every assessment of the period's agreements, oldest first."""
    cell = session.cell(selection)
    running = {agreement.agreement_code: agreement for agreement in cell.running}
    rows = [row for code in running for row in cell.snapshot.assessments.get(code, ())]
    return [
        _assessed(row, running[row.agreement_code], cell.snapshot)
        for row in sorted(rows, key=lambda row: row.due_on or date.min)
    ]


def _assessed(row: Assessment, agreement: Agreement, snapshot: Snapshot) -> Assessed:
    is_made = row.assessed_on is not None and row.assessed_on <= snapshot.day
    return Assessed(
        assessment_ref=row.assessment_ref,
        agreement=agreement,
        partner_name=snapshot.partner_of(agreement).name,
        stage=row.stage,
        due_on=row.due_on,
        assessed_on=row.assessed_on if is_made else None,
        scores={view: getattr(row, f"{view}_score") if is_made else None for view in VIEWS},
        judgement=row.judgement if is_made else None,
        waived_until=_waived_until(snapshot, agreement.agreement_code),
    )


def _waived_until(snapshot: Snapshot, code: str) -> date | None:
    standing = [
        waiver.expires_on
        for waiver in snapshot.waivers.get(code, ())
        if waiver.rule == OVERDUE and waiver.expires_on >= snapshot.day
    ]
    return max(standing, default=None)
