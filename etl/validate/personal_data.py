"""Personal data where the hub does not read: unread sheets and columns, titles, notes beside.

Nothing of it is taken in, but the file that holds it travels and is kept: its sender is told.
"""

from collections.abc import Iterable, Iterator

import polars as pl

from data.personal import SUSPECT, is_personal_heading, personal_in_text
from etl.extract.sheet import Sheet
from etl.recognise.heading_faults import personal_sheet
from etl.recognise.headings import ROWS_SEARCHED, Table
from etl.schema.problem import Problem, address

_LONGEST_HEADING = 4  # words; a sentence that says e-mail is none
_REMEDY = "Delete it and send the file again; the hub takes in no personal data."


def personal_headings(sheet: Sheet) -> Problem | None:
    """What is wrong with an unread sheet that has columns for personal data."""
    for row, *texts in sheet.cells.head(ROWS_SEARCHED).iter_rows():
        words = {at: len(text.split()) for at, text in enumerate(texts) if text}
        longest = _LONGEST_HEADING if len(words) > 1 else _LONGEST_HEADING - 1
        headings = [at for at, count in words.items() if count <= longest]
        found = {at: texts[at] for at in headings if is_personal_heading(texts[at])}
        if found:
            return personal_sheet(sheet.name, found, row)
    return None


def personal_beside(sheet: Sheet, table: Table | None = None) -> Iterator[Problem]:
    """A query for each column of a sheet with personal data in cells that are not read.

    Without a table none of the sheet's cells is read. A row of a CSV that is longer than its
    heading is rejected, so that nothing more need be said of it.
    """
    width = table.width if table and sheet.is_csv else sheet.width
    above = sheet.cells.filter(pl.col("row") < table.header_row) if table else sheet.cells
    for index in range(width):
        name = f"c{index}"
        if table and index in table.personal:
            continue
        cells = above if table and index in table.columns else sheet.cells
        suspects = cells.filter(pl.col(name).str.contains(SUSPECT))
        yield from personal_among(sheet.name, index, suspects.select("row", name).iter_rows())


def personal_among(sheet: str, index: int, cells: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """A query for each kind of personal data in unread cells of a column, each with its row."""
    rows: dict[str, list[int]] = {}
    for row, text in cells:
        if what := personal_in_text(text):
            rows.setdefault(what, []).append(row)
    for what, found in rows.items():
        more = f", and so do {len(found) - 1:,} more below it" if len(found) > 1 else ""
        yield Problem(
            "personal_data",
            f"This cell, which is not read, holds {what}{more}.",
            _REMEDY,
            "query",
            sheet,
            found[0],
            cell=address(index, found[0]),
        )
