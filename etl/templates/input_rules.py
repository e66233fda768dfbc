"""Input rules: what may be typed under a column, worded and held by the spreadsheet program."""

from datetime import date

from data.calendar import Quarter
from data.formatting import day
from data.kinds import DATE, MONEY, Kind
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
    what = "" if kind.is_free_text else f"a {kind.name} of "
    return (
        f"Type {what}up to {kind.longest:,} characters." if kind.longest else f"Type a {kind.name}."
    )


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


def prompt(column: Column, quarter: Quarter | None = None) -> str:
    """All that whoever fills in the cell should know, as short as a spreadsheet asks for it."""
    needed = "Needed in every row." if column.required else ""
    parts = [needed, instruction(column, quarter), column.hint]
    if len(" ".join(filter(None, parts))) > _MESSAGE and column.kind.choices:
        parts[1] = "Choose from the list."
    return " ".join(filter(None, parts))


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
    is_short = len(",".join(words)) <= _LIST
    return {"validate": "list", "source": words} if is_short else {"validate": "any"}


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
