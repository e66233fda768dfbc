"""Find: partners, agreements and needs by their words."""

from collections.abc import Sequence

from dash import html, register_page

from dashboard.components.links import need_anchor, partner_page
from dashboard.components.page_parts import no_data, nothing, page_header, section, waiting
from dashboard.domain.formatting import plural
from dashboard.store.finding import MOST
from dashboard.views.partners_and_returns import Found
from dashboard.web.auth import guarded_layout
from dashboard.web.page import Asked, filled

register_page(__name__, path="/find", name="Find", order=13)
KINDS = {"partner": "Partners", "agreement": "Agreements", "need": "Needs"}


@guarded_layout("see_partners")
def layout(**_):
    return waiting("find")


@filled("find", permission="see_partners")
def find(asked: Asked):
    if not asked.store.version():
        return no_data()
    typed = asked.named.get("q", "").strip()
    found = asked.store.find(asked.viewer, typed)
    return [
        page_header("What are you looking for?", _answer(typed, found), note=_scope(asked)),
        *(section(name, _listed(kind, found)) for kind, name in KINDS.items() if _of(kind, found)),
        None if found else nothing(HELP),
    ]


HELP = (
    "Type part of a name, a code, a kind of activity or an area in the box at the top of the page. "
    "Every word must occur."
)


def _answer(typed: str, found: Sequence[Found]) -> str:
    if not typed:
        return "Type a word to find partners, agreements and needs."
    if not found:
        return f"Nothing is found for ‘{typed}’."
    most = f"The first {MOST}" if len(found) == MOST else plural(len(found), "result")
    return f"{most} for ‘{typed}’."


def _scope(asked: Asked) -> str:
    if asked.viewer.detail_areas is None:
        return "Partners and agreements of all areas"
    return f"Partners and agreements of {', '.join(sorted(asked.viewer.areas))}; needs of all areas"


def _of(kind: str, found: Sequence[Found]) -> list[Found]:
    return [one for one in found if one.kind == kind]


def _listed(kind: str, found: Sequence[Found]) -> html.Ul:
    return html.Ul([_line(one) for one in _of(kind, found)], className="gravest")


def _line(one: Found) -> html.Li:
    address = partner_page(one.partner_code) if one.partner_code else need_anchor(one.code)
    about = html.Span(f" {one.about} · {one.code}", className="quiet")
    return html.Li([html.A(html.B(one.title), href=address), about])
