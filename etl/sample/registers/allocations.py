"""The allocations register: a made-up split by pupils, since the real one is not public."""

from collections.abc import Iterator

from data.calendar import academic_year
from data.hub import HUB_WIDE
from etl.sample.hub import Row, SampleHub
from etl.sample.money import LOCAL, capital_shares, revenue_shares, within

TITLE = "Sample data: the split between the music services is by pupils and made up"


def rows(hub: SampleHub) -> list[Row]:
    """One row per agreement and year, then each service's own share of each stream."""
    allocations = [*_to_agreements(hub), *_to_services(hub)]
    return [
        {"allocation_ref": f"SAMPLE-{n:04d}"} | row for n, row in enumerate(allocations, start=1)
    ]


def _to_agreements(hub: SampleHub) -> Iterator[Row]:
    for year in hub.years:
        for agreement in hub.agreements:
            amount = within(hub, agreement, year)
            if amount:
                yield _row(agreement.area, year, agreement.stream, amount, agreement.code)


def _to_services(hub: SampleHub) -> Iterator[Row]:
    for year in hub.years:
        for area in (*LOCAL, HUB_WIDE):
            yield from _own_shares(hub, area, year)


def _own_shares(hub: SampleHub, area: str, year: int) -> Iterator[Row]:
    """What is left of the grants after the agreements, and what the authority adds."""
    revenue = revenue_shares()[area] - _held(hub, area, year, "revenue grant")
    yield _row(area, year, "revenue grant", revenue)
    if area == HUB_WIDE:
        return
    if year in hub.years[-2:]:
        held = _held(hub, area, year, "capital grant")
        yield _row(area, year, "capital grant", _capital(area, year == hub.years[-1]) - held)
    yield _row(area, year, "local authority", LOCAL[area] * 100)


def _capital(area: str, is_last: bool) -> int:
    """An area's capital in one of its two years; an odd penny belongs to the second."""
    whole = capital_shares()[area]
    return whole - whole // 2 if is_last else whole // 2


def _held(hub: SampleHub, area: str, year: int, stream: str) -> int:
    return sum(
        within(hub, agreement, year)
        for agreement in hub.agreements
        if (agreement.area, agreement.stream) == (area, stream)
    )


def _row(area: str, year: int, stream: str, amount: int, agreement_code: str = "") -> Row:
    return {
        "area": area,
        "year": academic_year(year),
        "stream": stream,
        "amount": amount,
        "agreement_code": agreement_code,
    }
