"""The way round: pages in four groups, and the filter bar."""

from collections.abc import Iterable, Mapping

import dash_bootstrap_components as dbc
from dash import html

from dashboard.kpi import FUNCTIONS
from dashboard.layout.period import area_said
from dashboard.selection import SPANS
from data.hub import HUB, HUB_WIDE, slug_of
from data.warehouse.quarters import Quarter

ANY = "any"  # the choice that is left out of the address
GROUPS = ("Performance", "Money", "Partners", "Governance")


def navigation(pages: Iterable[Mapping]) -> html.Nav:
    """`pages` are the registered ones; those without a group are reached from other pages."""
    listed = list(pages)
    groups = [(group, [page for page in listed if page.get("group") == group]) for group in GROUPS]
    return html.Nav(
        [_group(group, members) for group, members in groups if members],
        className="navigation",
        id="navigation",
        **{"aria-label": "Pages"},
    )


def _group(group: str, pages: list[Mapping]) -> html.Div:
    return html.Div([html.H2(group), html.Ul([html.Li(_link(page)) for page in pages])])


def _link(page: Mapping) -> html.A:
    covers = {"data-covers": page["covers"]} if page.get("covers") else {}
    return html.A(page["name"], href=page["path"], **{"data-section": page["path"], **covers})


def filter_bar(quarters: Iterable[Quarter], opening: Quarter, classes: str) -> html.Div:
    """Selects; what they choose stands in the address and nowhere else.

    The classes say which of them the page uses.
    """
    newest_first = sorted(quarters, reverse=True)
    areas = [(slug_of(area), area) for area in (*HUB.area_names, HUB_WIDE)]
    return html.Div(
        [
            _filter("area", "Area", [(ANY, "All areas"), *((s, area_said(a)) for s, a in areas)]),
            _filter(
                "quarter",
                "Quarter",
                [(ANY, f"{opening}, latest")]
                + [(str(q), str(q)) for q in newest_first if q != opening],
            ),
            _filter("span", "Period", [(ANY, "Quarter"), *list(SPANS.items())[1:]]),
            _filter("function", "Function", [(ANY, "All functions"), *FUNCTIONS.items()]),
        ],
        id="filters",
        className=classes,
        role="group",
        **{"aria-label": "Filters"},
    )


def _filter(name: str, label: str, options: list[tuple[str, str]]) -> html.Div:
    return html.Div(
        [
            html.Label(label, htmlFor=f"filter-{name}"),
            html.Div(
                dbc.Select(
                    id=f"filter-{name}",
                    options=[{"label": said, "value": value} for value, said in options],
                    value=ANY,
                ),
                className="filter-box",
            ),
        ],
        className=f"filter filter-{name}",
    )
