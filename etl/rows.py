"""Which rows of a table hold data, and which are set aside: titles, headings, blanks, totals."""

from dataclasses import dataclass

import polars as pl

from etl.extract.sheet import Sheet
from etl.headings import Table
from etl.kinds import is_numeric, plain
from etl.origin import ORIGIN

_BESIDE = "a note beside the table"
UNTOUCHED = "not filled in"  # the reason why a row is set aside that the hub had begun
_FORMULAS = ("formula", "formula_blank")  # the faults of a formula without a saved result
_TOTAL_WORDS = ("total", "subtotal", "grandtotal", "sum", "overall")


@dataclass(frozen=True)
class Rows:
    """The data rows as text, one column per known column; and the others with their reasons."""

    data: pl.DataFrame
    set_aside: dict[int, str]
    second_heading: int | None


def sort_rows(sheet: Sheet, table: Table) -> Rows:
    """Tell the data rows of a table from those that hold none."""
    cells = sheet.cells
    set_aside = _blank_rows(cells) | _above(cells, table.header_row)
    below = cells.filter(pl.col("row") > table.header_row)
    below = below.select(
        "row", *(pl.col(f"c{index}").alias(column.name) for index, column in table.columns.items())
    )
    names = [name for name in below.columns if name != "row"]
    beside = below.filter(pl.all_horizontal(pl.col(names).is_null()))
    set_aside |= dict.fromkeys(beside["row"].to_list(), _BESIDE)
    data = below.filter(pl.any_horizontal(pl.col(names).is_not_null()))
    second = _second_heading(data, table)
    if second is not None:
        set_aside[second] = "a second heading"
        data = data.filter(pl.col("row") != second)
    totals = _totals(data, table, sheet)
    set_aside |= dict.fromkeys(totals, "a total row")
    data = data.filter(~pl.col("row").is_in(totals))
    untouched = _untouched(data, table, sheet)
    set_aside |= dict.fromkeys(untouched, UNTOUCHED)
    return Rows(data.filter(~pl.col("row").is_in(untouched)), set_aside, second)


def aside_of_refused(sheet: Sheet, table: Table) -> dict[int, str]:
    """Which rows of a refused sheet hold no data, with their reasons.

    Under a heading that is not one of the hub's a cell is data too: it is kept out with the sheet.
    """
    aside = sort_rows(sheet, table).set_aside
    brought = [at for at, column in table.columns.items() if column.name in _brought(table)]
    others = [f"c{at}" for at in range(sheet.width) if at not in brought]
    typed = sheet.cells.filter(pl.any_horizontal(False, *(pl.col(c).is_not_null() for c in others)))
    rows = set(typed["row"])
    kept_out = (row for row, why in aside.items() if why in (_BESIDE, UNTOUCHED) and row in rows)
    return {row: aside[row] for row in aside.keys() - set(kept_out)}


def _blank_rows(cells: pl.DataFrame) -> dict[int, str]:
    first, last = cells["row"].min(), cells["row"].max()
    if cells.height == last - first + 1:
        return {}
    filled = set(cells["row"])
    return {row: "a blank row" for row in range(first, last) if row not in filled}


def _above(cells: pl.DataFrame, header_row: int) -> dict[int, str]:
    titles = cells.filter(pl.col("row") < header_row)["row"]
    return dict.fromkeys(titles, "a title row") | {header_row: "the heading"}


def _second_heading(data: pl.DataFrame, table: Table) -> int | None:
    """The first row that repeats the headings, as when two sheets were pasted together."""
    required = [column for column in table.columns.values() if column.required]
    for column in required or table.columns.values():
        texts = data[column.name].unique().drop_nulls()
        words = [text for text in texts if plain(text) in column.headings]
        data = data.filter(pl.col(column.name).is_in(words))
        if data.is_empty():
            return None
    return data["row"].min()


def _totals(data: pl.DataFrame, table: Table, sheet: Sheet) -> list[int]:
    """Rows of only numbers under number columns, perhaps with the word total.

    A formula stands for its number, even where its result was never saved.
    """
    texts = [c for c in table.columns.values() if c.required and not c.kind.is_number]
    if not texts:
        return []
    numbers = {at: column.name for at, column in table.columns.items() if column.kind.is_number}
    sums = {(f.row, numbers.get(f.column)) for f in sheet.faults if f.rule in _FORMULAS}
    suspects = data.filter(pl.any_horizontal(pl.col(c.name).is_null() for c in texts))
    names = list(numbers.values())
    return [row["row"] for row in suspects.iter_rows(named=True) if _is_total(row, names, sums)]


def _untouched(data: pl.DataFrame, table: Table, sheet: Sheet) -> list[int]:
    """Rows of which nobody filled in more than the hub's own workbook brings: they tell nothing.

    A cell that could not be read is not blank. A sheet of codes alone was not made by the hub.
    """
    others = [name for name in data.columns if name not in ("row", *_brought(table))]
    if not table.source.filled_in or not others:
        return []
    faulty = {fault.row for fault in sheet.faults}
    rows = data.filter(pl.all_horizontal(pl.col(others).is_null()))["row"]
    return [row for row in rows if row not in faulty]


def _brought(table: Table) -> set[str]:
    """The columns that the hub's own workbook fills in, and those that name a return."""
    return {*table.source.filled_in, *(column.name for column in ORIGIN)}


def _is_total(row: dict, numbers: list[str], sums: set[tuple[int, str | None]]) -> bool:
    words = [text for name, text in row.items() if name not in ("row", *numbers) and text]
    summed = {name for name in numbers if (row["row"], name) in sums}
    figures = [row[name] for name in numbers if row[name] and name not in summed]
    if not (figures or summed) or not all(is_numeric(text) for text in figures):
        return False
    return not words or (len(words) == 1 and plain(words[0]).startswith(_TOTAL_WORDS))
