"""KPI card: value, mark, one comparison and coverage; everything else on opening."""

from dash import html

from dashboard.components.charts.inline import sparkline
from dashboard.components.links import measure_page
from dashboard.components.page_parts import disclosure, facts
from dashboard.components.period import a_year_ago, chosen
from dashboard.components.reading_words import (
    ABSENT,
    ABSENT_WHY,
    beside,
    change,
    coverage,
    is_unfinished,
    rag,
    target_by_when,
    why_not_rated,
)
from dashboard.components.setting_words import sentence
from dashboard.domain.formatting import in_unit
from dashboard.measures.kpi import Reading
from dashboard.views.readings import Compared
from data.policies import Policy
from data.vocabulary.clauses import clause
from data.vocabulary.functions import FUNCTIONS


def kpi_card(compared: Compared, policy: Policy, line: list[Reading] = ()) -> html.Article:
    """`line` holds the readings of the quarters up to the chosen one, for the small line."""
    now = compared.now
    return html.Article(
        [
            html.H3(html.A(now.kpi.title, href=measure_page(now.kpi.key))),
            html.Div([figure(now), sparkline(list(line))], className="kpi-figure"),
            html.Div(
                [rag(now), html.Span(target(now), className="kpi-line")], className="kpi-judged"
            ),
            html.P(_beside_last_year(compared), className="kpi-line"),
            html.P(f"{coverage(now)}{_provisional(now)}", className="kpi-coverage"),
            disclosure("How it is worked out", _explained(compared, policy), about=now.kpi.title),
        ],
        className="kpi",
    )


def figure(reading: Reading) -> html.P:
    """The value, or a word that tells missing, suppressed and not applicable apart."""
    if reading.state == "ok" and reading.value is not None:
        return html.P(in_unit(reading.kpi.unit, reading.value), className="kpi-value")
    symbol, word = ABSENT.get(reading.state, ABSENT["missing"])
    return html.P([html.I(f"{symbol} "), word], className="kpi-value is-word")


def target(reading: Reading) -> str:
    """What counts as met: a least value, or what it is best at and whether more is fine, too."""
    if reading.target is None:
        return ""
    aim = in_unit(reading.kpi.unit, reading.target)
    if reading.kpi.better != "one":
        return f"Target {aim}"
    return f"Best at {aim} or more" if reading.kpi.more_is_fine else f"Best at {aim}"


def _beside_last_year(compared: Compared) -> str:
    """Nothing is compared while most of what is owed may still come."""
    now, when = compared.now, a_year_ago(compared.now.selection)
    if now.value is not None and is_unfinished(now):
        return f"Too early to compare with {when}"
    return change(now, compared.a_year_ago, when)


def _provisional(reading: Reading) -> str:
    """Said while anything that is owed has not come."""
    return " · provisional" if reading.coverage.received < reading.coverage.due else ""


def _explained(compared: Compared, policy: Policy) -> html.Dl:
    now = compared.now
    kpi = now.kpi
    return facts(
        [
            ("Definition", sentence(kpi.sentence, policy)),
            ("Worked out from", now.division),
            ("Why no figure", _why_absent(now)),
            ("Why not rated", why_not_rated(now)),
            ("Beside it", beside(now)),
            ("For", chosen(now.selection)),
            ("Quarter before", _quarter_before(compared)),
            ("Coverage", coverage(now)),
            ("Target", target_by_when(now, policy)),
            ("Local plan", FUNCTIONS.get(kpi.function or "", "")),
            ("Policy clause", clause(kpi.clause)),
            ("Source", html.A("Follow it to the returns", href=measure_page(kpi.key))),
        ]
    )


def _quarter_before(compared: Compared) -> str:
    """Of a quarter only: a year before its last quarter is the same year."""
    if compared.now.selection.span != "quarter":
        return ""
    return change(compared.now, compared.a_quarter_ago, "the quarter before")


def _why_absent(reading: Reading) -> str:
    return "" if reading.state == "ok" else reading.note or ABSENT_WHY[reading.state]
