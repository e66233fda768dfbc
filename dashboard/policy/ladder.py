"""Ladder between going on and ending: where the facts point, for one agreement on a day.

Missing data leads to a review and no further; an improvement plan comes before a negative exit;
nothing is concluded before the options were appraised. Both kinds of reason may stand at once: the
facts then point to two rungs, and people weigh them.
"""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.domain.facts import AgreementFacts, Decision, Review
from dashboard.policy.flag import Flag
from dashboard.policy.ladder_leaving import decided, negative, positive
from dashboard.policy.ladder_rungs import RUNGS, Case, Place, cleared_by
from dashboard.policy.reasons import Standing
from dashboard.policy.reviews_and_decisions import PLAN, last_review, newest_plan, next_review_on
from data.formatting import day
from data.policies import Policy

TELLING = RUNGS.index("review due")
A_REASON = "One of the six reasons comes to stand."
FOR_REVIEW = (
    "review_due",
    "review_overdue",
    "renewal_decision_due",
    "return_overdue",
    "vfm_assessment_overdue",
)


def ladder(
    facts: AgreementFacts, standings: Iterable[Standing], flags: Iterable[Flag], policy: Policy
) -> tuple[Place, ...]:
    """The places that the facts point to, the lowest first: one, or one for each kind of reason.

    `standings` and `flags` are the agreement's own on its facts' day.
    """
    case = Case(facts, tuple(standings), tuple(flags))
    if fact := decided(case, policy):
        return (fact,)
    places = [place for place in (negative(case, policy), positive(case, policy)) if place]
    if not case.standing("negative"):
        lower = without_reason(case, policy)
        if not places or lower.height >= TELLING:
            places.append(lower)
    lowest, *others = sorted(places, key=lambda place: place.height)
    return (replace(lowest, why=(*lowest.why, *case.waived)), *others)


def without_reason(case: Case, policy: Policy) -> Place:
    """The highest of the lower rungs that anything points to."""
    return _plan(case) or _review(case) or _watch(case) or _continue(case, policy)


def _plan(case: Case) -> Place | None:
    """A plan that is open although nothing stands any more, or one that a review asked for."""
    still_open = [flag for flag in case.raised if flag.rule.key == "improvement_plan_open"]
    if still_open:
        consider = "Consider holding the review of the plan: no concern stands at present."
        why = ("An improvement plan is open, and no negative reason stands at present.",)
        return Place(PLAN, None, consider, why, A_REASON, cleared_by(still_open))
    last, plan = last_review(case.facts), newest_plan(case.facts)
    if last is None or last.outcome != PLAN or _answers(plan, last):
        return None
    why = f"The review of {day(last.held_on)} asked for an improvement plan, and none is decided."
    down = "A further review is held and asks for none."
    return Place(PLAN, None, "Consider an improvement plan.", (why,), A_REASON, down)


def _answers(plan: Decision | None, review: Review) -> bool:
    return plan is not None and plan.decided_on >= review.held_on


def _review(case: Case) -> Place | None:
    """A review falls due, data are missing, or the last review asks for more than is shown."""
    due = [flag for flag in case.raised if flag.rule.key in FOR_REVIEW]
    lacking = [
        standing
        for standing in case.standings
        if standing.reason.side == "negative" and standing.lacks_data
    ]
    last = last_review(case.facts)
    asks = last is not None and last.outcome == "decommission"
    if not (due or lacking or asks):
        return None
    why = [
        *map(_flag_sentence, due),
        *(f"Whether ‘{standing.reason.title}’ stands cannot be told." for standing in lacking),
        *((_review_outcome(last),) if asks else ()),
    ]
    down = [cleared_by(due), *(sentence for standing in lacking for sentence in standing.missing)]
    down += ["A further review comes to another outcome."] if asks else []
    consider = "Consider a review: missing data and days that have come lead no further."
    return Place("review due", None, consider, tuple(why), A_REASON, " ".join(filter(None, down)))


def _review_outcome(last: Review) -> str:
    return (
        f"The review of {day(last.held_on)} had the outcome ‘decommission’, but none of the "
        "policy’s six reasons stands."
    )


def _watch(case: Case) -> Place | None:
    """The last review said so, or a flag on risk or money stands."""
    marked = [f for f in case.raised if f.rule.kind == "money" or f.rule.key == "risk_high"]
    last = last_review(case.facts)
    watched = last is not None and last.outcome == "watch"
    if not (marked or watched):
        return None
    why = [*map(_flag_sentence, marked)]
    down = [cleared_by(marked)]
    if watched:
        why.insert(0, f"The review of {day(last.held_on)} had the outcome ‘watch’.")
        down.append("The next review comes to another outcome.")
    up = "One of the six reasons comes to stand, a review falls due, or a return does not come."
    consider = "Consider keeping an eye on it until the next review."
    return Place("watch", None, consider, tuple(why), up, " ".join(filter(None, down)))


def _continue(case: Case, policy: Policy) -> Place:
    facts, due_on = case.facts, next_review_on(case.facts, policy)
    why = "No reason to end stands, no review is due, and no flag on risk or money is raised."
    if facts.agreement.starts_on > facts.on:
        why = f"The agreement begins on {day(facts.agreement.starts_on)}."
    when = f" (the next on {day(due_on)})" if due_on else ""
    up = (
        f"One of the six reasons comes to stand, a review falls due{when}, a return does not come, "
        "or a flag on risk or money is raised."
    )
    return Place("continue", None, "Consider going on as agreed.", (why,), up)


def _flag_sentence(flag: Flag) -> str:
    """`‘Review overdue’: Next review: 1 May 2026; none was held by then.`"""
    evidence = " ".join(f"{fact}." for fact in flag.finding.evidence)
    return f"‘{flag.rule.title}’: {evidence}" if evidence else f"‘{flag.rule.title}’ is raised."
