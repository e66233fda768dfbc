"""A KPI as a card: value, word, one comparison and coverage; everything else on opening."""

from dash import html

from dashboard.answers import Compared
from dashboard.kpi import FUNCTIONS, Beside, Reading
from dashboard.layout.clauses import clause
from dashboard.layout.comparison import change
from dashboard.layout.more import facts, more
from dashboard.layout.numbers import ABSENT, ABSENT_WHY, plural, quantity, value
from dashboard.layout.period import a_year_ago, chosen
from dashboard.layout.rag import rag, why_not_rated
from dashboard.layout.sparkline import sparkline


def kpi_card(compared: Compared, line: list[Reading] = ()) -> html.Article:
    """`line` holds the readings of the quarters up to the chosen one, for the small line."""
    now = compared.now
    return html.Article(
        [
            html.H3(now.kpi.title),
            html.Div([figure(now), sparkline(list(line))], className="kpi-figure"),
            html.Div(
                [rag(now), html.Span(target(now), className="kpi-line")], className="kpi-judged"
            ),
            html.P(
                change(now, compared.a_year_ago, a_year_ago(now.selection)), className="kpi-line"
            ),
            html.P(coverage(now), className="kpi-coverage"),
            more("How it is worked out", _explained(compared), about=now.kpi.title),
        ],
        className="kpi",
    )


def figure(reading: Reading) -> html.P:
    """The value, or a word that tells missing, suppressed and not applicable apart."""
    if reading.state == "ok" and reading.value is not None:
        return html.P(value(reading.kpi.unit, reading.value), className="kpi-value")
    symbol, word = ABSENT.get(reading.state, ABSENT["missing"])
    return html.P([html.I(f"{symbol} "), word], className="kpi-value is-word")


def target(reading: Reading) -> str:
    if reading.target is None:
        return ""
    aim = value(reading.kpi.unit, reading.target)
    return f"Best at {aim}" if reading.kpi.better == "one" else f"Target {aim}"


def coverage(reading: Reading) -> str:
    """`27 of 31 returns received`."""
    if not reading.coverage.due:
        return "No return is due for this period"
    due = plural(reading.coverage.due, "return")
    return f"{reading.coverage.received} of {due} received"


def _explained(compared: Compared) -> html.Dl:
    now = compared.now
    kpi = now.kpi
    return facts(
        [
            ("Definition", kpi.sentence),
            ("Worked out from", division(now)),
            ("Why no figure", _why_absent(now)),
            ("Why not rated", why_not_rated(now)),
            ("Beside it", "; ".join(_beside(now))),
            ("For", chosen(now.selection)),
            ("Quarter before", _quarter_before(compared)),
            ("Coverage", coverage(now)),
            ("Target", _target_said(now)),
            ("Local plan", FUNCTIONS.get(kpi.function or "", "")),
            ("Policy clause", clause(kpi.clause)),
            ("Source", html.A("Returns and registers loaded", href="/data")),
        ]
    )


def _quarter_before(compared: Compared) -> str:
    """Of a quarter only: a year before its last quarter is the same year."""
    if compared.now.selection.span != "quarter":
        return ""
    return change(compared.now, compared.a_quarter_ago, "the quarter before")


def _why_absent(reading: Reading) -> str:
    return "" if reading.state == "ok" else reading.note or ABSENT_WHY[reading.state]


def division(reading: Reading) -> str:
    """`1,230 attended ÷ 1,400 enrolled`, in the words of the warehouse's quantities."""
    kpi = reading.kpi
    if reading.state != "ok" or reading.numerator is None:
        return ""
    above = f"{quantity(kpi, kpi.numerator, reading.numerator)} ({_words(kpi.numerator)})"
    if kpi.denominator is None or reading.denominator is None:
        return above
    below = quantity(kpi, kpi.denominator, reading.denominator)
    return f"{above} ÷ {below} ({_words(kpi.denominator)})"


def _words(quantity_name: str) -> str:
    return quantity_name.removesuffix("_pence").replace("_", " ")


def _beside(reading: Reading) -> list[str]:
    return [f"{one.label}: {_number(reading, one)}" for one in reading.beside]


def _number(reading: Reading, one: Beside) -> str:
    if one.state == "ok":
        return quantity(reading.kpi, one.label, one.value)
    return ABSENT[one.state][1].lower()


def _target_said(reading: Reading) -> str:
    if reading.target is None:
        return "None set"
    return (
        f"{value(reading.kpi.unit, reading.target)} by the end of this period "
        "(local setting, to be confirmed by the Executive Group)"
    )
