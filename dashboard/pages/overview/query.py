"""A year so far, the years before it by area, and what is to be expected of the whole."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain.selection import Selection
from dashboard.measures.forecast import History, YearAhead, forecast
from dashboard.measures.kpi import Reading
from dashboard.store.session import Session
from data.calendar import Quarter, academic_year
from data.hub import HUB


def year_ahead(session: Session, selection: Selection, key: str) -> YearAhead:
    """The chosen quarter's year up to it, of a KPI's numerator, which adds up over a year."""
    year, coverage = selection.quarter.year, session.policy().forecast_coverage
    earlier = range(session.quarters[0].year, year)
    whole = _histories(session, selection, key, earlier, [selection.area])
    places = _histories(session, selection, key, earlier, HUB.area_names)
    now = _readings(session, selection, key, selection.quarter.year_so_far())
    before = _readings(session, selection, key, Quarter(year - 1, 1).whole_year())
    steps = [
        forecast(_amounts(now[:n]), _coverage(now[:n]), whole, places, coverage)
        for n in range(1, len(now) + 1)
    ]
    return YearAhead(academic_year(year), academic_year(year - 1), _amounts(before), tuple(steps))


def _histories(
    session: Session,
    selection: Selection,
    key: str,
    years: Sequence[int],
    areas: Sequence[str | None],
) -> list[History]:
    histories = []
    for area in areas:
        for year in years:
            quarters = Quarter(year, 1).whole_year()
            readings = _readings(session, replace(selection, area=area), key, quarters)
            histories.append(History(_amounts(readings), _coverage(readings)))
    return histories


def _readings(
    session: Session, selection: Selection, key: str, quarters: Sequence[Quarter]
) -> list[Reading]:
    each = replace(selection, span="quarter")
    return session.totals.series(each, [key], quarters)[key]


def _amounts(readings: Sequence[Reading]) -> tuple[float | None, ...]:
    return tuple(reading.numerator for reading in readings)


def _coverage(readings: Sequence[Reading]) -> float:
    """The least share of the returns due that came in any of the quarters."""
    shares = [
        reading.coverage.received / reading.coverage.due
        for reading in readings
        if reading.coverage.due
    ]
    return min(shares, default=0.0)
