"""Impact in a sentence, and answers from 1 to 5: how they are spread, and whose they are."""

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.components.cards.chart_card import chart_card
from dashboard.components.page_parts import nothing
from dashboard.components.period import a_year_ago
from dashboard.components.reading_words import is_unfinished
from dashboard.components.tables.table import Absent, Column, Table
from dashboard.domain.formatting import area_name, in_unit, share
from dashboard.measures.kpi import Reading
from dashboard.pages.impact.diverging import Tone, diverging_parts, part, spread_key
from dashboard.views.impact import RESPONDENTS, Parts
from dashboard.views.readings import Compared

ANSWERED = {
    "1, worst": Tone(-1, "worse-2", "worse-ink"),
    "2": Tone(-1, "worse-1"),
    "3": Tone(0, "neither"),
    "4": Tone(1, "better-1"),
    "5, best": Tone(1, "better-2", "better-ink"),
}


def answer(learned: Compared, pleased: Compared) -> str:
    """`76% of scores before and after rose, up from 74% …; 81% of answers were positive.`"""
    parts = [
        _clause(learned, "of scores before and after rose"),
        _clause(pleased, "of answers were positive"),
    ]
    known = [part for part in parts if part]
    if not known:
        return "Too little has been reported to say what changed for children."
    return f"{'; '.join(known)}."


def _clause(compared: Compared, words: str) -> str:
    now, then = compared.now, compared.a_year_ago
    if now.value is None:
        return ""
    share = f"{in_unit(now.kpi.unit, now.value)} {words}"
    if is_unfinished(now):
        return f"{share} so far"
    if then.value is None:
        return share
    before = in_unit(then.kpi.unit, then.value)
    way = "as" if before == in_unit(now.kpi.unit, now.value) else _direction(now, then)
    return f"{share}, {way} {before} in {a_year_ago(now.selection)}".replace(f"as {before}", "as")


def _direction(now: Reading, then: Reading) -> str:
    return "up from" if now.value > then.value else "down from"


def answers_chart(
    title: str, answered: Mapping[str | None, Parts], table: Table, export: str
) -> html.Figure | html.P:
    rows = [
        (_respondent(respondent), parts)
        for respondent, parts in answered.items()
        if parts.state == "ok"
    ]
    if not rows:
        return nothing("No answers have come for this choice, or too few to show.")
    first = rows[0][1]
    return chart_card(
        title,
        f"{share(first.good)} of {first.whole:,} answers scored 4 or 5: they lie right "
        "of the line, 1 and 2 left of it.",
        diverging_parts(rows, ANSWERED, "positive"),
        table,
        export,
        key=spread_key(rows, ANSWERED),
    )


def answers_table(caption: str, answered: Mapping[str | None, Parts]) -> Table:
    scores = ("1, worst", "2", "3", "4", "5, best")
    columns = (
        Column("Whose answers"),
        Column("Answers", "count"),
        *(Column(score, "share") for score in scores),
        Column("4 or 5", "share"),
    )
    rows = [
        _answers_row(_respondent(respondent), parts, scores)
        for respondent, parts in answered.items()
        if parts.state != "missing"
    ]
    return Table(caption, columns, rows)


def _answers_row(whose: str, parts: Parts, scores: Sequence[str]) -> tuple:
    if parts.state != "ok":
        return (whose, *(Absent("suppressed") for _ in range(len(scores) + 2)))
    return (
        whose,
        parts.whole,
        *(part(parts, score) for score in scores),
        parts.good,
    )


def _respondent(respondent: str | None) -> str:
    if respondent is None:
        return "All"
    return RESPONDENTS.get(respondent) or area_name(respondent)
