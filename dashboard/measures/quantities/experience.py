"""Answers to satisfaction questions, and the people who were asked and who answered."""

from collections import defaultdict
from collections.abc import Iterable

from dashboard.domain.facts import ReturnFacts
from dashboard.domain.snapshot import Cell
from dashboard.measures.quantity import Number, Quantity, names_of
from data.policies import Policy

Returns = tuple[ReturnFacts, ...]
SCORES = (1, 2, 3, 4, 5)
POSITIVE = (4, 5)
_ANSWERS = {"unit": "count", "of": "answers", "people": ("respondents",)}
ANSWERS = (
    Quantity("answers", "answers", **_ANSWERS),
    Quantity("answers_positive", "answers of 4 or 5", **_ANSWERS, whole="answers"),
    Quantity("respondents", "people who answered", **_ANSWERS),
    *(Quantity(f"answers_{score}", f"answers of {score}", **_ANSWERS) for score in SCORES),
)
RESPONSES = (
    Quantity(
        "responses",
        "different responses",
        "count",
        of="answers",
        people=("responses",),
        whole="people_asked",
    ),
    Quantity("people_asked", "people asked", "count", of="answers", people=("people_asked",)),
)
QUANTITIES = ANSWERS + RESPONSES


def quantities(cell: Cell, policy: Policy) -> dict[str, Number]:
    return of_returns(cell.returns)


def of_returns(returns: Returns) -> dict[str, Number]:
    """What some returns tell by themselves, for the rules that judge them one by one."""
    return _answers(returns) | _responses(returns)


def _answers(returns: Returns) -> dict[str, Number]:
    returns = [facts for facts in returns if facts.received.tells_of("satisfaction")]
    if not returns:
        return dict.fromkeys(names_of(ANSWERS))
    lines = [line for facts in returns for line in facts.answers]
    by_score = {s: sum(ln.answers for ln in lines if ln.score == s) for s in SCORES}
    return {
        "answers": sum(by_score.values()),
        "answers_positive": sum(by_score[score] for score in POSITIVE),
        "respondents": respondents(returns),
        **{f"answers_{score}": answers for score, answers in by_score.items()},
    }


def respondents(returns: Iterable[ReturnFacts], kind: str | None = None) -> int:
    """At least so many people answered: over an agreement's quarters they may be the same ones."""
    most = defaultdict(int)
    for facts in returns:
        for line in facts.responses:
            if kind in (None, line.respondent):
                of = facts.received.agreement_code, line.respondent
                most[of] = max(most[of], line.responses)
    return sum(most.values())


def _responses(returns: Returns) -> dict[str, Number]:
    """Responses and people asked, of the kinds of respondent for which a number asked came."""
    lines = [line for facts in returns for line in facts.responses if line.people_asked is not None]
    if not lines:
        return dict.fromkeys(names_of(RESPONSES))
    return {
        "responses": sum(line.responses for line in lines),
        "people_asked": sum(line.people_asked for line in lines),
    }
