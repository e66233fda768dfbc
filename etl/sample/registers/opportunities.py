"""The opportunities register: what was put out to be commissioned."""

from dataclasses import dataclass
from datetime import date, timedelta

from etl.sample.hub import Row, SampleHub
from etl.sample.money import value
from etl.sample.plan import Agreement
from etl.sample.registers.agreements import APPROVED_BEFORE, opportunity_of

OPEN_FOR, DECIDED_AFTER = 45, 30  # days
CHANNELS = (
    "website; social media",
    "website; social media; event",
    "website; outreach",
    "website; outreach; direct",
)
RUNNING_SINCE, RUNNING_FOR = 20, 25  # days of the call that is open today
RUNNING_VALUE = 14_000_00


@dataclass(frozen=True)
class Opportunity:
    """An open call; without a winner it is not decided yet."""

    code: str
    area: str
    title: str
    need: str
    value: int
    opened_on: date
    closed_on: date
    winner: str | None = None

    @property
    def decided_on(self) -> date:
        return self.closed_on + timedelta(days=DECIDED_AFTER)


def rows(hub: SampleHub) -> list[Row]:
    """One row per open call."""
    return [
        {
            "opportunity_code": call.code,
            "area": call.area,
            "title": call.title,
            "need_code": call.need,
            "value": call.value,
            "opened_on": call.opened_on,
            "closed_on": call.closed_on,
            "channels": CHANNELS[n % len(CHANNELS)],
        }
        for n, call in enumerate(opportunities(hub))
    ]


def opportunities(hub: SampleHub) -> list[Opportunity]:
    """The calls behind agreements, and one that is open today for the uncovered need."""
    return [*(_behind(hub, a) for a in hub.agreements if a.open_call), _open_today(hub)]


def _behind(hub: SampleHub, agreement: Agreement) -> Opportunity:
    decided = agreement.starts_on - timedelta(days=APPROVED_BEFORE)
    closed = decided - timedelta(days=DECIDED_AFTER)
    return Opportunity(
        code=opportunity_of(agreement),
        area=agreement.area,
        title=agreement.title,
        need=agreement.need,
        value=value(hub, agreement),
        opened_on=closed - timedelta(days=OPEN_FOR),
        closed_on=closed,
        winner=agreement.partner.code,
    )


def _open_today(hub: SampleHub) -> Opportunity:
    need = next(need for need in hub.needs if need.story == "uncovered")
    return Opportunity(
        code="C-0999",
        area=need.area,
        title="First music groups for newly arrived children",
        need=need.code,
        value=RUNNING_VALUE,
        opened_on=hub.today - timedelta(days=RUNNING_SINCE),
        closed_on=hub.today + timedelta(days=RUNNING_FOR),
    )
