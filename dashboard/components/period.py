"""Selection in words: period, area and function, above every page and in every export."""

from collections.abc import Sequence
from datetime import date

from dashboard.domain.formatting import area_name, number_word
from dashboard.domain.selection import Selection
from data.calendar import Quarter
from data.formatting import day
from data.hub import HUB, HUB_WIDE
from data.vocabulary.functions import FUNCTIONS


def months(quarters: tuple[Quarter, ...]) -> str:
    """`June to August 2026`, `September 2025 to August 2026`."""
    first, last = quarters[0].start, quarters[-1].end
    opens = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
    return f"{opens} to {last:%B %Y}"


def period(selection: Selection) -> str:
    quarter = selection.quarter
    if selection.span == "year":
        return f"{quarter.academic_year}, the whole year"
    if selection.span == "to-date":
        return f"{quarter.academic_year} up to the end of Q{quarter.number}"
    return str(quarter)


def place(selection: Selection) -> str:
    if selection.is_hub_wide:
        return "Hub-wide agreements"
    return service(selection.area) if selection.area else "All four areas and hub-wide agreements"


def service(area: str) -> str:
    if area == HUB_WIDE:
        return area_name(area)
    return next(known.service for known in HUB.areas if known.name == area)


def chosen(selection: Selection) -> str:
    """The whole filter in one line."""
    function = FUNCTIONS[selection.function] if selection.function else "all functions"
    return f"{place(selection)} · {period(selection)} ({months(selection.quarters)}) · {function}"


def on_a_day(selection: Selection, today: date) -> str:
    """What is chosen, of pages that tell how things stand today."""
    place_and_day = f"{place(selection)} · as of {day(today)}"
    function = FUNCTIONS[selection.function] if selection.function else "all functions"
    return f"{place_and_day} · {function}"


def a_year_ago(selection: Selection) -> str:
    """What the same period last year is called."""
    before = selection.a_year_ago().quarter
    return str(before) if selection.span == "quarter" else before.academic_year


def quarter_count(quarters: Sequence[Quarter]) -> str:
    """`eight quarters`, `one quarter`."""
    number = len(quarters)
    return f"{number_word(number)} quarter{'' if number == 1 else 's'}"
