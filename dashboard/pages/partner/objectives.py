"""Objectives and how far each has come, as bars against the profile."""

from collections.abc import Sequence

from dash import html

from dashboard.components.links import return_page
from dashboard.components.page_parts import disclosure, nothing
from dashboard.components.tables.table import Column, Table, shown_table
from dashboard.domain.formatting import plural, progress_share, share
from dashboard.pages.partner.objective_history import ObjectiveView
from data.formatting import day

STANDING = {
    "achieved": ("green", "Achieved"),
    "on course": ("green", "On course"),
    "behind": ("amber", "Behind"),
    "missed": ("red", "Missed"),
    "no value": ("grey", "No value yet"),
    "not applicable": ("grey", "Not applicable"),
}


def objectives(views: Sequence[ObjectiveView]) -> html.Div:
    if not views:
        return nothing("No objective is recorded.")
    return html.Div(
        [html.Ul([_line(view) for view in views], className="objectives"), _numbers(views)]
    )


def _line(view: ObjectiveView) -> html.Li:
    rag, word = STANDING[view.state]
    newest = view.newest
    return html.Li(
        [
            html.Div(
                [
                    html.B(view.statement),
                    html.Span(
                        f"{view.measure} · due {day(view.due_on)} · {view.agreement_code}",
                        className="quiet small",
                    ),
                ],
                className="objective-words",
            ),
            html.Div(
                [
                    _bullet(view),
                    html.A(
                        _progress_label(view), href=_return_link(view), className="small numeric"
                    ),
                ]
                if newest
                else html.Span("Nothing measured yet", className="quiet small")
            ),
            html.Span(word, className=f"rag rag-{rag}"),
        ]
    )


def _return_link(view: ObjectiveView) -> str:
    """The return that told of the newest value."""
    return return_page(view.agreement_code, view.newest.quarter, "progress")


def _bullet(view: ObjectiveView) -> html.Div:
    newest = view.newest
    done, expected = max(0.0, min(newest.progress or 0.0, 1.0)), min(_expected(view), 1.0)
    return html.Div(
        [
            html.Span(className="bullet-bar", style={"width": f"{done:.1%}"}),
            html.Span(className="bullet-target", style={"left": f"{expected:.1%}"}),
        ],
        className="bullet",
        **{"aria-hidden": "true"},
    )


def _progress_label(view: ObjectiveView) -> str:
    newest = view.newest
    way = "" if newest.progress is None else f", {_share_label(newest.progress)}"
    start = f", from {_plain(view.baseline)}" if view.baseline else ""
    reached = f"{_plain(newest.value)} of {_plain(view.target)} {view.unit}{start}"
    return f"{reached}{way}; {share(_expected(view))} expected by now"


def _expected(view: ObjectiveView) -> float:
    return view.newest.profile if view.expected is None else view.expected


def _plain(number: float | None) -> str:
    return "–" if number is None else f"{number:,.10g}"


def _numbers(views: Sequence[ObjectiveView]) -> html.Details:
    columns = (
        "Objective",
        "Quarter",
        "Value so far",
        "Progress",
        "Profile",
        "Partner's own rating",
        "Words",
    )
    kinds = ("text", "text", "ratio", "share", "share", "text", "text")
    rows = [
        (
            view.objective_code,
            str(step.quarter),
            step.value,
            step.progress,
            step.profile,
            step.own_rating,
            " ".join(filter(None, (step.activities, step.outcome, step.challenges))),
        )
        for view in views
        for step in view.steps
    ]
    table = Table(
        "Objectives by quarter",
        tuple(Column(title, kind) for title, kind in zip(columns, kinds, strict=True)),
        rows,
    )
    return disclosure(
        f"Show {plural(len(rows), 'report')} by quarter",
        shown_table(table),
        about="on objectives",
        is_rest=True,
    )


def _share_label(progress: float) -> str:
    return f"{progress_share(progress)} of the way" if progress >= 0 else progress_share(progress)
