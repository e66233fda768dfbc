"""Files that were sent: checked, loaded, and what became of every row."""

from urllib.parse import parse_qs

from dash import dcc, html, register_page

from dashboard import guard, uploads
from dashboard.access import NotFound
from dashboard.form_tokens import token_for
from dashboard.guard import guarded_layout
from dashboard.handed import HandedIn
from dashboard.layout import handed
from dashboard.layout.page_header import page_header
from dashboard.layout.sending import act_button, alarm
from dashboard.layout.states import state, waiting
from dashboard.live import Asked, followed
from dashboard.sending import HOME, page_of

AT_WORK = ("checking", "loading")
LOOK_MS = 1_500


def knows(job: str) -> bool:
    """Whether the viewer may see such a job, for the status of the address."""
    return guard.viewer().may("load") and uploads.is_there(guard.settings(), job)


register_page(__name__, path_template=f"{HOME}/<job>", name="Files sent", order=11, knows=knows)


@guarded_layout("load")
def layout(**_):
    return html.Div([waiting("handed"), dcc.Interval(id="handed-look", interval=LOOK_MS)])


@followed("handed", permission="load")
def handed_in(asked: Asked):
    """The page, and whether more is to come."""
    job_id = asked.path.rstrip("/").rpartition("/")[2]
    try:
        job = uploads.handed_in(guard.settings(), job_id)
    except NotFound as gone:
        return state("Not here", str(gone), ("Send files", HOME), ("Data", "/data")), False
    why = parse_qs(asked.search[:200].lstrip("?")).get("why", [None])[-1]
    header = page_header("What becomes of these files?", handed.answer(job), is_live=True)
    return [header, html.Div([alarm(why), *_content(job)])], job.state in AT_WORK


def _content(job: HandedIn) -> list:
    if job.state in AT_WORK:
        return [handed.progress(job)]
    if job.state in ("interrupted", "failed"):
        return [_trouble(job), *(handed.report(job) if job.files else [])]
    buttons = _after(job) if job.state == "loaded" else _before(job)
    return [html.Div(buttons, className="acts"), *handed.report(job)]


def _trouble(job: HandedIn) -> html.Div:
    label = "Try again" if job.state == "failed" else "Start again"
    return html.Div(
        [
            html.P(job.trouble) if job.trouble else None,
            html.Div([_button(job, label, "again", True), _drop(job)], className="acts"),
        ]
    )


def _before(job: HandedIn) -> list:
    if job.may_load:
        return [_button(job, "Load these files", "load", True), _drop(job)]
    known = all(file.status == "duplicate" for file in job.files)
    why = "The hub holds these very files already." if known else "Nothing in them can be loaded."
    return [html.P(why), html.A("Send other files", href=HOME)]


def _after(job: HandedIn) -> list:
    return [
        html.A("See them among the hub’s data", href="/data"),
        html.A("Send more files", href=HOME),
    ]


def _drop(job: HandedIn) -> html.Form:
    return _button(job, "Do not load them", "drop")


def _button(job: HandedIn, label: str, act: str, is_first: bool = False) -> html.Form:
    return act_button(label, f"{page_of(job.id)}/{act}", token_for(job.id), is_first)
