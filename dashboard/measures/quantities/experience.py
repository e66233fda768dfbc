"""What people answered when they were asked, and how many of those asked did."""

from collections import defaultdict
from collections.abc import Iterable

from dashboard.domain.facts import ReturnFacts

Returns = tuple[ReturnFacts, ...]
SCORES = (1, 2, 3, 4, 5)
POSITIVE = (4, 5)


def quantities(returns: Returns) -> dict[str, int | None]:
    return _answers(returns) | _responses(returns)


def _answers(returns: Returns) -> dict[str, int | None]:
    told = [came for came in returns if came.received.tells_of("satisfaction")]
    if not told:
        names = ("answers", "answers_positive", "respondents", *map(_of_score, SCORES))
        return dict.fromkeys(names)
    lines = [line for came in told for line in came.answers]
    by_score = {s: sum(ln.answers for ln in lines if ln.score == s) for s in SCORES}
    return {
        "answers": sum(by_score.values()),
        "answers_positive": sum(by_score[score] for score in POSITIVE),
        "respondents": respondents(told),
        **{_of_score(score): answers for score, answers in by_score.items()},
    }


def respondents(returns: Iterable[ReturnFacts], kind: str | None = None) -> int:
    """At least so many people answered: over an agreement's quarters they may be the same ones."""
    most = defaultdict(int)
    for came in returns:
        for line in came.responses:
            if kind in (None, line.respondent):
                of = came.received.agreement_code, line.respondent
                most[of] = max(most[of], line.responses)
    return sum(most.values())


def _of_score(score: int) -> str:
    return f"answers_{score}"


def _responses(returns: Returns) -> dict[str, int | None]:
    """Responses and people asked, of the kinds of respondent for which a number asked came."""
    lines = [line for came in returns for line in came.responses if line.asked is not None]
    if not lines:
        return {"responses": None, "asked": None}
    return {
        "responses": sum(line.responses for line in lines),
        "asked": sum(line.asked for line in lines),
    }
