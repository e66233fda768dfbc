"""Trial of settings: the sections of what it would have changed, with a bar for each quarter."""

from collections.abc import Iterator, Mapping, Sequence

from dash import html

from dashboard.backtest.backtest import Backtest, Outcome
from dashboard.components.cards.chart_card import plain_chart
from dashboard.components.charts.lines import quarter_axis
from dashboard.components.charts.tokens import note, token
from dashboard.components.page_parts import disclosure, nothing, section
from dashboard.components.period import quarter_count
from dashboard.components.tables.backtests import by_rule, changes_table, ratings_table, summary
from dashboard.components.tables.table import exports, shown_table
from dashboard.domain.formatting import plural
from data.calendar import Quarter

HOW = (
    "Every rule that rests on the setting is judged on the day on which each quarter’s returns "
    "were due, from what was known then. A flag that stands on several of these days counts on "
    "each."
)
HEIGHT = 280
STACKED: tuple[tuple[Outcome, str, str, int], ...] = (  # outcome, sign, colour, up or down
    ("kept", "", "line-strong", 1),
    ("raised", "+", "accent", 1),
    ("lost", "−", "amber", -1),
)
Numbers = Mapping[Outcome, Sequence[int]]


def flags_section(result: Backtest, export: str) -> html.Section:
    if not result.changes:
        return section("Flags", nothing("Neither value raises any flag on these quarters."))
    return section(
        "Flags",
        _chart(result),
        shown_table(by_rule(result)) if len(result.rules) > 1 else None,
        _changed(result),
        _raised_either_way(result),
        exports(export),
        note=HOW,
    )


def _chart(result: Backtest) -> html.Figure:
    title = f"Flags over {quarter_count(result.trial.quarters)}"
    return plain_chart(title, summary(result), tried_bars(result))


def _changed(result: Backtest) -> html.Div | None:
    caption = "What would have been different, first what would have been raised"
    changed = result.having("raised", "lost", "otherwise")
    return shown_table(changes_table(changed, caption)) if changed else None


def _raised_either_way(result: Backtest) -> html.Details | None:
    changes = result.having("kept")
    if not changes:
        return None
    label = f"Show {plural(len(changes), 'flag')} raised either way"
    return disclosure(label, shown_table(changes_table(changes, "Raised either way")), is_rest=True)


def ratings_section(result: Backtest, export: str) -> html.Section:
    table, title = ratings_table(result.ratings), "Measures that would be rated otherwise"
    if not table.rows:
        return section(title, nothing("None, over these quarters."))
    return section(title, shown_table(table), exports(export))


def tried_bars(result: Backtest) -> dict:
    """What is kept and raised stands on the line, what is lost hangs below it."""
    quarters = result.trial.quarters
    numbers = {outcome: _numbers(result, outcome) for outcome, *_ in STACKED}
    top = max(map(sum, zip(numbers["kept"], numbers["raised"], strict=True)), default=0) or 1
    low = max(numbers["lost"], default=0)
    return {
        "data": [_bars(quarters, numbers[stack[0]], *stack) for stack in STACKED],
        "layout": {
            "height": HEIGHT,
            "barmode": "relative",
            "bargap": 0.35,
            "margin": {"l": 4, "r": 4, "t": 34, "b": 4},
            "xaxis": quarter_axis(quarters, range=[-0.6, len(quarters) - 0.4], showline=False),
            "yaxis": {
                "range": [-low - 0.12 * (top + low) * bool(low), 1.15 * top],
                "showgrid": False,
                "zeroline": True,
                "zerolinecolor": token("ink-3"),
                "showticklabels": False,
            },
            "annotations": [_legend(), *_signed(numbers)],
        },
    }


def _numbers(result: Backtest, outcome: Outcome) -> list[int]:
    own = [change.quarter for change in result.having(outcome)]
    return [own.count(quarter) for quarter in result.trial.quarters]


def _bars(
    quarters: Sequence[Quarter], numbers: list[int], outcome: str, sign: str, colour: str, way: int
) -> dict:
    """Those without a sign are numbered inside."""
    return {
        "type": "bar",
        "x": list(range(len(quarters))),
        "y": [way * number for number in numbers],
        "marker": {"color": token(colour)},
        "text": [str(number) if number and not sign else "" for number in numbers],
        "textposition": "inside",
        "textangle": 0,
        "hovertext": [f"{q}<br>{n} {outcome}" for q, n in zip(quarters, numbers, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _signed(numbers: Numbers) -> Iterator[dict]:
    """`+3` over a bar, `−1` under it."""
    for at, (unchanged, raised, lost) in enumerate(zip(*numbers.values(), strict=True)):
        if raised:
            yield _number(f"+{raised}", at, unchanged + raised, "bottom")
        if lost:
            yield _number(f"−{lost}", at, -lost, "top")


def _number(label: str, x: int, y: int, side: str) -> dict:
    return note(label, x=x, y=y, xanchor="center", yanchor=side)


def _legend() -> dict:
    """The outcomes in their colours, with the signs that stand at the bars."""
    words = "   ".join(
        f'<span style="color:{token(colour)}">■</span> {sign} {outcome}'.replace("  ", " ")
        for outcome, sign, colour, _ in STACKED
    )
    return note(words, xref="paper", yref="paper", x=0, y=1, yanchor="bottom", yshift=12)
