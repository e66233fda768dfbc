"""A sheet as texts with faults: what its readers agree on, and every cell that must not pass."""

from itertools import zip_longest

from etl.extract import limits
from etl.extract.marks import Marks

Row = list[str | None]


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
    faults = [[row, column, text, "formula"] for (row, column), text in marks.unsaved.items()]
    if second is not None and rows != second:
        faults += _disagreements(rows, second)
    faults += [
        [row, column, _share(rows[row - 1][column]), "percentage"]
        for row, column in sorted(marks.percentages - marks.unsaved.keys())
    ]
    faults += [
        [row, column, f"{sign}{rows[row - 1][column]}", "currency"]
        for (row, column), sign in sorted(marks.currencies.items())
        if (row, column) not in marks.unsaved
    ]
    faults += [[row, column, None, "formula_blank"] for row, column in sorted(marks.empty)]
    faults += _cut(rows)
    filled = [[n, texts] for n, texts in enumerate(rows, 1) if any(t is not None for t in texts)]
    return {"name": name, "rows": filled, "faults": faults, "notes": marks.notes()}


def _write(rows: list[Row], row: int, column: int, text: str | None) -> None:
    rows += [[] for _ in range(row - len(rows))]
    cells = rows[row - 1]
    cells += [None] * (column + 1 - len(cells))
    cells[column] = text


def _disagreements(rows: list[Row], second: list[Row]) -> list[list]:
    """Cells that two programs read differently; where one reads a blank, the other's text stays."""
    found = []
    pairs = enumerate(zip_longest(rows, second, fillvalue=()), start=1)
    differing = [(n, ours, theirs) for n, (ours, theirs) in pairs if ours != theirs]
    for number, ours, theirs in differing:
        for column, (one, other) in enumerate(zip_longest(ours, theirs)):
            if _bare(one) != _bare(other):
                _write(rows, number, column, one or other)
                both = " or ".join(f"‘{text}’" if text else "blank" for text in (one, other))
                found.append([number, column, both, "readers_disagree"])
    return found


def _bare(text: str | None) -> str:
    """Without the white space that is trimmed from every cell, and that programs keep or drop."""
    return "".join((text or "").replace("\r", "").split())


def _cut(rows: list[Row]) -> list[list]:
    """Tell cells longer than a spreadsheet's can be; only their beginnings travel on."""
    found = []
    for number, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts):
            if text is not None and len(text) > limits.CELL_CHARACTERS:
                texts[column] = f"{text[:60]}…"
                found.append([number, column, texts[column], "cell_length"])
    return found


def _share(text: str | None) -> str | None:
    """0.85 as a person sees it: 85%."""
    try:
        return f"{float(text or '') * 100:.10g}%"
    except ValueError:
        return text
