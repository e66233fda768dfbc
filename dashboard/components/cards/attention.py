"""Flags that need attention: their numbers by kind, and then the gravest few."""

from collections import Counter
from collections.abc import Sequence

from dash import html

from dashboard.components.links import partner_page
from dashboard.components.page_parts import nothing
from dashboard.domain.formatting import area_name
from dashboard.policy.flag import KINDS, ORDER, Flag, gravest
from data.formatting import day


def attention(raised: Sequence[Flag]) -> html.Div:
    if not raised:
        return nothing("No flag is raised for what is chosen.")
    return html.Div(
        [counted(raised), html.Ul([_line(flag) for flag in gravest(raised)], className="gravest")]
    )


def counted(raised: Sequence[Flag]) -> html.Ul:
    by_kind = Counter(flag.rule.kind for flag in raised)
    return html.Ul(
        [
            html.Li([html.B(str(by_kind[kind])), html.A(KINDS[kind], href=f"/flags#{kind}")])
            for kind in ORDER
            if by_kind[kind]
        ],
        className="count-list",
    )


def _line(flag: Flag) -> html.Li:
    since = f" since {day(flag.finding.since)}" if flag.finding.since else ""
    who = (
        html.A(flag.partner_name, href=partner_page(flag.partner_code))
        if flag.partner_code
        else area_name(flag.area)
    )
    return html.Li(
        [
            html.B(f"{flag.rule.title}: "),
            who,
            html.Span(f" ({area_name(flag.area)}){since}", className="quiet"),
        ]
    )
