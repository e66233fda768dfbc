"""Upper rungs: a reason to end stands, or the end has been decided."""

from datetime import date

from dashboard.domain.facts import AgreementFacts, Decision
from dashboard.policy.ladder_rungs import Case, Place, cleared_by, stands
from dashboard.policy.reasons import SIDE_OF, Side, Standing
from dashboard.policy.reviews_and_decisions import (
    ENDING,
    appraisal,
    body_name,
    effective_on,
    ending_decisions,
    last_review,
    newest_plan,
    next_review_on,
    review_after,
)
from data.formatting import day
from data.policies import Policy

APPRAISE = (
    "A decision records the options that were looked at, taken since the last review: then "
    "concluding is to be considered."
)
DECIDE = "A decision to give notice or to decommission, with its reason, concludes it."


def decided(case: Case, policy: Policy) -> Place | None:
    """The end as a fact: decided, or the agreement has run out."""
    facts, decisions = case.facts, ending_decisions(case.facts)
    if decisions:
        return _ended_by(facts, decisions[-1])
    ends_on = facts.agreement.ends_on
    if ends_on >= facts.on:
        return None
    why = f"The agreement ran until {day(ends_on)}; no decision to end it is recorded."
    return Place("conclude", None, "It has ended: nothing to consider here.", (why,), is_fact=True)


def _ended_by(facts: AgreementFacts, decision: Decision) -> Place:
    ends_on = effective_on(facts)
    is_over = ends_on is not None and ends_on < facts.on
    effect = "the day on which it takes effect is not recorded"
    if ends_on:
        effect = f"it {'took' if is_over else 'takes'} effect on {day(ends_on)}"
    why = (
        f"{ENDING[decision.kind]} was decided on {day(decision.decided_on)} by "
        f"{body_name(decision)} ({decision.decision_ref}), for the reason "
        f"‘{decision.reason or 'not recorded'}’; {effect}."
    )
    return Place(
        "conclude",
        SIDE_OF.get(decision.reason),
        "It is decided: see how ready it is to end well.",
        (why,),
        down="" if is_over else "A decision to renew, taken after this one, takes it back.",
        is_fact=True,
    )


def negative(case: Case, policy: Policy) -> Place | None:
    """A plan comes first, then a review of it, then the options, and only then the end."""
    concerns = case.standing("negative")
    if not concerns:
        return None
    plan = newest_plan(case.facts)
    seen = review_after(case.facts, plan.decided_on) if plan else None
    if plan is None or (seen and seen.held_on < _oldest(case, concerns)):
        return _plan_first(concerns, plan)
    if seen is None:
        return _plan_open(case, concerns, plan, policy)
    why = (
        f"The improvement plan of {day(plan.decided_on)} ({plan.decision_ref}) was reviewed on "
        f"{day(seen.held_on)}, and the concern persists."
    )
    return _options(case, "negative", concerns, (why,))


def _plan_first(concerns: tuple[Standing, ...], plan: Decision | None) -> Place:
    none = "No improvement plan has been decided."
    if plan:
        none = (
            f"The improvement plan of {day(plan.decided_on)} ({plan.decision_ref}) was reviewed "
            "before this began, and none has been decided since."
        )
    return Place(
        "improvement plan",
        "negative",
        "Consider an improvement plan.",
        (*map(stands, concerns), none),
        "An improvement plan is decided, a review of it is held, and the concern still stands: "
        "then an appraisal of the options is to be considered.",
        _cleared(concerns),
    )


def _plan_open(case: Case, concerns: tuple[Standing, ...], plan: Decision, policy: Policy) -> Place:
    due_on = next_review_on(case.facts, policy)
    when = f"The next review is due on {day(due_on)}" if due_on else "No review is planned"
    open_ = (
        f"The improvement plan of {day(plan.decided_on)} ({plan.decision_ref}) is open: no review "
        "has been held since."
    )
    return Place(
        "improvement plan",
        "negative",
        "Consider how the plan is going, and hold its review.",
        (*map(stands, concerns), open_),
        f"{when}; if the concern still stands once it has been held, an appraisal of the options "
        "is to be considered.",
        _cleared(concerns),
    )


def positive(case: Case, policy: Policy) -> Place | None:
    """What was achieved needs no plan: the options are looked at, and then it may be concluded."""
    reasons = case.standing("positive")
    return _options(case, "positive", reasons, ()) if reasons else None


def _options(case: Case, side: Side, reasons: tuple[Standing, ...], why: tuple[str, ...]) -> Place:
    grounds, down = (*map(stands, reasons), *why), _cleared(reasons)
    recorded = appraisal(case.facts, _oldest(case, reasons))
    if recorded is None:
        last = last_review(case.facts)
        none = f"since the review of {day(last.held_on)}" if last else "so far"
        grounds = (*grounds, f"No options are recorded with a decision {none}.")
        consider = "Consider an appraisal of the options, ending among them."
        return Place("options appraisal", side, consider, grounds, APPRAISE, down)
    options = (
        f"Options were recorded on {day(recorded.decided_on)} with the decision "
        f"{recorded.decision_ref} ({recorded.kind})."
    )
    consider = f"Consider concluding the agreement, for a {side} reason."
    return Place("conclude", side, consider, (*grounds, options), DECIDE, down)


def _oldest(case: Case, reasons: tuple[Standing, ...]) -> date:
    return min(standing.flag.finding.since or case.facts.on for standing in reasons)


def _cleared(reasons: tuple[Standing, ...]) -> str:
    return cleared_by(standing.flag for standing in reasons)
