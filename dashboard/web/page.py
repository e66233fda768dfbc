"""A page's one callback: read the address, query a session, fill the page, refresh on new data."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import flask
from dash import ClientsideFunction, Input, Output, State, clientside_callback
from dash.development.base_component import Component
from flask import g

from dashboard.components import page_parts
from dashboard.domain.formatting import area_name
from dashboard.domain.selection import Selection
from dashboard.domain.viewer import Denied, NotFound
from dashboard.store.session import Session
from dashboard.web import auth
from dashboard.web.query_string import Unknown, named_in, query_of, selection_of
from data.calendar import Quarter, between, newest_due
from data.formatting import listed
from data.hub import HUB_WIDE

log = logging.getLogger(__name__)
QUARTERS_BEHIND = 8  # two years and the quarter itself
FILLED: dict[str, Callable] = {}  # by name, the pages that can be filled as they are opened
REMEMBERED: set[str] = set()  # the names of those whose answers are the same for all who may see


@dataclass(frozen=True)
class PageRequest:
    """What a page is asked: for which choice, answered from the reader's session."""

    session: Session
    selection: Selection
    path: str = ""
    search: str = ""

    @property
    def named(self) -> dict[str, str]:
        """What else the address names: an agreement, a sheet of its return, a setting to try."""
        return named_in(self.search)

    @property
    def where(self) -> str:
        """The chosen area, or all whose partners are open to the reader, as a page says it."""
        chosen = self.selection.area
        areas = {chosen} if chosen else self.session.viewer.detail_areas or ()
        own = sorted(areas, key=lambda area: (area == HUB_WIDE, area))
        return listed(map(area_name, own)) or "All areas"

    @property
    def query(self) -> str:
        """The choice as an address writes it."""
        return query_of(self.selection, self.named)

    def within(self, area: str, path: str) -> str:
        """The address of a page for the same choice, within one area."""
        return f"{path}?{query_of(replace(self.selection, area=area))}"

    def export(self, name: str, **named: str) -> str:
        """The address of a table of this page, for the same choice and what else it names."""
        more = f"&{urlencode(named)}" if named else ""
        return f"/export/{name}?{self.query}{more}"


@contextmanager
def page_request(search: object, path: object = "") -> Iterator[PageRequest]:
    """Raises `Unknown` where the address names what the hub does not have."""
    with auth.open_session() as session:
        selection = selection_of(search, newest_due(session.today), session.quarters)
        yield PageRequest(session, selection, _text(path), _text(search))


def quarters_behind(request: PageRequest) -> tuple[Quarter, ...]:
    """The chosen quarter and those before it of which there may be data, oldest first."""
    newest = request.selection.quarter
    oldest = max(newest.shift(-QUARTERS_BEHIND), request.session.quarters[0])
    return between(min(oldest, newest), newest)


def _text(sent: object) -> str:
    return sent if isinstance(sent, str) else ""


def filled(name: str, permission: str, is_remembered: bool = True) -> Callable:
    """Fill the page of that name from its function, which takes the request.

    What may show children's cells is worked out each time, so that each look is audited.
    """

    def register(page: Callable[[PageRequest], object]) -> Callable[[PageRequest], object]:
        FILLED[name] = auth.needing(permission, page)
        if is_remembered:
            REMEMBERED.add(name)
        _draw(name)

        @auth.guarded_callback(
            Output(f"{name}-drawn", "data"),
            Input("address", "search"),
            Input("version", "data"),
            State("address", "pathname"),
            permission=permission,
        )
        def fill(search, _version, path):
            return answered(page, search, path)

        return page

    return register


def filled_at_once(shown: Component, search: str, path: str) -> Component:
    """A page as the frame brings it: with what its callback would answer."""
    may_fill = REMEMBERED if flask.request.method == "HEAD" else FILLED.keys()  # nobody sees a HEAD
    for name in may_fill & {key.removesuffix("-drawn") for key in shown}:
        shown[name].children = answered(FILLED[name], search, path)
        shown[f"{name}-drawn"].data = True  # assets/draw.js: the page is drawn already
        g.page_may_be_kept = name in REMEMBERED
    return shown


def not_named(shown: Component) -> Component:
    """A page of names, before its callback says that it has none such and which is near."""
    for name in (key.removesuffix("-drawn") for key in shown if key.endswith("-drawn")):
        shown[name].children = page_parts.no_such_name()
    return shown


def followed(name: str, permission: str) -> Callable:
    """Fill a page again at each tick of its `look` until its function says that all is done.

    The function takes the request, and gives the page and whether more is to come.
    """

    def register(page: Callable[[PageRequest], tuple]) -> Callable[[PageRequest], tuple]:
        _draw(name)

        @auth.guarded_callback(
            Output(f"{name}-drawn", "data"),
            Output(f"{name}-look", "disabled"),
            Input(f"{name}-look", "n_intervals"),
            State("address", "search"),
            State("address", "pathname"),
            permission=permission,
        )
        def follow(_ticks, search, path):
            answer = answered(page, search, path)
            content, goes_on = answer if isinstance(answer, tuple) else (answer, False)
            return content, not goes_on

        return page

    return register


def _draw(name: str) -> None:
    """The browser draws what came, touching only what changed."""
    clientside_callback(
        ClientsideFunction("draw", "page"),
        Output("heard", f"data-{name}"),
        Input(f"{name}-drawn", "data"),
        State(f"{name}-drawn", "id"),
    )


def answered(page: Callable[[PageRequest], object], search: object, path: object) -> object:
    """What a page's function answers, or the designed state that says why there is no answer."""

    def answer() -> object:
        with page_request(search, path) as opened:
            return page(opened)

    return or_state(answer)


def or_state(answer: Callable[[], object]) -> object:
    """The answer, or the designed state that says why there is none."""
    try:
        return answer()
    except Unknown as unknown:
        return page_parts.unknown(str(unknown), unknown.offer, unknown.nearest)
    except Denied as denied:
        return page_parts.refused(str(denied))
    except NotFound as missing:
        return page_parts.state("Not found", str(missing), ("All partners", "/partners"))
    except Exception:
        log.exception("a page could not be filled")
        g.page_failed = True
        return page_parts.gone_wrong()
