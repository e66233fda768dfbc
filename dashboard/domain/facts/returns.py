"""Facts of one agreement's return of one quarter, and their sums.

Lines that count people have an `origin`, which tells each from those of every other return: counts
made of them know by it which records they count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.domain.count import Count
from data.calendar import Quarter


@dataclass(frozen=True)
class Received:
    """A return that came for an agreement and quarter: when first, and what it tells of.

    `sources` are the sheets in force (`attendance`, `spending`, …); a nil return tells of all.
    """

    agreement_code: str
    quarter: Quarter
    received_on: date
    is_nil: bool
    is_partial: bool
    sources: frozenset[str]
    file_id: int

    def tells_of(self, source: str) -> bool:
        return self.is_nil or source in self.sources

    @property
    def is_late(self) -> bool:
        return self.received_on > self.quarter.due_on


@dataclass(frozen=True)
class Sessions:
    """What a return's sessions of one activity in one setting add up to."""

    activity: str
    setting: str
    enrolled: int
    attended: int
    attended_seconds: int
    headcount: int
    headcount_seconds: int
    origin: int = 0


@dataclass(frozen=True)
class Answers:
    """How often one kind of respondent gave a score."""

    respondent: str
    score: int
    answers: int
    origin: int = 0


@dataclass(frozen=True)
class Responses:
    """Distinct responses of one kind of respondent, and the largest number asked, if told."""

    respondent: str
    responses: int
    people_asked: int | None
    origin: int = 0


@dataclass(frozen=True)
class Money:
    """Lines of spending or of income in one category."""

    kind: str
    category: str
    amount_pence: int


@dataclass(frozen=True)
class Progress:
    """What a return says of one objective."""

    objective_code: str
    achieved_value: float | None
    activities: str | None = None
    outcome: str | None = None
    challenges: str | None = None
    own_rating: str | None = None


@dataclass(frozen=True)
class ReturnFacts:
    """Everything that one agreement's return of one quarter adds up to."""

    received: Received
    sessions: tuple[Sessions, ...] = ()
    answers: tuple[Answers, ...] = ()
    responses: tuple[Responses, ...] = ()
    money: tuple[Money, ...] = ()
    progress: tuple[Progress, ...] = ()

    @property
    def spent_pence(self) -> int:
        return sum(line.amount_pence for line in self.money if line.kind == "spend")

    def income_pence(self, *categories: str) -> int:
        """Other income in some categories, or in all where none is named."""
        return sum(
            line.amount_pence
            for line in self.money
            if line.kind == "income" and (not categories or line.category in categories)
        )


def total(lines: Iterable[Sessions | Answers | Responses], field: str) -> Count:
    """What lines add up to in one of their fields."""
    return Count.of((line.origin, getattr(line, field)) for line in lines)
