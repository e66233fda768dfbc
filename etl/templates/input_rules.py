"""Input rules: what may be typed under a column, worded and held by the spreadsheet program."""

from collections.abc import Iterable
from datetime import date

from data.calendar import Quarter
from data.formatting import day
from data.kinds import DATE, MONEY, PROFILE, QUARTER, YEAR, Kind
from data.register import Column

_TITLE, _MESSAGE, _LIST = 32, 255, 255  # characters that spreadsheet programs allow
_EXAMPLE = date(2026, 7, 3)


def instruction(column: Column, quarter: Quarter | None = None) -> str:
    """What to type, as a sentence; `quarter` is the one of the return."""
    kind = column.kind
    if kind.may_be_several:
        return f"Type words from these, with semicolons between: {', '.join(kind.choices)}."
    if kind.choices:
        return f"Choose one of: {', '.join(kind.choices)}."
    if kind is DATE:
        return _date_instruction(column, quarter)
    if kind is MONEY:
        return "Type pounds and pence, like 1234.50."
    if kind.is_number:
        return f"Type a {'whole ' if kind.decimals == 0 else ''}number{_bounds(kind)}."
    if not kind.longest:
        return f"Type {_WRITTEN.get(kind, f'a {kind.name}')}."
    what = "" if kind.is_free_text else f"a {kind.name} of "
    return f"Type {what}up to {kind.longest:,} characters."


_WRITTEN = {
    QUARTER: "a quarter, like 2025/26 Q1",
    YEAR: "an academic year, like 2025/26",
    PROFILE: "the percentages reached by the end of each quarter, like 20;50;80;100",
}


def _date_instruction(column: Column, quarter: Quarter | None) -> str:
    inside = column.in_quarter and quarter
    when = f" from {day(quarter.start)} to {day(quarter.end)}" if inside else ""
    past = ", not after today" if column.is_done else ""
    example = quarter.start.replace(day=3) if inside else _EXAMPLE
    return f"Type a day{when}{past}, like {example:%d/%m/%Y}."


def _bounds(kind: Kind) -> str:
    if kind.at_least is not None and kind.at_most is not None:
        return f" from {kind.at_least:,g} to {kind.at_most:,g}"
    low = f" above {kind.above:,g}" if kind.above is not None else ""
    low = f" of at least {kind.at_least:,g}" if kind.at_least is not None else low
    high = f", at most {kind.at_most:,g}" if kind.at_most is not None else ""
    return low + high


def explained(column: Column, quarter: Quarter | None = None) -> str:
    """All that whoever fills in the cell should know."""
    return _sentences(column, instruction(column, quarter))


def prompt(column: Column, quarter: Quarter | None = None) -> str:
    """The same, as short as a spreadsheet asks for it."""
    whole = explained(column, quarter)
    if len(whole) <= _MESSAGE or not column.kind.choices:
        return whole
    is_listed = not column.kind.may_be_several and _is_short(column.kind.choices)
    where = "Choose from the list." if is_listed else "The words are on sheet Read me."
    return _sentences(column, where)


def _sentences(column: Column, what: str) -> str:
    needed = "Needed in every row." if column.required else ""
    return " ".join(filter(None, (needed, what, _known(column), column.hint)))


def _known(column: Column) -> str:
    """Where a code must be known from."""
    if column.refers_to is None or not column.must_exist:
        return ""
    other = f", or type {column.or_word}" if column.or_word else ""
    return f"It must stand in {column.refers_to.capitalize()}{other}."


def allowed(column: Column, cell: str, quarter: Quarter | None = None, first: str = "") -> dict:
    """What xlsxwriter is told of the cells from `cell` downwards; `first` of a list comes first."""
    return _rule(column, cell, quarter, first) | {
        "input_title": column.header[:_TITLE],
        "input_message": prompt(column, quarter)[:_MESSAGE],
        "error_title": column.header[:_TITLE],
        "error_message": instruction(column, quarter)[:_MESSAGE],
    }


def _rule(column: Column, cell: str, quarter: Quarter | None, first: str) -> dict:
    kind = column.kind
    if kind.choices and not kind.may_be_several:
        return listed(sorted(kind.choices, key=lambda word: word != first))
    if kind is DATE:
        return _days(column, quarter)
    if kind.is_number:
        return {"validate": "custom", "value": f"=AND({','.join(_conditions(kind, cell))})"}
    if kind.longest:
        return {"validate": "length", "criteria": "<=", "value": kind.longest}
    return {"validate": "any"}


def listed(words: list[str]) -> dict:
    """A list to choose from, where it is short enough to stand in the cell itself."""
    return {"validate": "list", "source": words} if _is_short(words) else {"validate": "any"}


def _is_short(words: Iterable[str]) -> bool:
    return len(",".join(words)) <= _LIST


def _days(column: Column, quarter: Quarter | None) -> dict:
    inside = column.in_quarter and quarter
    first, last = (quarter.start, quarter.end) if inside else (date(1900, 1, 1), date(2100, 12, 31))
    if not column.is_done:
        return {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
    latest = f"=MIN(DATE({last.year},{last.month},{last.day}),TODAY())"
    return {"validate": "date", "criteria": "between", "minimum": first, "maximum": latest}


def _conditions(kind: Kind, cell: str) -> list[str]:
    bounds = ((">=", kind.at_least), (">", kind.above), ("<=", kind.at_most))
    conditions = [f"{cell}{sign}{bound}" for sign, bound in bounds if bound is not None]
    whole = [] if kind.decimals is None else [f"ROUND({cell},{kind.decimals})={cell}"]
    return [f"ISNUMBER({cell})", *conditions, *whole]
