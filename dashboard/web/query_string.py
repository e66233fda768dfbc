"""Query strings: read as a selection, written again for links; unknown names are refused."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from urllib.parse import parse_qs, urlencode

from dashboard.domain.selection import SPANS, Selection
from data.calendar import Quarter
from data.hub import HUB, slug_of
from data.vocabulary.functions import FUNCTIONS

FILTERS = ("area", "quarter", "span", "function")
NAMES = (  # what a page may be about, beside its filters
    *("agreement", "sheet", "activity", "q"),
    *("act", "rule", "decision", "review", "query", "entry", "on"),
    *("setting", "value", "from", "to"),
)
LONGEST = 120


class Unknown(ValueError):
    """An address names what the hub does not have; `nearest` is a query that it does have."""

    def __init__(self, sentence: str, offer: str, nearest: str):
        super().__init__(sentence)
        self.offer = offer
        self.nearest = nearest


def selection_of(search: object, newest: Quarter, known: tuple[Quarter, ...]) -> Selection:
    """The choice that a query string makes; `newest` and `known` are the warehouse's quarters."""
    query = _query(search)
    return Selection(
        quarter=_quarter(query, newest, known),
        span=_one_of("span", "span", query, tuple(SPANS)) or "quarter",
        area=_area(query),
        function=_one_of("function", "function of the local plan", query, tuple(FUNCTIONS)),
    )


def filters_in(search: object) -> dict[str, str]:
    """The filters that a query string sets, as it writes them."""
    query = _query(search)
    return {name: query[name] for name in FILTERS if name in query}


def named_in(search: object) -> dict[str, str]:
    """What else a query string names: a return's sheet, something to enter, a setting to try."""
    query = _query(search)
    return {name: query[name] for name in NAMES if name in query}


def day_in(search: object) -> date | None:
    """The past day that a query string asks about, if any."""
    query = _query(search)
    if "on" not in query:
        return None
    try:
        return date.fromisoformat(query["on"])
    except ValueError:
        rest = {name: value for name, value in query.items() if name != "on"}
        raise Unknown(
            f"‘{query['on']}’ is not a day. Write it like 2026-01-15.",
            "today",
            "?" + urlencode(rest),
        ) from None


def query_of(selection: Selection, also: Mapping[str, str] = MappingProxyType({})) -> str:
    """The query string of a choice, so that an export shows what its page shows."""
    named = {
        "area": slug_of(selection.area) if selection.area else None,
        "quarter": str(selection.quarter),
        "span": selection.span,
        "function": selection.function,
    }
    return urlencode({name: value for name, value in {**named, **also}.items() if value})


def _query(search: object) -> dict[str, str]:
    if not isinstance(search, str):
        return {}
    values = parse_qs(search[:2000].lstrip("?"))
    return {name: values[name][-1][:LONGEST] for name in (*FILTERS, *NAMES) if name in values}


def _area(query: Mapping[str, str]) -> str | None:
    if "area" not in query:
        return None
    area = HUB.area_of_slug(query["area"])
    if area is None:
        slugs = tuple(area.slug for area in HUB.areas)
        raise _unknown("area", "area", query, _nearest(query["area"], slugs))
    return area


def _quarter(query: Mapping[str, str], newest: Quarter, known: tuple[Quarter, ...]) -> Quarter:
    if "quarter" not in query:
        return newest
    try:
        quarter = Quarter.parse(query["quarter"])
    except ValueError:
        near = _nearest(query["quarter"], tuple(str(q) for q in known)) if known else str(newest)
        raise _unknown("quarter", "quarter", query, near) from None
    if quarter not in (*known, newest):
        near = min(
            known,
            key=lambda other: abs(_position(other) - _position(quarter)),
            default=newest,
        )
        raise _unknown("quarter", "quarter with data", query, str(near))
    return quarter


def _position(quarter: Quarter) -> int:
    return quarter.year * 4 + quarter.number


def _one_of(name: str, noun: str, query: Mapping[str, str], words: tuple[str, ...]) -> str | None:
    if name not in query:
        return None
    if query[name] not in words:
        raise _unknown(name, noun, query, _nearest(query[name], words))
    return query[name]


def _nearest(word: str, words: tuple[str, ...]) -> str:
    return get_close_matches(word.casefold(), words, n=1, cutoff=0)[0]


def _unknown(name: str, noun: str, query: Mapping[str, str], near: str) -> Unknown:
    return Unknown(
        f"There is no {noun} called ‘{query[name]}’ here.",
        HUB.area_of_slug(near) or near,
        "?" + urlencode({**query, name: near}),
    )
