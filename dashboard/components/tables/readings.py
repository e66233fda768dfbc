"""Readings as tables: by area, over quarters, and beside this quarter so far."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.components.reading_words import coverage, rag_word, value_or_word
from dashboard.components.tables.table import Absent, Column, Figure, Table
from dashboard.domain.formatting import area_name
from dashboard.measures.kpi import Reading
from data.calendar import Quarter

KINDS = {"share": "share", "pence": "pence", "ratio": "ratio"}


def cell(reading: Reading) -> Any:
    """The plain value, or what stands for it."""
    return reading.value if reading.state == "ok" else Absent(reading.state)


def figure(reading: Reading) -> Figure | Absent:
    """The value in its unit, for a column of measures in several."""
    is_known = reading.state == "ok" and reading.value is not None
    return _in_its_unit(reading, reading.value) if is_known else Absent(reading.state)


def target_figure(reading: Reading) -> Figure | None:
    return None if reading.target is None else _in_its_unit(reading, reading.target)


def _in_its_unit(reading: Reading, number: float) -> Figure:
    return Figure(number, column_kind(reading))


def by_area(
    caption: str, readings: Mapping[str, Mapping[str, Reading]], areas: Sequence[str]
) -> Table:
    """One row per area, one column per KPI; `readings` is {key: {area: reading}}."""
    columns = [
        Column(next(iter(row.values())).kpi.title, column_kind(next(iter(row.values()))))
        for row in readings.values()
    ]
    rows = [(area_name(area), *(cell(row[area]) for row in readings.values())) for area in areas]
    return Table(caption, (Column("Area"), *columns), rows)


def over_quarters(
    caption: str, series: Mapping[str, Sequence[Reading]], quarters: Sequence[Quarter]
) -> Table:
    """One row per quarter, one column per name."""
    columns = [Column(name, column_kind(line[0])) for name, line in series.items()]
    rows = [
        (str(quarter), *(cell(line[at]) for line in series.values()))
        for at, quarter in enumerate(quarters)
    ]
    return Table(caption, (Column("Quarter"), *columns), rows)


def against_target(caption: str, readings: Sequence[Reading]) -> Table:
    columns = ("Measure", "Value", "Target", "Standing", "Returns", "Worked out from")
    rows = [
        (
            reading.kpi.title,
            figure(reading),
            target_figure(reading),
            rag_word(reading),
            coverage(reading),
            reading.division,
        )
        for reading in readings
    ]
    return Table(caption, tuple(Column(title) for title in columns), rows)


def side_by_side(
    caption: str, then: Sequence[Reading], now: Sequence[Reading], names: tuple[str, str]
) -> Table:
    """The chosen quarter beside the one still running."""
    columns = (Column("Measure"), Column(names[0]), Column(names[1]), Column("Returns so far"))
    rows = [
        (before.kpi.title, value_or_word(before), value_or_word(after), coverage(after))
        for before, after in zip(then, now, strict=True)
    ]
    return Table(caption, columns, rows)


def column_kind(reading: Reading) -> str:
    return KINDS.get(reading.kpi.unit, "count")
