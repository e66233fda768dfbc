"""A year so far, the years before it by area, and what is to be expected of the whole."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain.selection import Selection
from dashboard.domain.viewer import Viewer
from dashboard.measures.forecast import History, YearAhead, forecast
from dashboard.measures.kpi import Reading
from dashboard.store.door import Door
from dashboard.store.reader import Reader
from dashboard.store.readings import readings_of
from data.calendar import Quarter, academic_year, quarter_of
from data.hub import HUB


class Forecasts(Door):
    """Forecasts of what adds up over a year: a KPI's numerator."""

    def year_ahead(self, viewer: Viewer, selection: Selection, key: str) -> YearAhead:
        """The chosen quarter's year up to it, of the chosen area and function."""
        year = selection.quarter.year
        with self._open() as reader:
            coverage = reader.snapshot().policy().forecast_coverage
            earlier = range(_first_year(reader), year)
            whole = _histories(reader, viewer, selection, key, earlier, [selection.area])
            places = _histories(reader, viewer, selection, key, earlier, HUB.area_names)
            now = _quarters(reader, viewer, selection, key, selection.quarter.year_so_far())
            before = _quarters(reader, viewer, selection, key, Quarter(year - 1, 1).whole_year())
        steps = [
            forecast(_amounts(now[:n]), _coverage(now[:n]), whole, places, coverage)
            for n in range(1, len(now) + 1)
        ]
        return YearAhead(
            academic_year(year), academic_year(year - 1), _amounts(before), tuple(steps)
        )


def _first_year(reader: Reader) -> int:
    starts = [agreement.starts_on for agreement in reader.snapshot().agreements.values()]
    return quarter_of(min([*starts, reader.today])).year


def _histories(
    reader: Reader,
    viewer: Viewer,
    selection: Selection,
    key: str,
    years: Sequence[int],
    areas: Sequence[str | None],
) -> list[History]:
    found = []
    for area in areas:
        for year in years:
            quarters = Quarter(year, 1).whole_year()
            chosen = replace(selection, area=area)
            read = _quarters(reader, viewer, chosen, key, quarters)
            found.append(History(_amounts(read), _coverage(read)))
    return found


def _quarters(
    reader: Reader,
    viewer: Viewer,
    selection: Selection,
    key: str,
    quarters: Sequence[Quarter],
) -> list[Reading]:
    each = [replace(selection, quarter=quarter, span="quarter") for quarter in quarters]
    return [reading for (reading,) in readings_of(reader, viewer, each, [key])]


def _amounts(readings: Sequence[Reading]) -> tuple[float | None, ...]:
    return tuple(reading.numerator for reading in readings)


def _coverage(readings: Sequence[Reading]) -> float:
    """The least share of the returns due that came in any of the quarters."""
    shares = [one.coverage.received / one.coverage.due for one in readings if one.coverage.due]
    return min(shares, default=0.0)
