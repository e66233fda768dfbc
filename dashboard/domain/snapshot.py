"""The hub as it is known on a day: its registers, and what the returns in force add up to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.domain.facts import Act, Agreement, Allocation, Partner, ReturnFacts
from dashboard.domain.registers import Found, Registers
from dashboard.domain.selection import Selection
from data.calendar import Quarter, newest_due
from data.policies import Policy, policy_on
from data.school_names import SchoolNames


def _register(key: str) -> property:
    return property(lambda snapshot: snapshot.of(key))


@dataclass(frozen=True)
class Snapshot:
    """Everything but children, who are counted in the warehouse; mappings go by agreement code.

    Decisions and acts without an agreement are under None, and the hub's own risks under `Hub`.
    `policies` are all versions of the settings that are known by the day, oldest first; `secret`
    is what the noise of shown counts is drawn with.
    """

    day: date
    registers: Registers
    returns: Mapping[tuple[str, Quarter], ReturnFacts]
    acts: Mapping[str | None, tuple[Act, ...]]
    policies: tuple[Policy, ...]
    secret: bytes

    def of(self, key: str) -> Found:
        """The rows of a register, by their own key, by agreement or in order, as it declares."""
        return self.registers.of(key)

    partners = _register("partners")
    agreements = _register("agreements")
    objectives = _register("objectives")
    payments = _register("payments")
    reviews = _register("reviews")
    decisions = _register("decisions")
    assessments = _register("vfm")
    risks = _register("risks")
    needs = _register("needs")
    calls = _register("opportunities")
    waivers = _register("waivers")
    allocations = _register("allocations")
    schools = _register("schools")

    def policy(self, on: date | None = None) -> Policy:
        """The settings in force on a day, its own where none is given."""
        return policy_on(on or self.day, self.policies)

    @cached_property
    def returns_by_agreement(self) -> dict[str, dict[Quarter, ReturnFacts]]:
        """What has come of each agreement, by quarter."""
        by_agreement = defaultdict(dict)
        for (code, quarter), facts in self.returns.items():
            by_agreement[code][quarter] = facts
        return by_agreement

    @cached_property
    def allocations_by_agreement(self) -> dict[str | None, tuple[Allocation, ...]]:
        """What is allocated to each agreement; the services' own shares are under None."""
        by_agreement = defaultdict(list)
        for allocation in self.allocations:
            by_agreement[allocation.agreement_code].append(allocation)
        return {code: tuple(rows) for code, rows in by_agreement.items()}

    @cached_property
    def reported(self) -> dict[str, dict[Quarter, float]]:
        """What returns say was achieved of each objective, by quarter; blank values left out."""
        values = defaultdict(dict)
        for (_, quarter), facts in self.returns.items():
            for line in facts.progress:
                if line.achieved_value is not None:
                    values[line.objective_code][quarter] = line.achieved_value
        return values

    @cached_property
    def school_names(self) -> SchoolNames:
        """The URNs that schools' names stand for."""
        return SchoolNames.of((school.urn, school.name, school.area) for school in self.schools)

    def partner_of(self, agreement: Agreement) -> Partner:
        return self.partners[agreement.partner_code]

    def is_self_commissioned(self, agreement: Agreement) -> bool:
        return bool(self.partner_of(agreement).is_consortium_member)


@dataclass(frozen=True)
class Cell:
    """The part of a snapshot that a selection asks for."""

    snapshot: Snapshot
    selection: Selection

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        return self.selection.quarters

    @property
    def first_day(self) -> date:
        return self.quarters[0].start

    @property
    def last_day(self) -> date:
        return self.quarters[-1].end

    @property
    def settled_quarter(self) -> Quarter:
        """The period's last quarter, or the newest that is due while the period is open."""
        return min(self.quarters[-1], newest_due(self.snapshot.day))

    @property
    def is_open(self) -> bool:
        """Whether the period's last returns are not due yet."""
        return self.quarters[-1].due_on >= self.snapshot.day

    @cached_property
    def deliverers(self) -> tuple[Agreement, ...]:
        """The selection's agreements, whatever activity they are for."""
        chosen = self.selection
        return tuple(
            agreement
            for agreement in self.snapshot.agreements.values()
            if chosen.area in (None, agreement.area)
            and chosen.function in (None, agreement.lpme_function)
            and chosen.partner_code in (None, agreement.partner_code)
            and chosen.agreement_code in (None, agreement.agreement_code)
        )

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """The selection's agreements, for its activity where one is chosen."""
        activity = self.selection.activity
        return tuple(a for a in self.deliverers if activity in (None, a.activity))

    @cached_property
    def running(self) -> tuple[Agreement, ...]:
        """Those of its agreements that run on any day of the period."""
        return tuple(a for a in self.agreements if a.runs_in(self.first_day, self.last_day))

    @cached_property
    def returns(self) -> tuple[ReturnFacts, ...]:
        """What came from its agreements for the period's quarters."""
        return self.returns_of(self.agreements, self.quarters)

    @cached_property
    def deliveries(self) -> tuple[ReturnFacts, ...]:
        """What came for the period's quarters from every agreement that may hold the activity."""
        return self.returns_of(self.deliverers, self.quarters)

    def returns_of(
        self, agreements: tuple[Agreement, ...], quarters: tuple[Quarter, ...]
    ) -> tuple[ReturnFacts, ...]:
        known = self.snapshot.returns
        keys = ((a.agreement_code, quarter) for a in agreements for quarter in quarters)
        return tuple(known[key] for key in keys if key in known)
