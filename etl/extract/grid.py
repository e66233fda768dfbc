"""Grids: a sheet as texts with faults, what its readers agree on and what must not pass."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import zip_longest

from etl.extract import limits
from etl.extract.marks import Marks

Row = list[str | None]
_DIGITS = 15  # of a number, which is what a spreadsheet keeps


class Converted(str):
    """The text of a cell that a spreadsheet keeps as a day, a time, or a number with decimals or
    with more digits than it can keep: where somebody typed a code, it is one no more.
    """

    __slots__ = ()


def sheet_of(
    name: str, marks: Marks, rows: list[Row], second: list[Row] | None = None
) -> dict[str, object]:
    """One sheet as `read_workbook` gives it, from its texts beginning at A1.

    `second` is another program's reading of the same cells: where the two differ, the cell is a
    fault that tells both. Error cells are told by their text, which no kind of cell takes.
    """
    blank = dict.fromkeys(marks.covered)
    for (row, column), text in (blank | marks.lost | marks.unsaved).items():
        _write(rows, row, column, text)
        if second is not None:
            _write(second, row, column, text)
    faults = [] if second is None or rows == second else _disagreements(rows, second)
    faults += _marked_faults(marks, rows)
    faults += _cut(rows)
    filled = [[n, texts] for n, texts in enumerate(rows, 1) if any(t is not None for t in texts)]
    return {
        "name": name,
        "rows": filled,
        "faults": faults,
        "notes": marks.notes(),
        "converted": _converted(rows),
    }


def _marked_faults(marks: Marks, rows: list[Row]) -> list[list]:
    """Cells whose formulas or formats say that their texts must not be taken as they stand."""
    faults = [[row, column, text, "formula"] for (row, column), text in marks.unsaved.items()]
    faults += [
        [row, column, _share(rows[row - 1][column]), "percentage"]
        for row, column in sorted(marks.percentages - marks.unsaved.keys())
    ]
    faults += [
        [row, column, f"{sign}{rows[row - 1][column]}", "currency"]
        for (row, column), sign in sorted(marks.currencies.items())
        if (row, column) not in marks.unsaved
    ]
    for rule, places in (
        ("formula_blank", marks.empty),
        ("formula_zero", marks.zeros),
        ("formula_text", marks.texts),
    ):
        faults += [[row, column, None, rule] for row, column in sorted(places)]
    return faults


def _converted(rows: list[Row]) -> list[list]:
    """The different converted texts of each column that has some, as [column, texts]."""
    columns: dict[int, set[str]] = {}
    for texts in rows:
        for column, text in enumerate(texts):
            if type(text) is Converted:
                columns.setdefault(column, set()).add(text)
    return [[column, sorted(texts)] for column, texts in columns.items()]


def _write(rows: list[Row], row: int, column: int, text: str | None) -> None:
    rows += [[] for _ in range(row - len(rows))]
    cells = rows[row - 1]
    cells += [None] * (column + 1 - len(cells))
    cells[column] = text


def _disagreements(rows: list[Row], second: list[Row]) -> list[list]:
    """Cells that two programs read differently; where one reads a blank, the other's text stays."""
    faults = []
    pairs = enumerate(zip_longest(rows, second, fillvalue=()), start=1)
    differing = [(n, ours, others) for n, (ours, others) in pairs if ours != others]
    for number, ours, others in differing:
        for column, (own, other) in enumerate(zip_longest(ours, others)):
            if _bare(own) != _bare(other):
                _write(rows, number, column, own or other)
                both = " or ".join(f"‘{text}’" if text else "blank" for text in (own, other))
                faults.append([number, column, both, "readers_disagree"])
    return faults


def _bare(text: str | None) -> str:
    """Without the white space that is trimmed from every cell, and that programs keep or drop."""
    return "".join((text or "").replace("\r", "").split())


def _cut(rows: list[Row]) -> list[list]:
    """Tell cells longer than a spreadsheet's can be; only their beginnings travel on."""
    faults = []
    for number, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts):
            if text is not None and len(text) > limits.CELL_CHARACTERS:
                texts[column] = f"{text[:60]}…"
                faults.append([number, column, texts[column], "cell_length"])
    return faults


def _share(text: str | None) -> str | None:
    """0.85 as a person sees it: 85%."""
    try:
        return f"{float(text or '') * 100:.10g}%"
    except ValueError:
        return text


_ESCAPED = re.compile(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")


def cell_text(value: object) -> str | None:
    """A cell's value as the text that validation reads: ISO dates, plain digits, true and false."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return Converted(value.date() if midnight else value.isoformat(" ", "seconds"))
    if isinstance(value, date | time | timedelta):
        return Converted(value)
    return str(value)


def _number_text(value: int | float) -> str:
    """Digits as typed, the significant ones that a spreadsheet keeps, without an exponent."""
    text = f"{value + 0:.{_DIGITS}g}"  # + 0: a zero has no sign
    if "e" in text and "inf" not in text:
        text = f"{Decimal(text):f}"
    return Converted(text) if "." in text or len(text) > _DIGITS else text


def unescaped(value: object) -> object:
    """A text of an .xlsx without its escapes: `_x000D_` stands for the end of a line."""
    if isinstance(value, str) and "_x" in value:
        return _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), value)
    return value
