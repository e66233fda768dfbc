"""What one agreement's reasons, ladder and readiness say of facts that are drawn by hand."""

from collections.abc import Iterable
from datetime import date

from dashboard.domain.facts import AgreementFacts, Decision, Review
from dashboard.domain.selection import LastQuarters
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Coverage, Reading
from dashboard.policy.ending.case import Ending, Item, Provision
from dashboard.policy.ending.readiness import readiness
from dashboard.policy.flag import Flag
from dashboard.policy.ladder import ladder
from dashboard.policy.ladder_rungs import Place
from dashboard.policy.reasons import Standing, standings
from dashboard.rules import RULES
from dashboard.store.flags import judged
from data.calendar import Quarter
from tests.support.drawn_facts import POLICY, agreement, came, known, need, objective

NEED = need()
LONG = agreement(starts_on=date(2025, 9, 1), ends_on=date(2027, 8, 31))
LINKED = objective(due_on=LONG.ends_on, need_code="N-1")
QUALITY = "satisfaction_positive"


def decision(kind: str, decided_on: date, **values) -> Decision:
    row = {"decision_ref": "D-1", "agreement_code": "A-1", "decided_by": "executive group"}
    return Decision(**row | {"kind": kind, "decided_on": decided_on} | values)


def held(held_on: date, outcome: str = "continue", **values) -> Review:
    row = {"review_ref": "R-1", "agreement_code": "A-1", "due_on": held_on, "held_on": held_on}
    return Review(**row | {"outcome": outcome} | values)


def on_day(
    on: date,
    decisions: Iterable[Decision] = (),
    reviews: Iterable[Review] = (),
    returns: Iterable = (),
    pleased: dict[Quarter, tuple[int, int]] | None = None,
    **values,
) -> AgreementFacts:
    """Facts of a long agreement as a day knows them: what came or was done later is left out.

    Its one objective is linked to a need, unless others are given.
    `pleased` holds positive answers and all answers by quarter, whose returns come when due.
    """
    told = [came(quarter, told={}) for quarter in pleased or {}]
    told = [one for one in (*told, *returns) if one[1].received.received_on <= on]
    quarters = {quarter for quarter, _ in told}
    return known(
        on,
        told,
        decisions=tuple(filter(None, (row.as_of(on) for row in decisions))),
        reviews=tuple(row.as_of(on) for row in reviews),
        kpis={QUALITY: {q: found for q, found in (pleased or {}).items() if q in quarters}},
        **{"agreement": LONG, "objectives": (LINKED,), "needs": {"N-1": NEED}} | values,
    )


def flags(facts: AgreementFacts) -> list[Flag]:
    rules = (rule for rule in RULES.values() if "agreement" in rule.of)
    return [judged(rule, facts, POLICY) for rule in rules]


def reasons(facts: AgreementFacts) -> dict[str, Standing]:
    """The six, by the word that a decision names them with."""
    return {one.reason.word: one for one in standings(flags(facts), facts, POLICY)}


def places(facts: AgreementFacts) -> tuple[Place, ...]:
    found = flags(facts)
    return ladder(facts, standings(found, facts, POLICY), found, POLICY)


def reach(value: int | None = 40, state: str = "ok", received: int = 4) -> Reading:
    chosen = LastQuarters(Quarter(2025, 4), agreement_code="A-1")
    coverage = Coverage(received, 4)
    return Reading(
        KPIS["children_reached"], chosen, value, value, None, state, "grey", None, coverage
    )


def items(
    facts: AgreementFacts,
    provisions: Iterable[Provision] = (),
    reached: Reading | None = None,
    by_activity: tuple[tuple[str, Reading], ...] = (),
) -> dict[str, Item]:
    """Every point of being ready, by its title."""
    ending = Ending(facts, tuple(provisions), reached or reach(), by_activity, POLICY)
    return {item.title: item for item in readiness(ending)}
