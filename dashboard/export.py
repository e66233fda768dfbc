"""The tables behind the charts as CSV and workbook, made on the server for the same choice."""

import csv
import io
from collections.abc import Callable
from typing import Any

import xlsxwriter
from flask import Flask, Response, request

from dashboard import guard
from dashboard.access import Denied, NotFound
from dashboard.address import Unknown
from dashboard.layout.numbers import day
from dashboard.layout.period import chosen
from dashboard.layout.table import Absent, Column, Table
from dashboard.live import Asked, asked
from data.hub import HUB

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS = {"pence": "£#,##0.00", "share": "0.0%", "count": "#,##0", "ratio": "0.00"}
TABLES: dict[str, Callable[[Asked], Table]] = {}


def exported(name: str, permission: str) -> Callable:
    """Offer a page's table at `/export/NAME.csv` and `/export/NAME.xlsx`."""

    def register(table: Callable[[Asked], Table]) -> Callable[[Asked], Table]:
        TABLES[name] = guard.guarded_layout(permission)(table)
        return table

    return register


def offer(server: Flask) -> None:
    server.add_url_rule("/export/<name>.<ending>", "export", download)


def download(name: str, ending: str) -> Response:
    if name not in TABLES or ending not in ("csv", "xlsx"):
        return _plain("There is no such table.", 404)
    try:
        wanted = asked(request.query_string.decode(), request.args.get("path", ""))
        table = TABLES[name](wanted)
    except (Unknown, NotFound) as unknown:
        return _plain(str(unknown), 404)
    except Denied as denied:
        return _plain(str(denied), 403)
    heading = [HUB.name, table.caption, chosen(wanted.selection), _as_of(wanted)]
    made = as_csv(table, heading) if ending == "csv" else as_workbook(table, heading)
    return Response(
        made,
        mimetype="text/csv" if ending == "csv" else WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )


def _plain(sentence: str, status: int) -> Response:
    return Response(sentence, status, mimetype="text/plain")


def _as_of(wanted: Asked) -> str:
    sample = "Sample data, a" if wanted.store.sample_today() else "A"
    return f"{sample}s of {day(wanted.store.today())}"


def as_csv(table: Table, heading: list[str]) -> bytes:
    """With a byte order mark, so that Excel reads £ and ’; text is never a formula."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerows([[_harmless(line)] for line in heading] + [[]])
    writer.writerow([_harmless(column.title) for column in table.columns])
    writer.writerows(
        [[_cell(cell, column.kind) for cell, column in _pairs(table, row)] for row in table.rows]
    )
    return sheet.getvalue().encode("utf-8-sig")


def as_workbook(table: Table, heading: list[str]) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(
        held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet, bold = book.add_worksheet("Figures"), book.add_format({"bold": True})
    formats = {kind: book.add_format({"num_format": how}) for kind, how in _FORMATS.items()}
    for at, line in enumerate(heading):
        sheet.write_string(at, 0, line)
    top = len(heading) + 1
    for across, column in enumerate(table.columns):
        sheet.write_string(top, across, column.title, bold)
        sheet.set_column(across, across, max(14, min(48, len(column.title) + 4)))
    for down, row in enumerate(table.rows, start=top + 1):
        for across, (cell, column) in enumerate(_pairs(table, row)):
            _write(sheet, down, across, _cell(cell, column), formats.get(column.kind))
    book.close()
    return held.getvalue()


def _write(sheet, down: int, across: int, cell: Any, how) -> None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(down, across, cell, how)
    else:
        sheet.write_string(down, across, str(cell))


def _pairs(table: Table, row) -> zip:
    return zip(row, table.columns, strict=True)


def _cell(cell: Any, column: Column) -> Any:
    """A number as a number (money in pounds), anything else as text."""
    if cell is None or isinstance(cell, Absent):
        return "" if cell is None else str(cell)
    if column.kind == "pence":
        return cell / 100
    if isinstance(cell, int | float):
        return round(cell, 6) if isinstance(cell, float) else cell
    return cell.isoformat() if column.kind == "day" else str(cell)


def _harmless(cell: Any) -> Any:
    """Text that a spreadsheet would run as a formula is marked as text."""
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA_STARTS)
    return f"'{cell}" if is_formula else cell
