"""The parts of a page that show what a trial of settings would have changed."""

from dash import html

from dashboard.backtest.backtest import Backtest
from dashboard.components.cards.chart_card import exports, plain_chart
from dashboard.components.page_parts import more, nothing, section
from dashboard.components.tables.backtest_tables import by_rule, changes_table, ratings_table
from dashboard.components.tables.backtest_words import quarters_said, summary
from dashboard.components.tables.table import shown_table
from dashboard.domain.formatting import plural
from dashboard.pages.backtest.tried import tried_bars

HOW = (
    "Every rule that rests on the setting is judged on the day on which each quarter’s returns "
    "were due, from what was known then. A flag that stands on several of these days counts on "
    "each."
)


def flags_section(found: Backtest, export: str) -> html.Section:
    if not found.changes:
        return section("Flags", nothing("Neither value raises any flag on these quarters."))
    return section(
        "Flags",
        _chart(found),
        shown_table(by_rule(found)) if len(found.rules) > 1 else None,
        _changed(found),
        _kept(found),
        exports(export),
        note=HOW,
    )


def _chart(found: Backtest) -> html.Figure:
    title = f"Flags over {quarters_said(found.trial.quarters)}"
    return plain_chart(title, summary(found), tried_bars(found))


def _changed(found: Backtest) -> html.Div | None:
    caption = "What would have been different, first what would have been raised"
    changed = found.having("raised", "lost", "otherwise")
    return shown_table(changes_table(changed, caption)) if changed else None


def _kept(found: Backtest) -> html.Details | None:
    kept = found.having("kept")
    if not kept:
        return None
    label = f"Show {plural(len(kept), 'flag')} raised either way"
    return more(label, shown_table(changes_table(kept, "Raised either way")), is_rest=True)


def ratings_section(found: Backtest, export: str) -> html.Section:
    table, title = ratings_table(found.ratings), "Measures that would be rated otherwise"
    if not table.rows:
        return section(title, nothing("None, over these quarters."))
    return section(title, shown_table(table), exports(export))
