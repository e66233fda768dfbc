"""The made-up hub on a day: its partners, agreements, needs and schools, and its own dice."""

import random
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data.calendar import Quarter, between, newest_due, quarter_of
from etl.sample.plan import Agreement, Need, Partner, agreements, needs, partners
from etl.sample.schools import School, schools

Row = dict[str, object]
YEARS_BEFORE = 2  # full academic years before the current one


@dataclass(frozen=True)
class SampleHub:
    """What the sample's files are written from; the same for a seed, a scale and a day."""

    today: date
    scale: int
    seed: int

    @cached_property
    def partners(self) -> dict[str, Partner]:
        return partners()

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        return agreements(self.today, self.scale)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        return needs()

    @cached_property
    def schools(self) -> tuple[School, ...]:
        return schools(self.dice("schools"))

    @property
    def now(self) -> Quarter:
        """The quarter in which today lies."""
        return quarter_of(self.today)

    @property
    def newest(self) -> Quarter:
        """The newest quarter whose returns are due."""
        return newest_due(self.today)

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """From the sample's first quarter to today's."""
        return between(Quarter(self.now.year - YEARS_BEFORE, 1), self.now)

    @property
    def years(self) -> range:
        """The academic years by the year in which they start."""
        return range(self.now.year - YEARS_BEFORE, self.now.year + 1)

    def schools_of(self, area: str) -> tuple[School, ...]:
        """An area's schools; for the hub-wide agreements every school."""
        return tuple(s for s in self.schools if area in (s.area, "Hub"))

    def dice(self, *of: object) -> random.Random:
        """Dice of their own for one purpose, so that one part of the sample never moves another."""
        return random.Random("/".join(map(str, (self.seed, *of))))
