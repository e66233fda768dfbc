"""What is known on a day: register rows, returns and what they add up to, as plain values.

Field names are the warehouse's column names. On a past day, dates of things done later are blank.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from data.warehouse.quarters import Quarter, between, owes_return, quarter_of


@dataclass(frozen=True)
class Partner:
    """An organisation; `contact` is its own address, for those who may see its details."""

    partner_code: str
    name: str
    kind: str
    size: str
    home_area: str | None
    is_consortium_member: bool
    joined_on: date | None
    contact: str | None = None


@dataclass(frozen=True)
class Agreement:
    agreement_code: str
    partner_code: str
    area: str
    title: str
    kind: str
    route: str
    starts_on: date
    ends_on: date
    value_pence: int
    payment_model: str
    lpme_function: str
    activity: str
    deliverables: str | None
    metrics: str | None
    procurement: str | None
    quotes_received: int | None
    approved_on: date | None
    reported_on: date | None
    conflict_declared_on: date | None
    environment: str | None
    need_code: str | None
    opportunity_code: str | None

    def runs_in(self, first: date, last: date) -> bool:
        """Whether it runs on any day from first to last."""
        return self.starts_on <= last and self.ends_on >= first

    def owes(self, quarter: Quarter) -> bool:
        """Whether it runs long enough in a quarter to owe a return."""
        return owes_return(quarter, self.starts_on, self.ends_on)


@dataclass(frozen=True)
class Objective:
    objective_code: str
    agreement_code: str
    statement: str
    measure: str
    unit: str
    direction: str
    adds_up: str
    baseline: float | None
    target: float | None
    due_on: date
    profile: str | None
    lpme_function: str | None
    need_code: str | None


@dataclass(frozen=True)
class Allocation:
    allocation_ref: str
    area: str
    year: str
    stream: str
    amount_pence: int
    agreement_code: str | None

    @property
    def is_own_share(self) -> bool:
        """Whether it is the service's own share rather than one agreement's."""
        return not self.agreement_code


@dataclass(frozen=True)
class Payment:
    payment_ref: str
    agreement_code: str
    due_on: date
    paid_on: date | None
    amount_pence: int
    stream: str
    needs_return_for: str | None


@dataclass(frozen=True)
class Review:
    review_ref: str
    agreement_code: str
    due_on: date
    held_on: date | None
    outcome: str | None
    next_due_on: date | None
    notes: str | None


@dataclass(frozen=True)
class Decision:
    decision_ref: str
    agreement_code: str | None
    opportunity_code: str | None
    kind: str
    decided_on: date
    decided_by: str
    deliverer_partner_code: str | None
    reason: str | None
    rationale: str | None
    options: str | None
    notice_on: date | None
    effective_on: date | None
    reported_on: date | None
    approved_on: date | None = None


@dataclass(frozen=True)
class Need:
    need_code: str
    area: str
    statement: str
    priority: int
    identified_on: date
    closed_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it is still on the register; on the day on which it was closed it is not."""
        return self.closed_on is None


@dataclass(frozen=True)
class Assessment:
    """An assessment of value for money at one stage; `assessed_on` is blank until it is made."""

    assessment_ref: str
    agreement_code: str
    stage: str
    due_on: date | None
    assessed_on: date | None


@dataclass(frozen=True)
class Risk:
    """A risk to one agreement, or to the hub where its agreement's code is `Hub`.

    Likelihood and impact are 1 to 5; `residual` is what is left once something is done about it.
    """

    risk_ref: str
    agreement_code: str
    category: str
    inherent_likelihood: int
    inherent_impact: int
    residual_likelihood: int | None
    residual_impact: int | None
    mitigation: str | None
    reviewed_on: date | None
    status: str | None
    closed_on: date | None

    @property
    def is_open(self) -> bool:
        return self.status != "closed"

    @property
    def points(self) -> tuple[int, int]:
        """Likelihood and impact: the residual ones where both are known, else the inherent ones."""
        if self.residual_likelihood and self.residual_impact:
            return self.residual_likelihood, self.residual_impact
        return self.inherent_likelihood, self.inherent_impact

    @property
    def score(self) -> int:
        likelihood, impact = self.points
        return likelihood * impact


