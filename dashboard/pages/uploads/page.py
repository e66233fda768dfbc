"""Files that were sent: checked, loaded, and what became of every row."""

from urllib.parse import parse_qs

from dash import dcc, html, register_page

from dashboard.components.forms import act_button, failure_note
from dashboard.components.page_parts import page_header, state, waiting
from dashboard.domain.viewer import NotFound
from dashboard.pages.uploads.report import report
from dashboard.pages.uploads.view import answer, progress
from dashboard.views.uploads import HandedIn
from dashboard.web import auth, etl_gateway
from dashboard.web.auth import guarded_layout
from dashboard.web.csrf import token_for
from dashboard.web.page import PageRequest, followed
from dashboard.web.upload_routes import HOME, page_of

AT_WORK = ("checking", "loading")
LOOK_MS = 1_500


def knows(job: str) -> bool:
    """Whether the viewer may see such a job, for the status of the address."""
    return auth.viewer().may("load") and etl_gateway.is_there(auth.settings(), job)


register_page(__name__, path_template=f"{HOME}/<job>", name="Files sent", order=11, knows=knows)


@guarded_layout("load")
def layout(**_):
    return html.Div([waiting("handed"), dcc.Interval(id="handed-look", interval=LOOK_MS)])


@followed("handed", permission="load")
def handed_in(request: PageRequest):
    """The page, and whether more is to come."""
    job_id = request.path.rstrip("/").rpartition("/")[2]
    try:
        job = etl_gateway.handed_in(auth.settings(), job_id)
    except NotFound as gone:
        return state("Not here", str(gone), ("Send files", HOME), ("Data", "/data")), False
    why = parse_qs(request.search[:200].lstrip("?")).get("why", [None])[-1]
    header = page_header("What becomes of these files?", answer(job), is_live=True)
    return [header, html.Div([failure_note(why), *_content(job)])], job.state in AT_WORK


def _content(job: HandedIn) -> list:
    if job.state in AT_WORK:
        return [progress(job)]
    if job.state in ("interrupted", "failed"):
        return [_trouble(job), *(report(job) if job.files else [])]
    buttons = _after(job) if job.state == "loaded" else _before(job)
    return [html.Div(buttons, className="acts"), *report(job)]


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
