"""A measure in each area and in each agreement, with the way to its return."""

from collections.abc import Mapping, Sequence

from dashboard.components.cards.kpi_card import coverage
from dashboard.components.links import partner_page, return_page
from dashboard.components.reading_words import WORDS, why_grey
from dashboard.components.tables.readings import KINDS, cell
from dashboard.components.tables.table import Column, Link, Table
from dashboard.domain.formatting import area_name, in_unit
from dashboard.measures.kpi import Reading
from dashboard.views.partners_and_returns import Behind


def areas_table(readings: Mapping[str, Reading], links: Mapping[int, str]) -> Table:
    title = next(iter(readings.values())).kpi.title
    columns = (
        Column("Area"),
        Column(title, _kind(next(iter(readings.values())))),
        Column("Target"),
        Column("Standing"),
        Column("Returns"),
    )
    rows = [
        (
            area_name(area),
            cell(one),
            "–" if one.target is None else in_unit(one.kpi.unit, one.target),
            why_grey(one) if one.rag == "grey" else WORDS[one.rag],
            coverage(one),
        )
        for area, one in readings.items()
    ]
    return Table(f"{title} in each area", columns, rows, links=dict(links))


def _kind(reading: Reading) -> str:
    return KINDS.get(reading.kpi.unit, "count")


def behind_table(behind: Sequence[Behind], title: str) -> Table:
    """Agreement by agreement, each with the way to its return of the period's last quarter."""
    kind = _kind(behind[0].reading) if behind else "count"
    columns = (
        Column("Partner"),
        Column("Agreement"),
        Column("Area"),
        Column(title, kind),
        Column("Returns"),
        Column("Source rows"),
    )
    rows = [
        (
            one.partner.name,
            one.agreement.title,
            area_name(one.agreement.area),
            cell(one.reading),
            f"{one.reading.coverage.received} of {one.reading.coverage.due}",
            _way(one),
        )
        for one in behind
    ]
    links = {at: partner_page(one.partner.partner_code) for at, one in enumerate(behind)}
    return Table(f"{title}, agreement by agreement", columns, rows, links=links)


def _way(one: Behind) -> Link | None:
    if not one.reading.coverage.received:
        return None
    quarter = one.reading.selection.quarters[-1]
    return Link(f"Return for {quarter}", return_page(one.agreement.agreement_code, quarter))
