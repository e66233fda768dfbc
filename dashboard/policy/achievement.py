"""Achievement of an agreement's objectives and its delivery, as far as returns report them."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dashboard.domain.facts import AgreementFacts, Objective
from dashboard.domain.formatting import number, progress_share, share
from dashboard.domain.progress import is_measurable, is_reached, profile_at, progress, value_at
from dashboard.policy.rule import (
    Evidence,
    known_on,
)
from data.calendar import Quarter, quarter_of
from data.formatting import day


@dataclass(frozen=True)
class Outcome:
    """An objective on a day. state: `reached`, `short` (told, not reached) or `unknown`.

    `told_in` is the newest quarter whose return gave a value, if any did.
    """

    objective: Objective
    value: float | None
    state: str
    told_in: Quarter | None

    def is_due(self, on: date) -> bool:
        return self.objective.due_on <= on


def against_target(outcome: Outcome) -> Evidence:
    """What an objective has come to, beside its target."""
    objective, due = outcome.objective, day(outcome.objective.due_on)
    value = "no value was reported" if outcome.value is None else number(outcome.value)
    target = f"the target is {number(objective.target)} by {due}"
    period = f"to {outcome.told_in}" if outcome.told_in else due
    return Evidence(objective.statement, value, target, period, "progress")


def outcomes(facts: AgreementFacts) -> tuple[Outcome, ...]:
    """Every objective that can be measured, by its newest value."""
    return tuple(outcome_of(facts, o) for o in facts.objectives if is_measurable(o))


def outcome_of(facts: AgreementFacts, objective: Objective) -> Outcome:
    """An objective that is due is known to be short only once its last quarter's value is told."""
    values = facts.values(objective)
    newest = value_at(objective, values, quarter_of(facts.on))
    told_in = max((q for q in values if q <= quarter_of(facts.on)), default=None)
    if is_reached(progress(objective, newest)):
        return Outcome(objective, newest, "reached", told_in)
    wanted = min(quarter_of(objective.due_on), quarter_of(facts.on))
    is_due = objective.due_on <= facts.on
    is_known = any(quarter >= wanted for quarter in values) if is_due else bool(values)
    return Outcome(objective, newest, "short" if is_known else "unknown", told_in)


@dataclass(frozen=True)
class Delivery:
    """Mean progress ÷ profile over objectives in a quarter, each at most 1, at worst and at best.

    An objective whose value is blank in the quarter's return could be anything from 0 to 1.
    """

    quarter: Quarter
    at_worst: float
    at_best: float


def delivery(facts: AgreementFacts, quarter: Quarter) -> Delivery | None:
    """How an agreement delivered by a quarter's end; None where nothing was due by then."""
    first = quarter_of(facts.agreement.starts_on)
    wanted = [
        (objective, profile)
        for objective in facts.objectives
        if is_measurable(objective) and (profile := profile_at(objective, first, quarter)) > 0
    ]
    if not wanted:
        return None
    shares = [_share(facts, objective, profile, quarter) for objective, profile in wanted]
    worst = [0.0 if share is None else share for share in shares]
    best = [1.0 if share is None else share for share in shares]
    return Delivery(quarter, sum(worst) / len(worst), sum(best) / len(best))


def _share(facts: AgreementFacts, objective: Objective, profile: float, quarter: Quarter):
    values = facts.values(objective)
    if quarter not in values:
        return None
    return min(progress(objective, value_at(objective, values, quarter)) / profile, 1.0)


def low_delivery_since(facts: AgreementFacts, floor: float, wanted: int):
    """The day on which the present run of low quarters was first as long as is looked at."""
    low = []
    for quarter in reversed(facts.told_quarters("progress")):
        delivered = delivery(facts, quarter)
        if delivered is None or is_reached(delivered.at_best, floor):
            break
        low.append(quarter)
    return known_on(facts, low[-wanted])


def are_consecutive(facts: AgreementFacts, newest: list[Delivery], wanted: int) -> bool:
    follow = all(facts.next_quarter(a.quarter) == b.quarter for a, b in pairwise(newest))
    return len(newest) == wanted and follow


def against_floor(delivered: Delivery, floor: float) -> Evidence:
    value = progress_share(delivered.at_worst)
    if delivered.at_best != delivered.at_worst:
        value = f"{value} at worst and {progress_share(delivered.at_best)} at best"
    threshold = f"at least {share(floor)} is asked"
    return Evidence(
        "Delivery against profile", value, threshold, str(delivered.quarter), "progress"
    )
