"""Impact totals: learning before and after, answers by score, and schools not reached."""

from collections.abc import Mapping

from sqlalchemy import Connection

from dashboard.domain.facts import School
from dashboard.domain.snapshot import Cell
from dashboard.measures.disclosure import Disclosure
from dashboard.measures.quantities.experience import answers
from dashboard.measures.quantities.schools import engaged_urns
from dashboard.store.counters import policy_for
from dashboard.store.learning import NOTHING_SCORED, Scored, count_domains
from dashboard.store.moment import Moment
from dashboard.views.impact import DOMAINS, Learning, Parts
from dashboard.views.impact import learning_of as as_learning
from dashboard.views.impact import opinions_of as as_opinions


def learning(
    connection: Connection, cells: Mapping[str | None, Cell], moment: Moment
) -> dict[str | None, dict[str | None, Learning]]:
    """Matched pairs by place, and in each by domain; None stands for all domains."""
    counted = count_domains(connection, tuple(cells.values()), moment)
    return {
        place: _learning(domains, _disclosure(cells[place]))
        for place, domains in zip(cells, counted, strict=True)
    }


def _learning(
    domains: Mapping[str | None, Scored], disclosure: Disclosure
) -> dict[str | None, Learning]:
    known = {domain: domains.get(domain, NOTHING_SCORED) for domain in (None, *DOMAINS)}
    return {
        domain: as_learning(scored.counts, (scored.before, scored.after), disclosure)
        for domain, scored in known.items()
    }


def opinions(cell: Cell) -> dict[str | None, Parts]:
    """Answers by kind of respondent; None stands for all of them."""
    kinds = {line.respondent for facts in cell.returns for line in facts.answers}
    return {kind: opinions_of(cell, kind) for kind in (None, *sorted(kinds))}


def opinions_of(cell: Cell, kind: str | None = None) -> Parts:
    """Answers by score, of one kind of respondent or of all."""
    return as_opinions(answers(cell.returns, kind), _disclosure(cell))


def _disclosure(cell: Cell) -> Disclosure:
    return Disclosure.of(cell.snapshot, policy_for(cell))


def schools_unreached(so_far: Cell, area: str | None) -> list[School]:
    """Schools of an area's register, or of all, without a session in a cell, by name.

    Schools are counted where they lie, whichever area's agreement went there.
    """
    reached = engaged_urns(so_far)
    meant = [school for school in so_far.snapshot.schools if area in (None, school.area)]
    return sorted((s for s in meant if s.urn not in reached), key=lambda school: school.name)
