"""What the store hands to pages: rows with their words and units, after scope and disclosure."""

from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import Agreement, Decision, Partner, Payment, Review
from dashboard.measures.kpi import Reading
from dashboard.policy.flag import Flag
from dashboard.policy.outlook import Outlook
from data.calendar import Quarter


@dataclass(frozen=True)
class Compared:
    """A reading beside those of the quarter before and of the same quarter last year."""

    now: Reading
    a_quarter_ago: Reading
    a_year_ago: Reading


@dataclass(frozen=True)
class Fund:
    """The money of one area and academic year, in pence; `pupils` are of its schools register.

    `allocated` holds every stream, the service's own share included. `spent_pence` is None where
    no return told of spending. `allocated_by_stream` and `paid_by_kind` (kind of partner) add up to
    the two totals; `own_share_pence` is the part of the allocation without an agreement.
    """

    area: str
    year: str
    allocated_pence: int
    paid_pence: int
    spent_pence: int | None
    own_share_pence: int
    pupils: int | None
    allocated_by_stream: dict[str, int]
    paid_by_kind: dict[str, int]

    @property
    def allocated_pence_per_pupil(self) -> float | None:
        return self.allocated_pence / self.pupils if self.pupils else None


@dataclass(frozen=True)
class Flow:
    """Pence paid out of a stream in an area to partners of a kind."""

    stream: str
    area: str
    kind: str
    pence: int


@dataclass(frozen=True)
class ReturnCell:
    """One return that an agreement owes: whether, when and how it came.

    state: `received`, `late` (came after its due day), `missing` (due and not come), `waiting` (not
    due yet). `file_id` and `file_name` lead to the file in force.
    """

    agreement_code: str
    agreement_title: str
    partner_code: str
    partner_name: str
    area: str
    quarter: Quarter
    due_on: date
    received_on: date | None
    state: str
    is_nil: bool = False
    is_partial: bool = False
    file_id: int | None = None
    file_name: str | None = None


@dataclass(frozen=True)
class Found:
    """What a search found: a `partner`, an `agreement` or a `need`, and what it is about."""

    kind: str
    code: str
    title: str
    about: str
    partner_code: str | None


@dataclass(frozen=True)
class Behind:
    """One agreement's part in a figure."""

    agreement: Agreement
    partner: Partner
    reading: Reading


@dataclass(frozen=True)
class ObjectiveStep:
    """An objective at a quarter's end: value so far, progress and profile as shares, words told.

    `is_told` where the quarter's return says something of it; else the value stands from before.
    """

    quarter: Quarter
    is_told: bool
    value: float | None
    progress: float | None
    profile: float
    own_rating: str | None
    activities: str | None
    outcome: str | None
    challenges: str | None


@dataclass(frozen=True)
class ObjectiveView:
    """One objective and how it has come along, quarter by quarter.

    state: `achieved`, `missed` (due, and the value of its last quarter is told and falls short),
    `no value`, or `not applicable` (target equal to baseline); else how the newest value stands to
    what is `expected` of it by now: `on course` or `behind`.
    """

    objective_code: str
    agreement_code: str
    statement: str
    measure: str
    unit: str
    baseline: float
    target: float | None
    due_on: date
    state: str
    expected: float | None
    steps: tuple[ObjectiveStep, ...]

    @property
    def newest(self) -> ObjectiveStep | None:
        """The newest quarter that was told of, where there is a value."""
        return next((s for s in reversed(self.steps) if s.is_told and s.value is not None), None)


@dataclass(frozen=True)
class QuarterMoney:
    """An agreement's money in one quarter, in pence; None where no return told of it."""

    agreement_code: str
    quarter: Quarter
    spent_pence: int | None
    income_pence: int | None
    profile_pence: int


@dataclass(frozen=True)
class PartnerRow:
    """A partner in the list: its running agreements and the flags that are raised."""

    partner: Partner
    areas: tuple[str, ...]
    agreements: int
    running: int
    value_pence: int
    next_end: date | None
    raised: tuple[Flag, ...]


@dataclass(frozen=True)
class PartnerView:
    """Everything about one partner that its page shows; lists are oldest first.

    `satisfaction` holds the readings of `satisfaction_positive` by quarter, over its agreements;
    `outlooks` has one for each agreement.
    """

    partner: Partner
    agreements: tuple[Agreement, ...]
    objectives: tuple[ObjectiveView, ...]
    returns: tuple[ReturnCell, ...]
    payments: tuple[Payment, ...]
    money: tuple[QuarterMoney, ...]
    reviews: tuple[Review, ...]
    decisions: tuple[Decision, ...]
    satisfaction: tuple[Reading, ...]
    flags: tuple[Flag, ...]
    outlooks: tuple[Outlook, ...]


@dataclass(frozen=True)
class Load:
    """A file that arrived and what became of its rows."""

    file_id: int
    name: str
    received_on: date
    loaded_at: str
    status: str
    rows: int
    loaded: int
    unchanged: int
    rejected: int
    set_aside: int
    problems: int


@dataclass(frozen=True)
class ProblemRow:
    """What could not be loaded, or was marked; `value` is for officers only where children's."""

    sheet: str | None
    cell: str | None
    row_number: int | None
    column_name: str | None
    value: str | None
    rule: str
    severity: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Recordable:
    """What may be chosen when something is entered about an agreement.

    `reviews` are those not held yet; `organisations` the consortium's members and the agreement's
    partner, who may have to decide or must not.
    """

    agreement: Agreement
    partner: Partner
    reviews: tuple[Review, ...]
    decisions: tuple[Decision, ...]
    organisations: tuple[Partner, ...]
