"""Find: partners, agreements and needs by their words."""

from collections.abc import Sequence

from dash import html, register_page

from dashboard.components.links import need_anchor, partner_page
from dashboard.components.page_parts import no_data, nothing, page_header, section, waiting
from dashboard.domain.formatting import plural
from dashboard.pages.find import query
from dashboard.pages.find.query import MOST, Match
from dashboard.web.auth import guarded_layout
from dashboard.web.page import PageRequest, filled

register_page(__name__, path="/find", name="Find", order=13)
KINDS = {"partner": "Partners", "agreement": "Agreements", "need": "Needs"}


@guarded_layout("see_partners")
def layout(**_):
    return waiting("find")


@filled("find", permission="see_partners")
def find(request: PageRequest):
    if not request.session.version:
        return no_data()
    typed = request.named.get("q", "").strip()
    matches = query.find(request.session, typed)
    return [
        page_header("What are you looking for?", _answer(typed, matches), note=_scope(request)),
        *(
            section(name, _listed(kind, matches))
            for kind, name in KINDS.items()
            if _of(kind, matches)
        ),
        None if matches else nothing(HELP),
    ]


HELP = (
    "Type part of a name, a code, a kind of activity or an area in the box at the top of the page. "
    "Every word must occur."
)


def _answer(typed: str, matches: Sequence[Match]) -> str:
    if not typed:
        return "Type a word to find partners, agreements and needs."
    if not matches:
        return f"Nothing is found for ‘{typed}’."
    most = f"The first {MOST}" if len(matches) == MOST else plural(len(matches), "result")
    return f"{most} for ‘{typed}’."


def _scope(request: PageRequest) -> str:
    if request.session.viewer.detail_areas is None:
        return "Partners and agreements of all areas"
    own = ", ".join(sorted(request.session.viewer.areas))
    return f"Partners and agreements of {own}; needs of all areas"


def _of(kind: str, matches: Sequence[Match]) -> list[Match]:
    return [match for match in matches if match.kind == kind]


def _listed(kind: str, matches: Sequence[Match]) -> html.Ul:
    return html.Ul([_line(match) for match in _of(kind, matches)], className="gravest")


def _line(match: Match) -> html.Li:
    address = partner_page(match.partner_code) if match.partner_code else need_anchor(match.code)
    about = html.Span(f" {match.about} · {match.code}", className="quiet")
    return html.Li([html.A(html.B(match.title), href=address), about])
