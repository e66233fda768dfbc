"""How long a typical return takes to open, against opening it with openpyxl alone."""

import io
import time
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import xlsxwriter

from etl.extract.sandbox import Sandbox

_HEADINGS = ("Session date", "Activity", "School URN", "Hours", "Group", "Ref", "Attended", "Asked")
_SHEETS, _ROWS = 5, 400
_TIMES = 7


def against_openpyxl() -> tuple[float, float]:
    """Our warm reading and our first one, process and all, each ÷ openpyxl in this process.

    The best of several of each, taken in turn.
    """
    data = typical_return()
    first = min(_seconds(lambda: _first(data)) for _ in range(3))
    with Sandbox() as sandbox:
        sandbox.read(data)
        ours, theirs = [], []
        for _ in range(_TIMES):
            ours.append(_seconds(lambda: sandbox.read(data)))
            theirs.append(_seconds(lambda: _by_openpyxl(data)))
    return min(ours) / min(theirs), first / min(theirs)


def typical_return() -> bytes:
    """A workbook of five sheets and two thousand rows."""
    told = io.BytesIO()
    with xlsxwriter.Workbook(told) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number in range(_SHEETS):
            sheet = book.add_worksheet(f"Attendance {number}")
            sheet.write_row(0, 0, _HEADINGS)
            for row in range(1, _ROWS + 1):
                sheet.write_datetime(row, 0, date(2025, 9, 1) + timedelta(days=row % 90), day)
                cells = ("singing", "100001", 1.5, "Choir", f"c{row:03}", "yes", row)
                sheet.write_row(row, 1, cells)
    return told.getvalue()


def _by_openpyxl(data: bytes) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value


def _first(data: bytes) -> None:
    with Sandbox() as sandbox:
        sandbox.read(data)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
