"""Objectives unmet: what was agreed does not come about."""

from itertools import islice
from math import ceil

from dashboard.domain.facts import AgreementFacts, Objective
from dashboard.domain.formatting import number, share
from dashboard.domain.progress import is_measurable, is_reached, profile_at, progress, value_at
from dashboard.policy.achievement import (
    Outcome,
    against_floor,
    against_target,
    are_consecutive,
    delivery,
    low_delivery_since,
    outcomes,
)
from dashboard.policy.rule import (
    Finding,
    Rule,
    chance_after,
    clear,
    known_on,
    not_computable,
    raised,
)
from data.calendar import Quarter, quarter_of
from data.formatting import listed
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    """Raised where either test is; clear where both are; else what is missing for one of them."""
    missed, delivered = _missed(facts, policy), _delivered(facts, policy)
    for finding in (missed, delivered):
        if finding.state == "raised":
            return finding
    for finding in (missed, delivered):
        if finding.state == "not_computable":
            return finding
    return clear(*missed.evidence, *delivered.evidence)


def _missed(facts: AgreementFacts, policy: Policy) -> Finding:
    """The policy's share or more of the objectives that have fallen due are missed."""
    due = [outcome for outcome in outcomes(facts) if outcome.is_due(facts.on)]
    short = [outcome for outcome in due if outcome.state == "short"]
    unknown = [outcome for outcome in due if outcome.state == "unknown"]
    evidence = [against_target(outcome) for outcome in due]
    enough = policy.rules["unmet_share"] * len(due)
    if len(due) < policy.rules["unmet_min_due"] or len(short) + len(unknown) < enough:
        return clear(*evidence)
    if len(short) < enough:
        return not_computable(f"A value for {_codes(unknown)}.", *evidence)
    return raised(
        evidence,
        max(_missed_on(facts, outcome) for outcome in short),
        "A later return shows the target reached after all for "
        f"{_some_of(int(len(short) - enough) + 1, len(short))}: {listed(map(_gap, short))}. "
        + chance_after(facts, max(facts.returns)),
    )


def _some_of(least: int, missed: int) -> str:
    """How many of the missed ones would clear the flag."""
    if missed == 1:
        return "the one missed"
    few = f"each of the {missed}" if least == missed else f"at least {least} of the {missed}"
    return f"{few} missed"


def _gap(outcome: Outcome) -> str:
    """`O-1 (60 more children: 40 of 100)`"""
    objective, value = outcome.objective, outcome.value
    way = objective.target - value
    gap = f"{number(abs(way))} {'more' if way > 0 else 'fewer'} {objective.unit}"
    return f"{objective.objective_code} ({gap}: {number(value)} of {number(objective.target)})"


def _missed_on(facts: AgreementFacts, outcome: Outcome):
    """The first day on which an objective was both due and told to be short."""
    due = quarter_of(outcome.objective.due_on)
    known_days = [known_on(facts, q) for q in facts.values(outcome.objective) if q >= due]
    return max(outcome.objective.due_on, min(known_days))


def _delivered(facts: AgreementFacts, policy: Policy) -> Finding:
    """Delivery stayed under its floor in as many of the newest quarters as the policy looks at."""
    floor, wanted = policy.rules["delivery_floor"], policy.rules["delivery_quarters"]
    quarters = reversed(facts.told_quarters("progress"))
    deliveries = (delivered for quarter in quarters if (delivered := delivery(facts, quarter)))
    newest = [*islice(deliveries, wanted)][::-1]
    evidence = [against_floor(delivered, floor) for delivered in newest]
    if not are_consecutive(facts, newest, wanted):
        return not_computable(f"Returns with progress for {wanted} quarters running.", *evidence)
    if any(is_reached(delivered.at_worst, floor) for delivered in newest):
        return clear(*evidence)
    if any(is_reached(delivered.at_best, floor) for delivered in newest):
        return not_computable("Values that were left blank in these returns.", *evidence)
    remedy = _remedy(facts, newest[-1].quarter, floor)
    return raised(evidence, low_delivery_since(facts, floor, wanted), remedy)


def _remedy(facts: AgreementFacts, last: Quarter, floor: float) -> str:
    """What would do in the next quarter: every objective at the floor of its profile."""
    comes = f"Delivery comes to {share(floor)} of profile in one quarter."
    if quarter := facts.next_quarter(last):
        steps = listed(step for o in facts.objectives if (step := _step(facts, o, quarter, floor)))
        comes = f"{comes} For {quarter} it is enough that {steps}."
    return f"{comes} {chance_after(facts, last)}"


def _step(facts: AgreementFacts, objective: Objective, quarter: Quarter, floor: float) -> str:
    """`O-1 comes to 75 children (3 so far)`; blank where it is there already."""
    if not is_measurable(objective):
        return ""
    baseline = objective.baseline or 0.0
    profile = profile_at(objective, quarter_of(facts.agreement.starts_on), quarter)
    wanted = baseline + floor * profile * (objective.target - baseline)
    value = value_at(objective, facts.values(objective), quarter)
    if is_reached(progress(objective, value), floor * profile):
        return ""
    whole = ceil(wanted - 1e-9) if objective.direction == "increase" else int(wanted + 1e-9)
    so_far = "nothing told so far" if value is None else f"{number(value)} so far"
    return f"{objective.objective_code} comes to {number(whole)} {objective.unit} ({so_far})"


def _codes(results: list[Outcome]) -> str:
    return listed(outcome.objective.objective_code for outcome in results)


RULE = Rule(
    key="objectives_unmet",
    kind="concern",
    clause="decommissioning",
    title="Objectives unmet",
    sentence=(
        "{unmet_share} or more of the objectives that have fallen due are missed (at least "
        "{unmet_min_due} due), or delivery stayed under {delivery_floor} of its profile "
        "{delivery_quarters} quarters running. Delivery is the mean over the objectives of "
        "progress ÷ profile, where more than its profile counts as its profile."
    ),
    judge=judge,
    settings=("unmet_share", "unmet_min_due", "delivery_floor", "delivery_quarters"),
    cleared_by="figures",
)
