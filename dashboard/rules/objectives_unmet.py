"""What was agreed does not come about."""

from dashboard.achievement import Delivery, Outcome, against_target, delivery, outcomes
from dashboard.facts import AgreementFacts
from dashboard.judging import chance_after, clear, known_on, not_computable, raised
from dashboard.progress import is_reached
from dashboard.rule import Evidence, Finding, Rule
from dashboard.saying import listed, share, way_come
from data.policies import Policy
from data.warehouse.quarters import quarter_of


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
        f"The target is reached for at least {int(len(short) - enough) + 1} of the objectives "
        f"missed: {_codes(short)}. " + chance_after(facts, max(facts.returns)),
    )


def _missed_on(facts: AgreementFacts, outcome: Outcome):
    """The first day on which an objective was both due and told to be short."""
    due = quarter_of(outcome.objective.due_on)
    told = [known_on(facts, q) for q in facts.values(outcome.objective) if q >= due]
    return max(outcome.objective.due_on, min(told))


def _delivered(facts: AgreementFacts, policy: Policy) -> Finding:
    """Delivery stayed under its floor in the two newest quarters that were told."""
    floor = policy.rules["delivery_floor"]
    told = facts.told_quarters("progress")
    newest = [found for q in told if (found := delivery(facts, q))][-2:]
    evidence = [_delivery(found, floor) for found in newest]
    if not _are_running(facts, newest):
        return not_computable("Returns with progress for two quarters running.", *evidence)
    if any(is_reached(found.at_worst, floor) for found in newest):
        return clear(*evidence)
    if any(is_reached(found.at_best, floor) for found in newest):
        return not_computable("Values that were left blank in the last two returns.", *evidence)
    last = newest[-1].quarter
    return raised(
        evidence,
        _low_since(facts, floor),
        f"Progress over its objectives comes to {share(floor)} of their profile in one quarter. "
        + chance_after(facts, last),
    )


def _low_since(facts: AgreementFacts, floor: float):
    """The day on which the second low quarter of the present run was told."""
    low = []
    for quarter in reversed(facts.told_quarters("progress")):
        found = delivery(facts, quarter)
        if found is None or is_reached(found.at_best, floor):
            break
        low.append(quarter)
    return known_on(facts, low[-2])


def _are_running(facts: AgreementFacts, newest: list[Delivery]) -> bool:
    return len(newest) == 2 and facts.next_quarter(newest[0].quarter) == newest[1].quarter


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
        "{unmet_min_due} due), or delivery stayed under {delivery_floor} of its profile two "
        "quarters running. Delivery is the mean over the objectives of progress ÷ profile, "
        "where more than its profile counts as its profile."
    ),
    judge=judge,
)
