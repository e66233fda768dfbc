"""Rows of a table: those that hold data, and titles, headings, blanks and totals set aside."""

from dataclasses import dataclass

import polars as pl

from data.kinds import plain
from etl.extract.sheet import Sheet
from etl.recognise.table import Table
from etl.recognise.totals import sort_totals
from etl.schema.origin import MENDED_ROW, ORIGIN

_BESIDE = "a note beside the table"
UNTOUCHED = "not filled in"  # the reason why a row is set aside that the hub had begun
_FORMULAS = ("formula", "formula_blank")  # the faults of a formula without a saved result
# In every word for a total, so that a column's different texts are searched at once.
_SUSPECT = (
    r"(?i)total|balance|budget|forward|fwd|[bc]\s*/\s*[fd]|to\W+date|ytd|\bsums?\b|averages?\b"
    r"|\bavg\b|\bmean\b|\boverall\b|[Σσ∑]|surplus|deficit|(?:under|over)spend|variance|cumulative"
    r"|carried|brought|^\W*t(?:ot|tl)\W*$"
)
_NOTE = r"(?i)^(?:(?:notes?|sources?|n\.?b\.?)\s*:.*|notes?\s+[^\s\d].*|\*.*\s.*)$"


@dataclass(frozen=True)
class Rows:
    """The data rows as text, one column per known column; and the others with their reasons.

    `totals` are those of the data rows that sum up others and yet are filled in like lines, each
    with the column that says so.
    """

    data: pl.DataFrame
    set_aside: dict[int, str]
    second_heading: int | None
    totals: dict[int, str]


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
    notes = _notes(data, names)
    set_aside |= dict.fromkeys(notes, "a note below the table")
    totals, filled = _totals(data, table, sheet)
    set_aside |= dict.fromkeys(totals, "a total row")
    data = data.filter(~pl.col("row").is_in([*notes, *totals]))
    untouched = _untouched(data, table, sheet)
    set_aside |= dict.fromkeys(untouched, UNTOUCHED)
    return Rows(data.filter(~pl.col("row").is_in(untouched)), set_aside, second, filled)


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


def _notes(data: pl.DataFrame, names: list[str]) -> list[int]:
    """Rows with nothing but a sentence that begins with Notes, Source or a star."""
    alone = pl.sum_horizontal(pl.lit(0), pl.col(names).is_not_null()) == 1
    return data.filter(_first(names).str.contains(_NOTE) & alone)["row"].to_list()


def _first(names: list[str]) -> pl.Expr:
    """The first text of a row."""
    return pl.coalesce(*names, pl.lit(None, pl.String))


def _totals(data: pl.DataFrame, table: Table, sheet: Sheet) -> tuple[list[int], dict[int, str]]:
    """Rows that say total, and ones of only numbers under number columns; those filled in apart.

    A formula stands for its number, even where its result was never saved.
    """
    beside = {"row", MENDED_ROW.name, *(c.name for c in ORIGIN if table.source.is_return)}
    own = [name for name in data.columns if name not in beside]
    wordy = [column for column in table.columns.values() if not column.kind.is_number]
    bare = pl.all_horizontal(True, *(pl.col(column.name).is_null() for column in wordy))
    bare &= pl.lit(any(column.required for column in wordy))
    places = [name for name in (table.source.code, *table.source.summed_over) if name in own]
    texts = [_first(own), *map(pl.col, places)]
    words = {word for text in texts for word in _suspected(data.select(text).to_series())}
    says = [text.is_in(list(words)) for text in texts] if words else []
    suspects = data.filter(pl.any_horizontal(bare, *says))
    if suspects.is_empty():
        return [], {}
    at = {index: column.name for index, column in table.columns.items()}
    sums = {(f.row, at.get(f.column)) for f in sheet.faults if f.rule in _FORMULAS}
    return sort_totals(suspects.select("row", *own).iter_rows(named=True), table, sums)


def _suspected(texts: pl.Series) -> pl.Series:
    """The different texts among many that may say total."""
    distinct = texts.unique().drop_nulls()
    return distinct.filter(distinct.str.contains(_SUSPECT))


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
