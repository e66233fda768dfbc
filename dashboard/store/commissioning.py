"""Agreements, needs and calls for proposals as a viewer may see them."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Table, select

from dashboard.domain.facts import Agreement
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.domain.viewer import Viewer
from dashboard.policy.commissioning import CRITERIA, Commissioned, NeedRow, Opportunity, Proposal
from dashboard.store.asking import permitted
from dashboard.store.door import Door
from dashboard.store.hub_facts import answering
from dashboard.store.reader import Reader
from data.warehouse.tables import dim_need, dim_opportunity, fact_proposal, fact_score


class Commissioning(Door):
    """What was commissioned: totals for all to see, names within the viewer's areas."""

    def commissioned(self, viewer: Viewer, selection: Selection) -> list[Commissioned]:
        """The agreements that run today, by partner, to be counted and added up."""
        with self._open() as reader:
            cell = permitted(viewer, selection, reader.snapshot(selection.on))
            found = [_commissioned(cell.snapshot, a) for a in _running(cell, cell.agreements)]
        return sorted(found, key=lambda one: (one.partner.name, one.agreement.agreement_code))

    def needs(self, viewer: Viewer, selection: Selection) -> list[NeedRow]:
        """The needs on the register, by area and priority, and what answers each today."""
        with self._open() as reader:
            cell = permitted(viewer, selection, reader.snapshot(selection.on))
            functions = {row.need_code: row.lpme_function for row in _rows(reader, dim_need)}
        named = answering(cell.snapshot)
        needs = [
            need
            for need in cell.snapshot.needs.values()
            if need.is_open and selection.area in (None, need.area)
        ]
        return [
            _need(cell, viewer, need, functions.get(need.need_code), named.get(need.need_code, ()))
            for need in sorted(needs, key=lambda need: (need.area, need.priority, need.need_code))
        ]

    def opportunities(self, viewer: Viewer, selection: Selection) -> list[Opportunity]:
        """Calls of the viewer's areas with the proposals that came, newest first."""
        viewer.require("see_partners")
        with self._open() as reader:
            snapshot = reader.snapshot(selection.on)
            rows = [
                row
                for row in _rows(reader, dim_opportunity)
                if viewer.sees_detail_of(row.area) and selection.area in (None, row.area)
            ]
            proposals = _proposals(reader, snapshot)
        found = [_opportunity(row, snapshot, proposals[row.opportunity_code]) for row in rows]
        return sorted(found, key=lambda one: (str(one.opened_on), one.title), reverse=True)


def _rows(reader: Reader, table: Table) -> list:
    held = reader.moment(None).in_force(table)
    return reader.connection.execute(select(table).where(held).order_by(table.c.row_id)).all()


def _commissioned(snapshot: Snapshot, agreement: Agreement) -> Commissioned:
    is_own = snapshot.is_self_commissioned(agreement)
    return Commissioned(agreement, snapshot.partner_of(agreement), is_own)


def _running(cell: Cell, agreements: Iterable[Agreement]) -> list[Agreement]:
    day = cell.snapshot.day
    return [agreement for agreement in agreements if agreement.runs_in(day, day)]


def _need(cell: Cell, viewer: Viewer, need, function: str | None, named: Iterable[Agreement]):
    running = _running(cell, named)
    own = [a for a in running if viewer.sees_detail_of(a.area)]
    answered_by = tuple(_commissioned(cell.snapshot, agreement) for agreement in own)
    return NeedRow(need, function, answered_by, len(running) - len(own))


def _proposals(reader: Reader, snapshot: Snapshot) -> dict[str, list[Proposal]]:
    scores, found = defaultdict(list), defaultdict(list)
    for row in _rows(reader, fact_score):
        scores[row.proposal_ref].append(row)
    for row in _rows(reader, fact_proposal):
        partner = snapshot.partners.get(row.partner_code)
        given = scores[row.proposal_ref]
        told = Proposal(
            proposal_ref=row.proposal_ref,
            partner_name=partner.name if partner else row.partner_code,
            amount_pence=row.amount_pence,
            submitted_on=row.submitted_on,
            outcome=row.outcome,
            scorers=len(given),
            scores={criterion: _mean(given, f"{criterion}_score") for criterion in CRITERIA},
        )
        found[row.opportunity_code].append(told)
    return found


def _mean(rows: list, name: str) -> float | None:
    known = [score for row in rows if (score := getattr(row, name)) is not None]
    return sum(known) / len(known) if known else None


def _opportunity(row, snapshot: Snapshot, proposals: list[Proposal]) -> Opportunity:
    return Opportunity(
        **{name: getattr(row, name) for name in ("opportunity_code", "area", "title")},
        need=snapshot.needs.get(row.need_code),
        value_pence=row.value_pence,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        channels=tuple((row.channels or "").split(";")) if row.channels else (),
        proposals=tuple(sorted(proposals, key=lambda one: one.partner_name)),
    )
