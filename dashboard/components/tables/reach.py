"""Reach: children on free school meals among those reached, and schools not yet reached."""

from collections.abc import Mapping, Sequence

from dashboard.components.cards.chart_card import chart_card
from dashboard.components.charts.dumbbell import Pair, dumbbells
from dashboard.components.charts.tokens import area_colour
from dashboard.components.page_parts import nothing
from dashboard.components.tables.table import Column, Table, or_absent
from dashboard.domain.facts import School
from dashboard.domain.formatting import area_name, plural
from dashboard.measures.kpi import Reading
from dashboard.views.impact import Unreached
from data.calendar import Quarter
from data.formatting import listed

LAST = 4  # the quarter with which an academic year ends


def inclusion_chart(readings: Mapping[str, Reading], table: Table, export: str):
    """Children on free school meals among those reached, beside the area's pupils."""
    pairs = [
        Pair(
            area_name(area),
            reading.measure,
            reading.numerator / reading.denominator,
            area_colour(area),
        )
        for area, reading in readings.items()
        if reading.state == "ok" and reading.measure
    ]
    if not pairs:
        return nothing("Nothing is released yet about free school meals for this choice.")
    above = [pair.name for pair in pairs if pair.after >= pair.before]
    summary = (
        f"Above the share among pupils in {listed(above)}."
        if above
        else "Below the share among pupils in every area."
    )
    return chart_card(
        "Children on free school meals: among pupils, and among those reached",
        f"{summary} Hollow: all pupils of the area (2022/23); filled: children reached whose "
        "status is known.",
        dumbbells([("", pairs)]),
        table,
        export,
    )


def schools_table(schools: Sequence[School]) -> Table:
    columns = (Column("School"), Column("Area"), Column("Phase"), Column("Pupils", "count"))
    rows = [
        (school.name, area_name(school.area), school.phase.capitalize(), or_absent(school.pupils))
        for school in schools
    ]
    return Table("Schools not yet reached this academic year, by name", columns, rows)


def schools_sentence(unreached: Unreached, quarter: Quarter) -> str:
    """From September to the chosen quarter's end."""
    when = f"in {quarter.academic_year}{' so far' if quarter.number < LAST else ''}"
    if not unreached.schools:
        return f"Every school of the register has had a session {when}."
    many, have = plural(unreached.schools, "school"), "has" if unreached.schools == 1 else "have"
    return f"{many} with {unreached.pupils:,} pupils {have} had no session {when}."
