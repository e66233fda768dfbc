"""Period of a return in the making: agreement, quarter, the day it was prepared, its groups."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from data.calendar import Quarter
from etl.sample.hub import SampleHub
from etl.sample.plan import Agreement
from etl.sample.rolls import Roll

SUMMER_DAYS, QUARTER_DAYS = 48, 88


@dataclass(frozen=True)
class Period:
    """What the sheets of one return are written from."""

    hub: SampleHub
    agreement: Agreement
    quarter: Quarter
    prepared_on: date
    roll: Roll

    @property
    def groups(self):
        return self.roll.groups[self.quarter]

    @property
    def until(self) -> date:
        """The last day that the return can tell about."""
        return min(self.quarter.end, self.prepared_on - timedelta(days=1))

    @property
    def index(self) -> int:
        """Quarters since the agreement's first."""
        return self.agreement.quarters.index(self.quarter)

    def dice(self, sheet: str) -> random.Random:
        return self.hub.dice(sheet, self.agreement.code, self.quarter)

    def day(self, dice: random.Random) -> date:
        """Some day of the quarter, for answers and bills."""
        taught = SUMMER_DAYS if self.quarter.number == 4 else QUARTER_DAYS
        last = min(taught, (self.until - self.quarter.start).days)
        return self.quarter.start + timedelta(days=dice.randint(7, last))
