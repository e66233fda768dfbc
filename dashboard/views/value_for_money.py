"""What agreements cost beside what they bring, and the assessments made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import Agreement
from dashboard.measures.kpi import Reading

STAGES = ("proposal", "award", "mid-term", "year end", "renewal")
VIEWS = ("economy", "efficiency", "effectiveness", "equity")


@dataclass(frozen=True)
class Valued:
    """An agreement's readings by KPI, of its own activity only."""

    agreement: Agreement
    partner_name: str
    readings: Mapping[str, Reading]

    def told(self, *keys: str) -> bool:
        """Whether there is a value of each."""
        return all(self.readings[key].value is not None for key in keys)


@dataclass(frozen=True)
class Assessed:
    """One assessment of value for money, due or made; scores are 1 to 5, blank until it is made."""

    assessment_ref: str
    agreement: Agreement
    partner_name: str
    stage: str
    due_on: date | None
    assessed_on: date | None
    scores: Mapping[str, int | None]
    judgement: str | None
    waived_until: date | None

    def standing(self, today: date) -> str:
        """`made`, `made late`, `overdue`, `waived` or `to come`."""
        if self.assessed_on:
            return "made late" if self.due_on and self.assessed_on > self.due_on else "made"
        if self.due_on is None or self.due_on >= today:
            return "to come"
        return "waived" if self.waived_until else "overdue"
