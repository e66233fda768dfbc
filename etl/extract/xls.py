"""Workbooks of the old kind, .xls, read by two programs that must agree on each cell."""

import io
import os
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

from etl.extract.grid import Row, cell_text, sheet_of
from etl.extract.marks import Marks, foreign_sign
from etl.extract.refusal import (
    cannot_open,
    locked,
    refuse_too_far,
    refuse_too_many_cells,
    refuse_too_many_sheets,
)
from etl.extract.text_count import TextCount
from etl.extract.xls_formulas import empty_formulas
from etl.extract.xls_records import refuse_too_many_written, stream_of
from etl.schema.problem import address

_OWN_FORMATS = 164  # the first that a workbook defines; those before differ from country to country
_FILTER = "\x0d"  # the built-in name under which a filter's area is kept


def read_xls(data: bytes) -> list[dict]:
    """Each sheet as `read_workbook` gives it."""
    stream = _opened(stream_of, data)
    refuse_too_many_written(stream)
    book = _opened(_by_xlrd, data)
    refuse_too_many_sheets(book.nsheets)
    first = _first_reading(book)
    second = _opened(_by_calamine, data)
    filtered = {name.scope for name in book.name_obj_list if name.builtin and name.name == _FILTER}
    read = []
    for number, ((name, marks, rows), formulas) in enumerate(
        zip(first, empty_formulas(stream), strict=True)
    ):
        marks.is_filtered = number in filtered
        unsaved, marks.empty = formulas
        marks.unsaved = dict.fromkeys(unsaved, "a formula")
        second_rows = second.get_sheet_by_name(name).to_python(skip_empty_area=False)
        read.append(sheet_of(name, marks, rows, [list(map(cell_text, r)) for r in second_rows]))
    return read


def _first_reading(book) -> list[tuple[str, Marks, list[Row]]]:
    """Name, marks and rows of each sheet.

    Texts are counted before the other program begins, which keeps one of its own for every cell.
    """
    marked = [(sheet, _marks(sheet, book)) for sheet in book.sheets()]
    for sheet, marks in marked:
        refuse_too_far(sheet.name, marks.rows, marks.columns)
    refuse_too_many_cells((marks.rows, marks.columns) for _, marks in marked)
    count = TextCount()
    return [
        (sheet.name, marks, _rows(sheet, marks.rows, book.datemode, count))
        for sheet, marks in marked
    ]


def _rows(sheet, height: int, datemode: int, count: TextCount) -> list[Row]:
    rows = ([_text(cell, datemode) for cell in sheet.row(n)] for n in range(height))
    return [count.counted(row) for row in rows]


def _opened(open_it: Callable[[bytes], Any], data: bytes) -> Any:
    """The workbook as a program opens it; whatever that complains of is a refusal."""
    try:
        return open_it(data)
    except MemoryError:
        raise
    except Exception as error:
        if "encrypted" in str(error):
            raise locked() from None
        raise cannot_open() from None


def _by_xlrd(data: bytes):
    import xlrd

    with Path(os.devnull).open("w") as nowhere:  # for its grumbles about odd files
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=nowhere
        )


def _by_calamine(data: bytes):
    import python_calamine

    return python_calamine.load_workbook(io.BytesIO(data))


def _marks(sheet, book) -> Marks:
    marks = Marks(is_hidden=sheet.visibility != 0)
    marks.hidden_rows = sorted(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
    marks.hidden_columns = sorted(c for c, info in sheet.colinfo_map.items() if info.hidden)
    marks.comments = [address(column, row + 1) for row, column in sorted(sheet.cell_note_map)]
    _mark_cells(marks, sheet, _Styles(book))
    for top, below, left, beyond in sheet.merged_cells:
        marks.merged.append(f"{address(left, top + 1)}:{address(beyond - 1, below)}")
        marks.cover(range(top + 1, below + 1), range(left, beyond))
    return marks


class _Styles:
    """The styles that show a percentage or another currency, and those that strike through."""

    def __init__(self, book) -> None:
        self.percentages, self.currencies, self.struck = set(), {}, set()
        for number, style in enumerate(book.xf_list):
            shown = book.format_map[style.format_key].format_str
            if "%" in shown:
                self.percentages.add(number)
            elif style.format_key >= _OWN_FORMATS and (sign := foreign_sign(shown)):
                self.currencies[number] = sign
            if book.font_list[style.font_index].struck_out:
                self.struck.add(number)


def _mark_cells(marks: Marks, sheet, styles: _Styles) -> None:
    import xlrd

    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            marks.reach(row + 1, column)
            if cell.ctype == xlrd.XL_CELL_ERROR:
                error = xlrd.error_text_from_code.get(cell.value, "#N/A")
                marks.lost[row + 1, column] = error
            elif cell.ctype == xlrd.XL_CELL_NUMBER:
                _mark_number(marks, (row + 1, column), cell.xf_index, styles)
            if cell.xf_index in styles.struck:
                marks.struck.append(address(column, row + 1))


def _mark_number(marks: Marks, place: tuple[int, int], style: int, styles: _Styles) -> None:
    if style in styles.percentages:
        marks.percentages.add(place)
    elif style in styles.currencies:
        marks.currencies[place] = styles.currencies[style]


def _text(cell, datemode: int) -> str | None:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        return None  # its text is among the marks
    if cell.ctype == xlrd.XL_CELL_DATE:
        return cell_text(_moment(cell.value, datemode))
    return cell_text(bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value)


def _moment(value: float, datemode: int) -> datetime | time | float:
    """A day, or a time of day where there is none; a number that no calendar has stays one."""
    import xlrd

    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return value
    return moment.time() if 0 <= value < 1 else moment
