"""Cost beside benefit, agreement by agreement, and assessments of value for money."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from dashboard.domain.facts import Agreement
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.domain.viewer import Viewer
from dashboard.store.asking import permitted
from dashboard.store.door import Door
from dashboard.store.reader import Reader
from dashboard.store.readings import readings_of
from dashboard.views.value_for_money import VIEWS, Assessed, Valued
from data.vocabulary.activities import FOR_CHILDREN
from data.warehouse.tables import fact_vfm

KEYS = ("cost_per_contact_hour", "cost_per_child", "learning_improved", "satisfaction_positive")
OVERDUE = "vfm_assessment_overdue"


class Value(Door):
    """Value for money for a viewer: agreements within the viewer's areas only."""

    def valued(self, viewer: Viewer, selection: Selection) -> list[Valued]:
        """The period's agreements for children by partner, each read of its own activity."""
        viewer.require("see_partners")
        with self._open() as reader:
            cell = permitted(viewer, selection, reader.snapshot(selection.on))
            found = [
                Valued(agreement, cell.snapshot.partner_of(agreement).name, told)
                for activity, agreements in _by_activity(cell, viewer).items()
                for agreement, told in _read(reader, viewer, selection, activity, agreements)
            ]
        return sorted(found, key=lambda one: (one.partner_name, one.agreement.agreement_code))

    def assessments(self, viewer: Viewer, selection: Selection) -> list[Assessed]:
        """Every assessment of the period's agreements within the viewer's areas, oldest first."""
        viewer.require("see_partners")
        with self._open() as reader:
            snapshot = reader.snapshot(selection.on)
            cell = permitted(viewer, selection, snapshot)
            own = {a.agreement_code: a for a in cell.running if viewer.sees_detail_of(a.area)}
            query = select(fact_vfm).where(reader.moment(selection.on).in_force(fact_vfm))
            rows = reader.connection.execute(query.order_by(fact_vfm.c.due_on)).all()
        with_words = viewer.may("see_free_text")
        return [
            _assessed(row, own[row.agreement_code], snapshot, with_words)
            for row in rows
            if row.agreement_code in own
        ]


def _by_activity(cell: Cell, viewer: Viewer) -> dict[str, list[Agreement]]:
    found = defaultdict(list)
    for agreement in cell.running:
        if viewer.sees_detail_of(agreement.area) and agreement.activity in FOR_CHILDREN:
            found[agreement.activity].append(agreement)
    return found


def _read(
    reader: Reader, viewer: Viewer, selection: Selection, activity: str, agreements: list[Agreement]
) -> list[tuple]:
    """(agreement, {key: reading}) of the agreements for one activity, counted together."""
    same = replace(selection, area=None, function=None, activity=activity)
    asked = [replace(same, agreement_code=one.agreement_code) for one in agreements]
    read = readings_of(reader, viewer, asked, KEYS)
    return [
        (a, dict(zip(KEYS, told, strict=True))) for a, told in zip(agreements, read, strict=True)
    ]


def _assessed(row, agreement: Agreement, snapshot: Snapshot, with_words: bool) -> Assessed:
    is_made = row.assessed_on is not None and row.assessed_on <= snapshot.day
    return Assessed(
        assessment_ref=row.assessment_ref,
        agreement=agreement,
        partner_name=snapshot.partner_of(agreement).name,
        stage=row.stage,
        due_on=row.due_on,
        assessed_on=row.assessed_on if is_made else None,
        scores={view: getattr(row, f"{view}_score") if is_made else None for view in VIEWS},
        judgement=row.judgement if is_made and with_words else None,
        waived_until=_waived_until(snapshot, agreement.agreement_code),
    )


def _waived_until(snapshot: Snapshot, code: str) -> date | None:
    standing = [
        waiver.expires_on
        for waiver in snapshot.waivers.get(code, ())
        if waiver.rule == OVERDUE and waiver.expires_on >= snapshot.day
    ]
    return max(standing, default=None)
