"""Money of the sample: what each agreement is worth in a year, so that all fit in the streams."""

from functools import cache

from data.calendar import Quarter
from etl.sample.hub import SampleHub
from etl.sample.plan import Agreement
from etl.sample.schools import PUPILS
from etl.sample.shares import split

REVENUE = 150_486_600  # pence a year: the grant reported for the hub's first year
CAPITAL = 49_433_600  # pence over two years
HUB_WIDE = 6_000_000  # of the revenue, a year; invented
LOCAL = {
    "Bedford": 31_000,
    "Central Bedfordshire": 52_000,
    "Luton": 38_000,
    "Milton Keynes": 47_000,
}
SPENT_IN = (30, 30, 30, 10)  # percent of a year's money in each of its quarters
UNASSIGNED = 0.02  # share of an area's grant that no agreement holds


@cache
def revenue_shares() -> dict[str, int]:
    """The areas' shares of the revenue grant, split by pupils: a sample split, not the real one."""
    return dict(zip(PUPILS, split(REVENUE - HUB_WIDE, _pupils()), strict=True)) | {"Hub": HUB_WIDE}


@cache
def capital_shares() -> dict[str, int]:
    """The areas' shares of the capital grant over two years, split by pupils likewise."""
    return dict(zip(PUPILS, split(CAPITAL, _pupils()), strict=True))


def yearly(hub: SampleHub, agreement: Agreement) -> int:
    """Pence that an agreement is worth in a full year."""
    if agreement.is_own_delivery:
        return _rest(hub, agreement.area)
    if agreement.yearly == "capital":
        return int(capital_shares()[agreement.area] * (1 - UNASSIGNED) / 2)
    return int(agreement.yearly) * 100


def within(hub: SampleHub, agreement: Agreement, year: int) -> int:
    """Pence that belong to one academic year of an agreement."""
    return sum(due(hub, agreement, q) for q in agreement.quarters if q.year == year)


def value(hub: SampleHub, agreement: Agreement) -> int:
    """Pence over the agreement's whole life."""
    return sum(within(hub, agreement, year) for year in agreement.years)


def due(hub: SampleHub, agreement: Agreement, quarter: Quarter) -> int:
    """Pence that the profile expects to be spent in a quarter."""
    return yearly(hub, agreement) * SPENT_IN[quarter.number - 1] // 100


def _rest(hub: SampleHub, area: str) -> int:
    """What the dearest year leaves of an area's share for the service's own delivery."""
    dearest = max(_partners_total(hub, area, year) for year in hub.years)
    rest = int(revenue_shares()[area] * (1 - UNASSIGNED)) - dearest
    return rest - rest % 100_000


def _partners_total(hub: SampleHub, area: str, year: int) -> int:
    return sum(
        within(hub, agreement, year)
        for agreement in hub.agreements
        if agreement.area == area
        and agreement.stream == "revenue grant"
        and not agreement.is_own_delivery
    )


def _pupils() -> list[float]:
    return [pupils for _, pupils in PUPILS.values()]
