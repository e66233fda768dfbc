"""Where the facts point between going on and ending, for one agreement on a day.

Missing data leads to a review and no further; an improvement plan comes before a negative exit;
nothing is concluded before the options were appraised. Both kinds of reason may stand at once: the
facts then point to two rungs, and people weigh them.
"""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.domain.facts import AgreementFacts
from dashboard.policy.ladder.leaving import decided, negative, positive
from dashboard.policy.ladder.rungs import RUNGS, Case, Place
from dashboard.policy.ladder.staying import without_reason
from dashboard.policy.reasons import Standing
from dashboard.policy.rule import Flag
from data.policies import Policy

__all__ = ["RUNGS", "Place", "ladder"]
TELLING = RUNGS.index("review due")


def ladder(
    facts: AgreementFacts, standings: Iterable[Standing], flags: Iterable[Flag], policy: Policy
) -> tuple[Place, ...]:
    """The places that the facts point to, the lowest first: one, or one for each kind of reason.

    `standings` and `flags` are the agreement's own on its facts' day.
    """
    case = Case(facts, tuple(standings), tuple(flags))
    if fact := decided(case, policy):
        return (fact,)
    found = [place for place in (negative(case, policy), positive(case, policy)) if place]
    if not case.standing("negative"):
        lower = without_reason(case, policy)
        if not found or lower.height >= TELLING:
            found.append(lower)
    lowest, *others = sorted(found, key=lambda place: place.height)
    return (replace(lowest, why=(*lowest.why, *case.waived)), *others)