@dataclass(frozen=True)
class Waiver:
    waiver_ref: str
    rule: str
    agreement_code: str
    reason: str
    approved_by: str
    expires_on: date


@dataclass(frozen=True)
class Act:
    """Something that people entered in the journal; `said` is what they told, field by field."""

    entry_number: int
    written_on: date
    role: str
    act: str
    organisation: str | None
    agreement_code: str | None
    said: Mapping[str, Any]

    @property
    def rule(self) -> str | None:
        """The rule whose flag it is about, if any."""
        return self.said.get("rule")


@dataclass(frozen=True)
class School:
    urn: str
    area: str
    pupils: int | None


@dataclass(frozen=True)
class Received:
    """A return that came for an agreement and quarter: when first, and what it tells of.

    `sources` are the sheets in force (`attendance`, `spending`, …); a nil return tells of all.
    """

    agreement_code: str
    quarter: Quarter
    received_on: date
    is_nil: bool
    is_partial: bool
    sources: frozenset[str]
    file_id: int

    def tells_of(self, source: str) -> bool:
        return self.is_nil or source in self.sources

    @property
    def is_late(self) -> bool:
        return self.received_on > self.quarter.due_on


@dataclass(frozen=True)
class Sessions:
    """What a return's sessions of one activity in one setting add up to."""

    activity: str
    setting: str
    enrolled: int
    attended: int
    attended_seconds: int
    headcount: int
    headcount_seconds: int


@dataclass(frozen=True)
class Answers:
    """How often one kind of respondent gave a score."""

    respondent: str
    score: int
    answers: int


@dataclass(frozen=True)
class Responses:
    """Distinct responses of one kind of respondent, and the largest number asked, if told."""

    respondent: str
    responses: int
    asked: int | None


@dataclass(frozen=True)
class Money:
    """Lines of spending or of income in one category."""

    kind: str
    category: str
    amount_pence: int


@dataclass(frozen=True)
class Progress:
    """What a return says of one objective."""

    objective_code: str
    achieved_value: float | None
    activities: str | None = None
    outcome: str | None = None
    challenges: str | None = None
    own_rating: str | None = None


@dataclass(frozen=True)
class ReturnFacts:
    """Everything that one agreement's return of one quarter adds up to."""

    received: Received
    sessions: tuple[Sessions, ...] = ()
    answers: tuple[Answers, ...] = ()
    responses: tuple[Responses, ...] = ()
    money: tuple[Money, ...] = ()
    progress: tuple[Progress, ...] = ()

    @property
    def spent_pence(self) -> int:
        return sum(line.amount_pence for line in self.money if line.kind == "spend")

    def income_pence(self, *categories: str) -> int:
        """Other income in some categories, or in all where none is named."""
        return sum(
            line.amount_pence
            for line in self.money
            if line.kind == "income" and (not categories or line.category in categories)
        )


@dataclass(frozen=True)
class AgreementFacts:
    """All that is known of one agreement on a day: what a rule judges.

    `returns` holds what has come, by quarter; `kpis` the quarterly (numerator, denominator) of each
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
    kpis: Mapping[str, Mapping[Quarter, tuple[float, float]]] = field(default_factory=dict)

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
        told = (q for q, came in self.returns.items() if came.received.tells_of(source))
        return tuple(sorted(told))

    def silent_quarters(self, source: str) -> tuple[Quarter, ...]:
        """The due quarters whose return does not tell of a sheet, or did not come."""
        return tuple(sorted(set(self.due_quarters) - set(self.told_quarters(source))))

    def next_quarter(self, last: Quarter) -> Quarter | None:
        """The next quarter after one for which a return is owed, if the agreement has any left."""
        return next((quarter for quarter in self.all_quarters if quarter > last), None)

    @cached_property
    def _reported(self) -> dict[str, dict[Quarter, float]]:
        found = defaultdict(dict)
        for quarter, came in self.returns.items():
            for line in came.progress:
                if line.achieved_value is not None:
                    found[line.objective_code][quarter] = line.achieved_value
        return found

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
