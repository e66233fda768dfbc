"""Workbooks of the old kind, .xls, read by two programs that must agree on each cell.

Both are given a copy of the records that cells depend on. Where one of them stumbles all the same,
the other's reading stands, and is asked about.
"""

import io
import os
import re
from datetime import datetime, time, timedelta
from pathlib import Path

from etl.extract.compound import compound_of
from etl.extract.grid import Row, cell_text, sheet_of
from etl.extract.left_out import IsKnown, left_out, without_too_large
from etl.extract.marks import Marks, foreign_sign
from etl.extract.refusal import (
    UnreadableError,
    attempt,
    cannot_open,
    refuse_too_many_sheets,
)
from etl.extract.text_count import TextCount
from etl.extract.xls_book import XlsBook
from etl.extract.xls_marks import XlsMarks
from etl.extract.xls_records import Copy
from etl.schema.problem import address

_OWN_FORMATS = 164  # the first that a workbook defines; those before differ from country to country
_DAY = 24 * 60 * 60
_AMOUNTS = (2, 3)  # cells of a number, of a date
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.I)


def read_xls(stream: bytes, is_known: IsKnown) -> list[dict]:
    """Each sheet as `read_workbook` gives it, of the records of a workbook."""
    copy = Copy(stream)
    book = attempt(lambda: XlsBook(stream, copy))
    if book is None:
        raise cannot_open()
    refuse_too_many_sheets(len(book.sheets))
    marks, out = _marked(stream, book, copy, is_known)
    spans = {n: (book.sheets[n][0], marked.rows, marked.columns) for n, marked in marks.items()}
    out |= without_too_large(spans, is_known)
    for number in out:
        copy.clear(book.sheets[number][1])
    read = {n: marked for n, marked in marks.items() if n not in out}
    _tell_uncalculated(marks)
    sheets = out | _read(bytes(copy.stream), book, read)
    return [sheets[number] for number in sorted(sheets)]


def _marked(
    stream: bytes, book: XlsBook, copy: Copy, is_known: IsKnown
) -> tuple[dict[int, XlsMarks], dict[int, dict]]:
    """The marks of the sheets by their numbers, and those that are left out."""
    marks, out = {}, {}
    for number, (name, start) in enumerate(book.sheets):
        try:
            marks[number] = attempt(lambda at=start: XlsMarks(stream, at, book, copy))
        except UnreadableError as why:
            out[number] = left_out(name, why, is_known)
            continue
        if marks[number] is None:
            raise cannot_open()
        marks[number].is_filtered = number in book.filtered
    return marks, out


def _tell_uncalculated(marks: dict[int, XlsMarks]) -> None:
    """Empty results in a workbook without any other were never calculated."""
    if any(marked.is_calculated for marked in marks.values()):
        return
    for marked in marks.values():
        marked.unsaved |= dict.fromkeys(marked.empty, "a formula")
        marked.empty.clear()


def _read(records: bytes, book: XlsBook, marks: dict[int, XlsMarks]) -> dict[int, dict]:
    """The sheets by their numbers, each cell as both programs read it, or the one that can.

    Texts are counted before the other begins, which keeps one of its own for every cell.
    """
    first = attempt(lambda: _by_xlrd(records, marks))
    second = attempt(lambda: _by_calamine(records, book, marks))
    if first is None and second is None:
        raise cannot_open()
    rows, again = (second, None) if first is None else (first, second)
    sheets = {
        n: sheet_of(book.sheets[n][0], marked, rows[n], again and again[n])
        for n, marked in marks.items()
    }
    if first is None or second is None:
        next(iter(sheets.values()), {})["has_one_reader"] = True
    return sheets


def _by_xlrd(records: bytes, marks: dict[int, XlsMarks]) -> dict[int, list[Row]]:
    """The rows of each sheet, and in its marks how they are shown."""
    import xlrd

    with Path(os.devnull).open("w") as nowhere:  # for its grumbles about odd files
        book = xlrd.open_workbook(
            file_contents=records, formatting_info=True, ragged_rows=True, logfile=nowhere
        )
    styles, count = _Styles(book), TextCount()
    for number, marked in marks.items():
        _mark(marked, book.sheet_by_index(number), styles)
    return {
        number: _rows(book.sheet_by_index(number), marked.rows, book.datemode, styles, count)
        for number, marked in marks.items()
    }


def _rows(sheet, height: int, datemode: int, styles: "_Styles", count: TextCount) -> list[Row]:
    rows = ([_text(cell, datemode, styles) for cell in sheet.row(n)] for n in range(height))
    return [count.counted(row) for row in rows]


def _by_calamine(records: bytes, book: XlsBook, marks: dict[int, XlsMarks]) -> dict[int, list[Row]]:
    """The rows of each sheet."""
    import python_calamine

    opened = python_calamine.load_workbook(io.BytesIO(compound_of({"Workbook": records})))
    rows = {}
    for number in marks:
        sheet = opened.get_sheet_by_name(book.sheets[number][0])
        rows[number] = [list(map(cell_text, row)) for row in sheet.to_python(skip_empty_area=False)]
    return rows


def _mark(marks: Marks, sheet, styles: "_Styles") -> None:
    marks.is_hidden = sheet.visibility != 0
    marks.hidden_rows = sorted(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
    marks.hidden_columns = sorted(c for c, info in sheet.colinfo_map.items() if info.hidden)
    _mark_cells(marks, sheet, styles)
    for top, below, left, beyond in sheet.merged_cells:
        marks.merged.append(f"{address(left, top + 1)}:{address(beyond - 1, below)}")
        marks.cover(range(top + 1, below + 1), range(left, beyond))


class _Styles:
    """The styles that show a percentage or another currency, those that strike through, and those
    that show how long something took, in more hours than a day has."""

    def __init__(self, book) -> None:
        self.percentages, self.currencies, self.struck = set(), {}, set()
        self.elapsed = set()
        for number, style in enumerate(book.xf_list):
            shown = book.format_map[style.format_key].format_str
            if "%" in shown:
                self.percentages.add(number)
            elif style.format_key >= _OWN_FORMATS and (sign := foreign_sign(shown)):
                self.currencies[number] = sign
            if _ELAPSED.search(shown):
                self.elapsed.add(number)
            if book.font_list[style.font_index].struck_out:
                self.struck.add(number)


def _mark_cells(marks: Marks, sheet, styles: _Styles) -> None:
    import xlrd

    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            if cell.ctype == xlrd.XL_CELL_NUMBER:
                _mark_number(marks, (row + 1, column), cell.xf_index, styles)
            if cell.xf_index in styles.struck:
                marks.struck.append(address(column, row + 1))


def _mark_number(marks: Marks, place: tuple[int, int], style: int, styles: _Styles) -> None:
    if style in styles.percentages:
        marks.percentages.add(place)
    elif style in styles.currencies:
        marks.currencies[place] = styles.currencies[style]


def _text(cell, datemode: int, styles: _Styles) -> str | None:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        return None  # its text is among the marks
    if cell.xf_index in styles.elapsed and cell.ctype in _AMOUNTS:
        return cell_text(timedelta(seconds=round(cell.value * _DAY)))
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
