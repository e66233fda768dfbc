"""What the registers say: partners, agreements and their objectives, money, needs and risks."""

from dataclasses import dataclass
from datetime import date

from data.calendar import Quarter, owes_return


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
class Call:
    """A call for proposals; what is decided of it before an agreement is about its area."""

    opportunity_code: str
    area: str
    title: str


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
class School:
    urn: str
    area: str
    pupils: int | None
