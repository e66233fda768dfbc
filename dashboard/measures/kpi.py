"""What a KPI is, and what one says for a selection."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard.domain.selection import Selection
from data.vocabulary.activities import ACTIVITIES

THEMES = (
    "partnership",
    "schools",
    "progression",
    "inclusion",
    "experience",
    "outcomes",
    "money",
    "sustainability",
)

Quantities = Mapping[str, int | float | None]
Unit = Literal["share", "count", "hours", "pence", "ratio"]
State = Literal["ok", "missing", "not_applicable", "suppressed"]
Rag = Literal["green", "amber", "red", "grey"]


@dataclass(frozen=True)
class Kpi:
    """A numerator, perhaps over a denominator, each the name of a quantity of the warehouse.

    `counts` says what is counted, for disclosure control: children are suppressed and rounded.
    `people` are quantities of distinct people of whom its sums tell, however many places, hours or
    answers they add up to: where any of them are few, nothing is shown.
    `needs` names a choice without which the KPI is not applicable, `activities` are those of which
    it can be read where one is chosen.
    `ratio` replaces numerator ÷ denominator where one division is not enough; it also divides by
    the quantity named in `measured_by`.
    `beside` are quantities shown next to it, as label and name. `when_missing` is said where there
    is no value because nothing came that could tell. `builds_up` where any span counts from
    September, so that a profiled target is read at the period's end.
    """

    key: str
    title: str
    theme: str
    function: str | None
    sentence: str
    numerator: str
    denominator: str | None
    unit: Unit
    better: Literal["higher", "one", None]
    counts: Literal["children", "answers", "places", "other"] = "other"
    counts_below: Literal["children", "answers", "places", "other", None] = None
    people: tuple[str, ...] = ()
    clause: str = "monitoring"
    needs: str | None = None
    activities: tuple[str, ...] = tuple(ACTIVITIES)
    ratio: Callable[[Quantities], float] | None = None
    measured_by: str | None = None
    beside: tuple[tuple[str, str], ...] = ()
    when_missing: str = ""
    builds_up: bool = False
    more_is_fine: bool = False

    def applies_to(self, selection: Selection) -> bool:
        """Whether the KPI means something for a selection."""
        lacks_choice = self.needs and getattr(selection, self.needs) is None
        return not lacks_choice and selection.activity in (None, *self.activities)

    @property
    def quantities(self) -> set[str]:
        """The names of all quantities that it needs."""
        named = {self.numerator, self.denominator, self.measured_by, *self.people}
        named |= set(dict(self.beside).values())
        return {name for name in named if name}

    @property
    def counts_children(self) -> bool:
        return "children" in (self.counts, self.counts_below)


@dataclass(frozen=True)
class Coverage:
    """Returns received of the returns due for the selection's quarters."""

    received: int
    due: int


@dataclass(frozen=True)
class Beside:
    """A quantity shown next to a KPI; without a value, `state` says why."""

    label: str
    value: int | float | None
    state: Literal["ok", "missing", "suppressed"]


@dataclass(frozen=True)
class Reading:
    """One KPI for one selection, after disclosure control: divided last.

    `note` says in a sentence why there is no value, where that needs saying. `measure` is the
    quantity that the division is divided by once more, of the KPIs that have one.
    """

    kpi: Kpi
    selection: Selection
    value: float | None
    numerator: int | float | None
    denominator: int | float | None
    state: State
    rag: Rag
    target: float | None
    coverage: Coverage
    beside: tuple[Beside, ...] = ()
    note: str = ""
    measure: float | None = None
