"""Subjects of rules: all facts known on a day of an agreement, an area or the hub."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dashboard.domain.facts.registers import (
    Agreement,
    Allocation,
    Assessment,
    Decision,
    Need,
    Objective,
    Partner,
    Payment,
    Review,
    Risk,
    Waiver,
)
from dashboard.domain.facts.returns import ReturnFacts
from data.calendar import Quarter, between, quarter_of


@dataclass(frozen=True)
class QuarterFigure:
    """A quarter's numerator and denominator of people: what is true, to judge by, and what is shown
    of it, to tell.
    """

    part: int
    whole: int
    shown_part: int
    shown_whole: int

    @property
    def share(self) -> float:
        return self.part / self.whole

    @property
    def shown_share(self) -> float:
        return self.shown_part / self.shown_whole


@dataclass(frozen=True)
class AgreementFacts:
    """All that is known of one agreement on a day: what a rule judges.

    `returns` holds what has come, by quarter; `kpis` the quarterly figures of each
    KPI that rules ask for, where the quarter's return tells of it; `needs` the whole register.
    """

    on: date
    agreement: Agreement
    partner: Partner
    objectives: tuple[Objective, ...] = ()
    returns: Mapping[Quarter, ReturnFacts] = field(default_factory=dict)
    allocations: tuple[Allocation, ...] = ()
    payments: tuple[Payment, ...] = ()
    reviews: tuple[Review, ...] = ()
    decisions: tuple[Decision, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    risks: tuple[Risk, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    needs: Mapping[str, Need] = field(default_factory=dict)
    kpis: Mapping[str, Mapping[Quarter, QuarterFigure]] = field(default_factory=dict)

    @cached_property
    def all_quarters(self) -> tuple[Quarter, ...]:
        """The quarters for which it owes a return, over its whole life, oldest first."""
        first, last = quarter_of(self.agreement.starts_on), quarter_of(self.agreement.ends_on)
        return tuple(quarter for quarter in between(first, last) if self.agreement.owes(quarter))

    @cached_property
    def due_quarters(self) -> tuple[Quarter, ...]:
        """Those whose returns should be in: their due day has passed."""
        return tuple(quarter for quarter in self.all_quarters if quarter.due_on < self.on)

    def told_quarters(self, source: str) -> tuple[Quarter, ...]:
        """The quarters whose return tells of a sheet, oldest first."""
        quarters = (q for q, facts in self.returns.items() if facts.received.tells_of(source))
        return tuple(sorted(quarters))

    def silent_quarters(self, source: str) -> tuple[Quarter, ...]:
        """The due quarters whose return does not tell of a sheet, or did not come."""
        return tuple(sorted(set(self.due_quarters) - set(self.told_quarters(source))))

    def next_quarter(self, last: Quarter) -> Quarter | None:
        """The next quarter after one for which a return is owed, if the agreement has any left."""
        return next((quarter for quarter in self.all_quarters if quarter > last), None)

    @cached_property
    def _reported(self) -> dict[str, dict[Quarter, float]]:
        values = defaultdict(dict)
        for quarter, facts in self.returns.items():
            for line in facts.progress:
                if line.achieved_value is not None:
                    values[line.objective_code][quarter] = line.achieved_value
        return values

    def values(self, objective: Objective) -> Mapping[Quarter, float]:
        """What returns say was achieved of one of its objectives; blank values left out."""
        return self._reported.get(objective.objective_code, {})

    def waiver_of(self, rule: str) -> Waiver | None:
        """A waiver of a rule that is alive on the day; it counts through its last day."""
        live = (w for w in self.waivers if w.rule == rule and self.on <= w.expires_on)
        return next(live, None)

    @property
    def is_running(self) -> bool:
        return self.agreement.starts_on <= self.on <= self.agreement.ends_on


@dataclass(frozen=True)
class HubFacts:
    """What is known on a day beside single agreements, of one area or of the hub itself.

    An area has its `needs`; `answering` holds, by need code, the agreements that name it or have an
    objective for it. The hub has the decisions and the risks that are of no agreement.
    """

    on: date
    area: str
    needs: tuple[Need, ...] = ()
    answering: Mapping[str, tuple[Agreement, ...]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    risks: tuple[Risk, ...] = ()
