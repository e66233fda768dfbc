"""KPI: one quantity, perhaps over another; and Reading: what a KPI says for a selection."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dashboard.domain.formatting import in_unit
from dashboard.domain.selection import Selection
from dashboard.measures.quantities import QUANTITIES
from dashboard.measures.quantity import Quantities, Quantity
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

COVERAGE = ("returns_came", "returns_owed")
Unit = Literal["share", "count", "hours", "pence", "ratio"]
State = Literal["ok", "missing", "not_applicable", "suppressed"]
Rag = Literal["green", "amber", "red", "grey"]


@dataclass(frozen=True)
class Kpi:
    """A numerator, perhaps over a denominator, each the name of a quantity.

    What is hidden of it follows from its quantities: see `disclosure`.
    `needs` names a choice without which the KPI is not applicable, `activities` are those of which
    it can be read where one is chosen.
    `ratio` replaces numerator ÷ denominator where one division is not enough: it is handed the two
    and the quantity named in `measured_by`, as they may be shown, and nothing else.
    `beside` are quantities shown next to it, as label and name. `when_missing` is said where there
    is no value because nothing came that could tell, and `when_wrong` where it is because what came
    cannot be right: of that there is more than none of the quantity `wrong`. `builds_up` where
    any span counts from September, so that a profiled target is read at the period's end.
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
    clause: str = "monitoring"
    needs: str | None = None
    activities: tuple[str, ...] = tuple(ACTIVITIES)
    ratio: Callable[[Quantities], float] | None = None
    measured_by: str | None = None
    beside: tuple[tuple[str, str], ...] = ()
    when_missing: str = ""
    wrong: str = ""
    when_wrong: str = ""
    builds_up: bool = False
    more_is_fine: bool = False

    def __post_init__(self):
        if unknown := sorted(self._named - QUANTITIES.keys()):
            names = ", ".join(unknown)
            raise ValueError(f"The KPI ‘{self.key}’ names {names}: declared in no quantities/*.py.")

    def applies_to(self, selection: Selection) -> bool:
        """Whether the KPI means something for a selection."""
        lacks_choice = self.needs and getattr(selection, self.needs) is None
        return not lacks_choice and selection.activity in (None, *self.activities)

    @cached_property
    def parts(self) -> tuple[Quantity, ...]:
        """What is divided, and by what: one quantity, two, or three."""
        names = (self.numerator, self.denominator, self.measured_by)
        return tuple(QUANTITIES[name] for name in names if name)

    @property
    def base(self) -> Quantity:
        """What its value rests on: the denominator, or the numerator where there is none."""
        return QUANTITIES[self.denominator or self.numerator]

    @cached_property
    def quantities(self) -> frozenset[str]:
        """The names of all quantities that it needs, with those of the people behind them."""
        needed, further = set(COVERAGE), self._named
        while further:
            needed |= further
            further = {name for known in further for name in QUANTITIES[known].rests_on} - needed
        return frozenset(needed)

    @property
    def _named(self) -> set[str]:
        parts = filter(None, (self.numerator, self.denominator, self.measured_by, self.wrong))
        return {*parts, *(name for _, name in self.beside)}


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
    state: Literal["ok", "missing"]


@dataclass(frozen=True)
class Reading:
    """One KPI for one selection, after disclosure control: divided last.

    `note` says in a sentence why there is no value, where that needs saying. `measure` is the
    quantity that the division is divided by once more, of the KPIs that have one. `rag` rates the
    true value; where the one that is shown would be rated otherwise, both are close to the target.
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

    @property
    def division(self) -> str:
        """`1,230 (places attended) ÷ 1,400 (places on registers)`, so that it can be followed."""
        if self.state != "ok":
            return ""
        numbers = (n for n in (self.numerator, self.denominator, self.measure) if n is not None)
        parts = zip(self.kpi.parts, numbers, strict=False)
        return " ÷ ".join(f"{in_unit(part.unit, number)} ({part.words})" for part, number in parts)
