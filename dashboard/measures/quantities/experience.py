"""Answers to satisfaction questions, and the people who were asked and who answered."""

from collections.abc import Iterable

from dashboard.domain.count import Count
from dashboard.domain.facts import Responses, ReturnFacts, total
from dashboard.domain.snapshot import Cell
from dashboard.measures.quantity import Number, Quantity, names_of
from data.policies import Policy

Returns = tuple[ReturnFacts, ...]
SCORES = (1, 2, 3, 4, 5)
POSITIVE = (4, 5)
_ANSWERS = {"unit": "count", "of": "answers", "people": "respondents"}
_PART = _ANSWERS | {"whole": "answers"}
ANSWERS = (
    Quantity("answers", "answers", **_ANSWERS),
    Quantity("answers_positive", "answers of 4 or 5", **_PART),
    Quantity("respondents", "people who answered", **_ANSWERS),
    *(Quantity(f"answers_{score}", f"answers of {score}", **_PART) for score in SCORES),
)
RESPONSES = (
    Quantity(
        "responses",
        "different responses",
        "count",
        of="answers",
        people="responses",
        whole="people_asked",
    ),
    Quantity("people_asked", "people asked", "count", of="answers", people="people_asked"),
    Quantity(
        "returns_overanswered",
        "kinds of respondent of whom a return has more answers than were asked",
        "count",
        of="nothing personal",
    ),
)
QUANTITIES = ANSWERS + RESPONSES


def quantities(cell: Cell, policy: Policy) -> dict[str, Number]:
    return of_returns(cell.returns)


def of_returns(returns: Returns) -> dict[str, Number]:
    """What some returns tell by themselves, for the rules that judge them one by one."""
    return answers(returns) | _responses(returns)


def answers(returns: Returns, kind: str | None = None) -> dict[str, Number]:
    """Answers by score, and the people who gave them, of one kind of respondent or of all."""
    returns = [facts for facts in returns if facts.received.tells_of("satisfaction")]
    if not returns:
        return dict.fromkeys(names_of(ANSWERS))
    every = [line for facts in returns for line in facts.answers]
    lines = [line for line in every if kind in (None, line.respondent)]
    by_score = {
        score: total([ln for ln in lines if ln.score == score], "answers") for score in SCORES
    }
    return {
        "answers": Count.sum_of(by_score.values()),
        "answers_positive": Count.sum_of(by_score[score] for score in POSITIVE),
        "respondents": respondents(returns, kind),
        **{f"answers_{score}": number for score, number in by_score.items()},
    }


def respondents(returns: Iterable[ReturnFacts], kind: str | None = None) -> Count:
    """At least so many people answered: over an agreement's quarters they may be the same ones."""
    most: dict[tuple, Responses] = {}
    for facts in returns:
        for line in facts.responses:
            if kind in (None, line.respondent):
                of = facts.received.agreement_code, line.respondent
                most[of] = max(most.get(of, line), line, key=lambda known: known.responses)
    return total(most.values(), "responses")


def _responses(returns: Returns) -> dict[str, Number]:
    """Responses and people asked, of the kinds of respondent for which a number asked came.

    Where more answered than were asked, one of the two is wrong, and neither is known.
    """
    lines = [line for facts in returns for line in facts.responses if line.people_asked is not None]
    wrong = sum(line.responses > line.people_asked for line in lines)
    known = lines if not wrong else []
    return {
        "responses": total(known, "responses") if known else None,
        "people_asked": total(known, "people_asked") if known else None,
        "returns_overanswered": wrong,
    }
