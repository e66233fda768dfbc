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
    quantities of distinct people behind them (itself, where it is one), of whom none may be few
    however large the sum; `together` those that may be few, but not all of them taken together.
    `whole` names the quantity of which its share may be shown however small
    a part it is, as long as the whole is not small.
    """

    name: str
    words: str
    unit: Literal["count", "hours", "pence", "share"]
    of: Of
    people: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    whole: str | None = None

    def __post_init__(self):
        if self.of not in get_args(Of):
            raise ValueError(f"‘{self.name}’ is of ‘{self.of}’. Say one of: {get_args(Of)}.")
        if self.of in SUMS_OVER_PEOPLE and not self.people:
            raise ValueError(
                f"‘{self.name}’ is of {self.of}, a sum over people. Name in `people` the "
                "quantities that count those people, each once."
            )
        if (self.unit == "hours") != (self.of == "hours"):
            raise ValueError(f"‘{self.name}’ is in {self.unit}, but of {self.of}.")
        if self.whole and self.of not in ("answers", "places"):
            raise ValueError(f"‘{self.name}’ has a whole, but few {self.of} are never shown.")

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The names of the quantities without which nobody knows what may be shown of it."""
        return *self.people, *self.together

    @property
    def is_personal(self) -> bool:
        return self.of != "nothing personal"


def names_of(quantities: Iterable[Quantity]) -> tuple[str, ...]:
    return tuple(quantity.name for quantity in quantities)
