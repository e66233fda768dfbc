"""Navigation: pages in four groups, and the filter bar."""

from collections.abc import Iterable, Mapping

import dash_bootstrap_components as dbc
from dash import html

from dashboard.domain.formatting import area_name
from dashboard.domain.selection import SPANS
from data.calendar import Quarter
from data.hub import HUB, HUB_WIDE, slug_of
from data.vocabulary.functions import FUNCTIONS

ANY = "any"  # the choice that is left out of the address
LABELS = (("area", "Area"), ("quarter", "Quarter"), ("span", "Period"), ("function", "Function"))
GROUPS = ("Performance", "Money", "Partners", "Governance")


def navigation(pages: Iterable[Mapping], path: str = "") -> html.Nav:
    """`pages` are the registered ones; those without a group are reached from other pages.

    The link to the page of a path says that it is the one that is open.
    """
    listed = list(pages)
    groups = [(group, [page for page in listed if page.get("group") == group]) for group in GROUPS]
    return html.Nav(
        [_group(group, members, path) for group, members in groups if members],
        className="navigation",
        id="navigation",
        **{"aria-label": "Pages"},
    )


def _group(group: str, pages: list[Mapping], path: str) -> html.Div:
    return html.Div([html.H2(group), html.Ul([html.Li(_link(page, path)) for page in pages])])


def _link(page: Mapping, path: str) -> html.A:
    covers = page.get("covers")
    is_open = path == page["path"] or bool(covers and path.startswith(covers))
    section = {"data-section": page["path"]} | ({"data-covers": covers} if covers else {})
    here = {"aria-current": "page"} if is_open else {}
    return html.A(page["name"], href=page["path"], **section, **here)


def filter_bar(
    quarters: Iterable[Quarter], opening: Quarter, classes: str, chosen: Mapping[str, str]
) -> html.Div:
    """Selects; what they choose stands in the address, as `chosen` has it, and nowhere else.

    The classes say which of them the page uses.
    """
    newest_first = sorted(quarters, reverse=True)
    areas = [(slug_of(area), area) for area in (*HUB.area_names, HUB_WIDE)]
    options = {
        "area": [(ANY, "All areas"), *((slug, area_name(area)) for slug, area in areas)],
        "quarter": [(ANY, f"{opening}, latest")]
        + [(str(q), str(q)) for q in newest_first if q != opening],
        "span": [(ANY, "Quarter"), *list(SPANS.items())[1:]],
        "function": [(ANY, "All functions"), *FUNCTIONS.items()],
    }
    return html.Div(
        [_filter(name, label, options[name], chosen.get(name, ANY)) for name, label in LABELS],
        id="filters",
        className=classes,
        role="group",
        **{"aria-label": "Filters"},
    )


def _filter(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> html.Div:
    known = {value.casefold(): value for value, _ in options}
    return html.Div(
        [
            html.Label(label, htmlFor=f"filter-{name}"),
            html.Div(
                dbc.Select(
                    id=f"filter-{name}",
                    options=[{"label": words, "value": value} for value, words in options],
                    value=known.get(chosen.casefold(), ANY),
                ),
                className="filter-box",
            ),
        ],
        className=f"filter filter-{name}",
    )
