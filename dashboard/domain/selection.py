"""Selection of a reader: a period, an area, a function, an activity, an agreement."""

from dataclasses import dataclass, replace
from datetime import date

from data.calendar import Quarter
from data.hub import HUB_WIDE

SPANS = {"quarter": "Quarter", "to-date": "Year to date", "year": "Whole year"}


@dataclass(frozen=True)
class Selection:
    """A filter; None means everything. `on` reads the warehouse as of a past day."""

    quarter: Quarter
    span: str = "quarter"
    area: str | None = None
    function: str | None = None
    activity: str | None = None
    partner_code: str | None = None
    agreement_code: str | None = None
    on: date | None = None

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        if self.span == "year":
            return self.quarter.whole_year()
        return self.quarter.year_so_far() if self.span == "to-date" else (self.quarter,)

    @property
    def is_hub_wide(self) -> bool:
        """Whether only the lead organisation's own agreements are meant, no area's."""
        return self.area == HUB_WIDE

    @property
    def is_a_part(self) -> bool:
        """Whether only a part of what an area does is chosen, to which no area's target applies."""
        parts = (self.function, self.activity, self.partner_code, self.agreement_code)
        return any(part is not None for part in parts)

    @property
    def last_meeting(self) -> date:
        """The day that stands for the last meeting, which is on no register: when the returns of
        the quarter before fell due."""
        return self.quarter.previous().due_on

    def a_quarter_ago(self) -> "Selection":
        return replace(self, quarter=self.quarter.previous())

    def a_year_ago(self) -> "Selection":
        return replace(self, quarter=self.quarter.shift(-4))


@dataclass(frozen=True)
class LastQuarters(Selection):
    """The chosen quarter and those before it, as many as `count` together, across years."""

    count: int = 4

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return tuple(self.quarter.shift(step) for step in range(1 - self.count, 1))
