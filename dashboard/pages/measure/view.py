"""Measure in full: definition, parts, standing, and its tables by area and agreement."""

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.components.charts.lines import Line, line_chart
from dashboard.components.charts.tokens import token
from dashboard.components.links import partner_links, return_page
from dashboard.components.page_parts import facts
from dashboard.components.period import a_year_ago, chosen
from dashboard.components.reading_words import (
    ABSENT,
    ABSENT_WHY,
    beside,
    change,
    coverage,
    is_unfinished,
    rag_word,
    target_by_when,
    value_or_word,
    why_not_rated,
)
from dashboard.components.setting_words import sentence
from dashboard.components.tables.readings import cell, column_kind
from dashboard.components.tables.restatements import because, was_and_is
from dashboard.components.tables.table import Column, Link, Table
from dashboard.domain.formatting import area_name, capitalised, in_unit, uncapitalised
from dashboard.measures.kpi import Reading
from dashboard.measures.quantities import QUANTITIES
from dashboard.measures.restatements import Restatement
from dashboard.pages.measure.query import Behind
from dashboard.views.readings import Compared
from data.formatting import day
from data.policies import Policy
from data.vocabulary.clauses import clause
from data.vocabulary.functions import FUNCTIONS


def answer(compared: Compared) -> str:
    """`87% in 2025/26 Q4: target met. Up 2 points on 2024/25 Q4 (85%).`"""
    now = compared.now
    if now.value is None:
        return f"{ABSENT[now.state][1]}: {uncapitalised(now.note or ABSENT_WHY[now.state])}"
    standing = rag_word(now)
    if is_unfinished(now):
        return f"{value_or_word(now)} so far: {uncapitalised(standing)}."
    moved = change(now, compared.a_year_ago, a_year_ago(now.selection))
    return f"{value_or_word(now)}: {uncapitalised(standing)}. {moved}."


def explained(now: Reading, policy: Policy, revised: Sequence[Restatement]) -> html.Dl:
    """Definition, both parts of the division, period, coverage, standing: each in its own line."""
    kpi = now.kpi
    return facts(
        [
            ("Definition", sentence(kpi.sentence, policy)),
            ("Numerator", _quantity(kpi.numerator, now.numerator, now)),
            ("Denominator", _quantity(kpi.denominator, now.denominator, now)),
            ("Measured by", _quantity(kpi.measured_by, now.measure, now)),
            ("Beside it", beside(now)),
            ("Period", chosen(now.selection)),
            ("Coverage", coverage(now)),
            ("Standing", standing(now, revised)),
            ("Target", target_by_when(now, policy)),
            ("Why not rated", why_not_rated(now)),
            ("Local plan", FUNCTIONS.get(kpi.function or "", "")),
            ("Policy clause", clause(kpi.clause)),
        ]
    )


def _quantity(name: str | None, number: float | None, now: Reading) -> str:
    if name is None:
        return ""
    quantity = QUANTITIES[name]
    if number is None:
        return f"{quantity.words}: {ABSENT.get(now.state, ABSENT['missing'])[1].lower()}"
    return f"{in_unit(quantity.unit, number)} {quantity.words}"


def standing(now: Reading, revised: Sequence[Restatement]) -> str:
    """Provisional while returns are due or missing, revised where the figure has changed since."""
    last, is_whole = now.selection.quarters[-1], now.coverage.received == now.coverage.due
    if is_unfinished(now):
        return f"Provisional: returns are due on {day(last.due_on)}"
    provisional = "" if is_whole else "Provisional: not every return has come"
    changes = [
        f"revised on {day(revision.day)}, it was {value_or_word(revision.before)}"
        for revision in revised
    ]
    statement = "; ".join(filter(None, [provisional, *changes])) or "Settled: every return has come"
    return capitalised(statement)


def over_quarters(line: Sequence[Reading], quarters: Sequence) -> dict:
    drawn = Line(line[0].kpi.title, token("ink"), [reading.value for reading in line])
    return line_chart([drawn], quarters, line[0].kpi.unit)


def summary(line: Sequence[Reading]) -> str:
    known = [reading.value for reading in line if reading.value is not None]
    ends = (min(known), max(known), known[-1])
    low, high, newest = (in_unit(line[0].kpi.unit, value) for value in ends)
    return f"Between {low} and {high} over these quarters; the newest figure is {newest}."


def revision_sentence(entry: Restatement) -> str:
    was, became = was_and_is(entry)
    return f"{day(entry.day)}: from {was} to {became}, because of {because(entry)}."


def areas_table(readings: Mapping[str, Reading], links: Mapping[int, str]) -> Table:
    first = next(iter(readings.values()))
    figures = (Column(title, column_kind(first)) for title in (first.kpi.title, "Target"))
    columns = (Column("Area"), *figures, *map(Column, ("Standing", "Returns")))
    rows = [
        (area_name(area), cell(reading), reading.target, rag_word(reading), coverage(reading))
        for area, reading in readings.items()
    ]
    return Table(f"{first.kpi.title} in each area", columns, rows, links=dict(links))


def agreements_table(behind: Sequence[Behind], title: str) -> Table:
    """Agreement by agreement, each with the way to its return of the period's last quarter."""
    kind = column_kind(behind[0].reading) if behind else "count"
    names = map(Column, ("Partner", "Agreement", "Area"))
    columns = (*names, Column(title, kind), Column("Returns"), Column("Source rows"))
    rows = [
        (
            part.partner.name,
            part.agreement.title,
            area_name(part.agreement.area),
            cell(part.reading),
            f"{part.reading.coverage.received} of {part.reading.coverage.due}",
            _return_link(part),
        )
        for part in behind
    ]
    links = partner_links(part.partner.partner_code for part in behind)
    return Table(f"{title}, agreement by agreement", columns, rows, links=links)


def _return_link(part: Behind) -> Link | None:
    if not part.reading.coverage.received:
        return None
    quarter = part.reading.selection.quarters[-1]
    return Link(f"Return for {quarter}", return_page(part.agreement.agreement_code, quarter))
