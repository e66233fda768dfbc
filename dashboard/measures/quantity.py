"""Quantity: a number that is added up or counted over a selection, and of whom it tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Number = int | float | None
Quantities = Mapping[str, Number]
Of = Literal["children", "answers", "places", "hours", "nothing personal"]
SUMS_OVER_PEOPLE = ("answers", "places", "hours")


@dataclass(frozen=True)
class Quantity:
    """A number by name, in plain words and with its unit; declared beside what computes it.

    `of` says what is counted, from which disclosure control follows: `children` (each number one
    child, or one thing of one child), `answers` of people who were asked, `places` on registers,
    `hours` of people, or `nothing personal`. Answers, places and hours are sums: `people` names the
    quantity that counts the people behind them once each (itself, where it is one), or `adds` the
    quantities that it is the sum of. `whole` names the quantity of which it is a part.
    """

    name: str
    words: str
    unit: Literal["count", "hours", "pence", "share"]
    of: Of
    people: str | None = None
    whole: str | None = None
    adds: tuple[str, ...] = ()

    def __post_init__(self):
        if self.of not in get_args(Of):
            raise ValueError(f"‘{self.name}’ is of ‘{self.of}’. Say one of: {get_args(Of)}.")
        if self.of in SUMS_OVER_PEOPLE and not (self.people or self.adds):
            raise ValueError(
                f"‘{self.name}’ is of {self.of}, a sum over people. Name in `people` the "
                "quantity that counts those people, each once, or in `adds` what it adds up."
            )
        if (self.unit == "hours") != (self.of == "hours"):
            raise ValueError(f"‘{self.name}’ is in {self.unit}, but of {self.of}.")
        if self.whole and not (self.is_personal and self.unit == "count"):
            raise ValueError(f"‘{self.name}’ is a part of a whole, but counts nothing of people.")

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The names of the quantities without which nobody knows what may be shown of it."""
        return *filter(None, (self.people, self.whole)), *self.adds

    @property
    def is_personal(self) -> bool:
        return self.of != "nothing personal"


def names_of(quantities: Iterable[Quantity]) -> tuple[str, ...]:
    return tuple(quantity.name for quantity in quantities)
