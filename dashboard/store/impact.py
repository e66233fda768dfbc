"""Impact totals: learning before and after, answers by score, and schools not reached."""

from collections.abc import Mapping

from sqlalchemy import Connection

from dashboard.domain.facts import School
from dashboard.domain.snapshot import Cell
from dashboard.kpis import KPIS
from dashboard.measures.disclosure import disclose
from dashboard.measures.quantities.experience import SCORES as NUMBERS
from dashboard.measures.quantities.experience import respondents
from dashboard.measures.quantities.schools import engaged_urns
from dashboard.store.counters import policy_for
from dashboard.store.learning import count_domains
from dashboard.store.moment import Moment
from dashboard.views.impact import (
    DOMAINS,
    SCORES,
    Learning,
    Parts,
    learning_of,
    parts_of,
)
from data.policies import Policy

POSITIVE_FROM = 3  # the place of score 4 among the five


def learning(
    connection: Connection, cells: Mapping[str | None, Cell], moment: Moment
) -> dict[str | None, dict[str | None, Learning]]:
    """Matched pairs by place, and in each by domain; None stands for all domains."""
    counted = count_domains(connection, tuple(cells.values()), moment)
    return {
        place: _learning(domains, policy_for(cells[place]))
        for place, domains in zip(cells, counted, strict=True)
    }


def _learning(domains: dict[str, tuple], policy: Policy) -> dict[str | None, Learning]:
    """By domain; children may be the same ones in each, so of all there are at least the most."""
    children, *sums = zip(*domains.values(), strict=True) if domains else ((0,),)
    every = (max(children), *map(sum, sums))
    by_domain = {None: every} | {domain: domains.get(domain, (0,)) for domain in DOMAINS}
    return {
        domain: learning_of(counts[:3], counts[3:], children, policy)
        for domain, (children, *counts) in by_domain.items()
    }


def opinions(cell: Cell) -> dict[str | None, Parts]:
    """Answers by kind of respondent; None stands for all of them."""
    kinds = {line.respondent for facts in cell.returns for line in facts.answers}
    return {kind: opinions_of(cell, kind) for kind in (None, *sorted(kinds))}


def opinions_of(cell: Cell, kind: str | None = None) -> Parts:
    """Answers by score, of one kind of respondent or of all."""
    every = [line for facts in cell.returns for line in facts.answers]
    lines = [line for line in every if kind in (None, line.respondent)]
    by_score = tuple(sum(ln.answers for ln in lines if ln.score == score) for score in NUMBERS)
    policy, people = policy_for(cell), respondents(cell.returns, kind)
    counts = {"answers_positive": sum(by_score[POSITIVE_FROM:]), "answers": sum(by_score)}
    parts = KPIS["satisfaction_positive"].parts
    measured = disclose(parts, {**counts, "respondents": people}, policy)
    return parts_of(by_score, SCORES, measured, policy)


def schools_unreached(so_far: Cell, area: str | None) -> list[School]:
    """Schools of an area's register, or of all, without a session in a cell, by name.

    Schools are counted where they lie, whichever area's agreement went there.
    """
    reached = engaged_urns(so_far)
    meant = [school for school in so_far.snapshot.schools if area in (None, school.area)]
    return sorted((s for s in meant if s.urn not in reached), key=lambda school: school.name)
