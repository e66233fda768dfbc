"""What was agreed does not come about."""

from itertools import islice, pairwise
from math import ceil

from dashboard.domain.facts import AgreementFacts, Objective
from dashboard.domain.formatting import listed, number, share, way_come
from dashboard.domain.progress import is_measurable, is_reached, profile_at, progress, value_at
from dashboard.policy.achievement import Delivery, Outcome, against_target, delivery, outcomes
from dashboard.policy.rule import (
    Evidence,
    Finding,
    Rule,
    chance_after,
    clear,
    known_on,
    not_computable,
    raised,
)
from data.calendar import Quarter, quarter_of
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
    told = [known_on(facts, q) for q in facts.values(outcome.objective) if q >= due]
    return max(outcome.objective.due_on, min(told))


def _delivered(facts: AgreementFacts, policy: Policy) -> Finding:
    """Delivery stayed under its floor in as many of the newest quarters as the policy looks at."""
    floor, wanted = policy.rules["delivery_floor"], policy.rules["delivery_quarters"]
    told = reversed(facts.told_quarters("progress"))
    found = (one for quarter in told if (one := delivery(facts, quarter)))
    newest = [*islice(found, wanted)][::-1]
    evidence = [_delivery(found, floor) for found in newest]
    if not _are_running(facts, newest, wanted):
        return not_computable(f"Returns with progress for {wanted} quarters running.", *evidence)
    if any(is_reached(found.at_worst, floor) for found in newest):
        return clear(*evidence)
    if any(is_reached(found.at_best, floor) for found in newest):
        return not_computable("Values that were left blank in these returns.", *evidence)
    remedy = _remedy(facts, newest[-1].quarter, floor)
    return raised(evidence, _low_since(facts, floor, wanted), remedy)


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


def _low_since(facts: AgreementFacts, floor: float, wanted: int):
    """The day on which the present run of low quarters was first as long as is looked at."""
    low = []
    for quarter in reversed(facts.told_quarters("progress")):
        found = delivery(facts, quarter)
        if found is None or is_reached(found.at_best, floor):
            break
        low.append(quarter)
    return known_on(facts, low[-wanted])


def _are_running(facts: AgreementFacts, newest: list[Delivery], wanted: int) -> bool:
    follow = all(facts.next_quarter(a.quarter) == b.quarter for a, b in pairwise(newest))
    return len(newest) == wanted and follow


def _delivery(found: Delivery, floor: float) -> Evidence:
    said = way_come(found.at_worst)
    if found.at_best != found.at_worst:
        said = f"{said} at worst and {way_come(found.at_best)} at best"
    asked = f"at least {share(floor)} is asked"
    return Evidence("Delivery against profile", said, asked, str(found.quarter), "progress")


def _codes(found: list[Outcome]) -> str:
    return listed(outcome.objective.objective_code for outcome in found)


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
