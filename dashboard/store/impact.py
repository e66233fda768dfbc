"""What changed for children: learning before and after, what people answered, schools reached."""

from dataclasses import replace

from sqlalchemy import select

from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.domain.viewer import Viewer
from dashboard.kpis import KPIS
from dashboard.measures.disclosure import disclose
from dashboard.measures.quantities.experience import SCORES as NUMBERS
from dashboard.measures.quantities.experience import respondents
from dashboard.measures.quantities.schools import engaged_urns
from dashboard.store.asking import permitted
from dashboard.store.counters import policy_for
from dashboard.store.door import Door
from dashboard.store.learning import count_domains
from dashboard.store.reader import Reader
from dashboard.views.impact import (
    DOMAINS,
    SCORES,
    Learning,
    Parts,
    SchoolRow,
    learning_of,
    parts_of,
)
from data.hub import HUB, HUB_WIDE
from data.policies import Policy
from data.warehouse.tables import dim_school

POSITIVE_FROM = 3  # the place of score 4 among the five


class Impact(Door):
    """Outcomes for a viewer; areas' totals are open to every role."""

    def learning(
        self, viewer: Viewer, selection: Selection
    ) -> dict[str | None, dict[str | None, Learning]]:
        """Matched pairs by area, and in each by domain; None stands for all of either."""
        with self._open() as reader:
            cells = _places(reader, viewer, selection)
            counted = count_domains(
                reader.connection, tuple(cells.values()), reader.moment(selection.on)
            )
            return {
                area: _learning(domains, policy_for(cells[area]))
                for area, domains in zip(cells, counted, strict=True)
            }

    def opinions(self, viewer: Viewer, selection: Selection) -> dict[str | None, Parts]:
        """Answers by kind of respondent; None stands for all of them."""
        with self._open() as reader:
            cell = permitted(viewer, selection, reader.snapshot(selection.on))
            told = {line.respondent for came in cell.returns for line in came.answers}
            return {one: _opinions(cell, one) for one in (None, *sorted(told))}

    def opinions_by_area(self, viewer: Viewer, selection: Selection) -> dict[str | None, Parts]:
        """Answers by area; None stands for all of them."""
        with self._open() as reader:
            return {
                area: _opinions(cell) for area, cell in _places(reader, viewer, selection).items()
            }

    def schools_unreached(self, viewer: Viewer, selection: Selection) -> list[SchoolRow]:
        """Schools of the register without a session from September to the period's end, by name.

        Schools are counted where they lie, whichever area's agreement went there.
        """
        with self._open() as reader:
            so_far = replace(selection, area=None, span="to-date")
            reached = engaged_urns(permitted(viewer, so_far, reader.snapshot(selection.on)))
            schools = _schools(reader, selection)
        return [school for school in schools if school.urn not in reached]


def _places(reader: Reader, viewer: Viewer, selection: Selection) -> dict[str | None, Cell]:
    """The chosen area, or all of them together and each."""
    snapshot = reader.snapshot(selection.on)
    areas = (selection.area,) if selection.area else (None, *HUB.area_names, HUB_WIDE)
    return {area: permitted(viewer, replace(selection, area=area), snapshot) for area in areas}


def _learning(domains: dict[str, tuple], policy: Policy) -> dict[str | None, Learning]:
    """By domain; children may be the same ones in each, so of all there are at least the most."""
    children, *sums = zip(*domains.values(), strict=True) if domains else ((0,),)
    every = (max(children), *map(sum, sums))
    told = {None: every} | {domain: domains.get(domain, (0,)) for domain in DOMAINS}
    return {
        domain: learning_of(counts[:3], counts[3:], children, policy)
        for domain, (children, *counts) in told.items()
    }


def _opinions(cell: Cell, kind: str | None = None) -> Parts:
    """Answers by score, of one kind of respondent or of all."""
    told = [line for came in cell.returns for line in came.answers]
    lines = [line for line in told if kind in (None, line.respondent)]
    by_score = tuple(sum(ln.answers for ln in lines if ln.score == score) for score in NUMBERS)
    policy, people = policy_for(cell), respondents(cell.returns, kind)
    counts = {"answers_positive": sum(by_score[POSITIVE_FROM:]), "answers": sum(by_score)}
    parts = KPIS["satisfaction_positive"].parts
    measured = disclose(parts, {**counts, "respondents": people}, policy)
    return parts_of(by_score, SCORES, measured, policy)


def _schools(reader: Reader, selection: Selection) -> list[SchoolRow]:
    told = [dim_school.c[name] for name in SchoolRow.__dataclass_fields__]
    query = select(*told).where(reader.moment(selection.on).in_force(dim_school))
    if selection.area:
        query = query.where(dim_school.c.area == selection.area)
    return [SchoolRow(*row) for row in reader.connection.execute(query.order_by(dim_school.c.name))]
