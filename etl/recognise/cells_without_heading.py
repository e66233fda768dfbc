"""Cells under no heading: in a CSV fields too many, in a workbook what stands beside the table."""

from collections.abc import Iterable

import polars as pl

from etl.extract.csv_file import extra_fields
from etl.extract.sheet import Fault, Sheet
from etl.recognise.headings import Table


def faults_below(sheet: Sheet, table: Table) -> list[Fault]:
    """The sheet's faults, and those of the rows of a CSV that are longer than its heading."""
    if not sheet.is_csv:
        return sheet.faults
    longer = set(_filled(sheet, table, range(table.width, sheet.width)))
    others = (fault for fault in sheet.faults if fault.row not in longer or fault.rule != "fields")
    return [*others, *map(extra_fields, sorted(longer))]


def unheaded(sheet: Sheet, table: Table) -> dict[int, int]:
    """How many cells stand under no heading and are only left out, by the index of their column."""
    columns = range(table.width if sheet.is_csv else sheet.width)
    bare = (index for index in columns if index not in table.columns | table.unknown)
    counts = {index: len(_filled(sheet, table, [index])) for index in bare}
    return {index: count for index, count in counts.items() if count}


def _filled(sheet: Sheet, table: Table, columns: Iterable[int]) -> pl.Series:
    """The rows below the heading with a cell in any of some columns."""
    filled = pl.any_horizontal(False, *(pl.col(f"c{index}").is_not_null() for index in columns))
    return sheet.cells.filter((pl.col("row") > table.header_row) & filled)["row"]
