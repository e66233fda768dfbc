"""The tables behind the charts as CSV and workbook, made on the server for the same choice."""

from collections.abc import Callable

import flask
from flask import Flask, Response

from dashboard.components.period import chosen
from dashboard.components.tables.table import Table
from dashboard.domain.viewer import Denied, NotFound
from dashboard.store.session import Session
from dashboard.web import auth
from dashboard.web.page import PageRequest, page_request
from dashboard.web.query_string import Unknown
from dashboard.web.table_files import as_csv, as_workbook
from data.formatting import day
from data.hub import HUB

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLES: dict[str, Callable[[PageRequest], Table]] = {}


def exported(name: str, permission: str) -> Callable:
    """Offer a page's table at `/export/NAME.csv` and `/export/NAME.xlsx`."""

    def register(table: Callable[[PageRequest], Table]) -> Callable[[PageRequest], Table]:
        TABLES[name] = auth.guarded_layout(permission)(table)
        return table

    return register


def offer(server: Flask) -> None:
    server.add_url_rule("/export/<name>.<ending>", "export", download)


def download(name: str, ending: str) -> Response:
    if name not in TABLES or ending not in ("csv", "xlsx"):
        return _plain("There is no such table.", 404)
    search, path = (
        flask.request.query_string.decode(errors="replace"),
        flask.request.args.get("path", ""),
    )
    try:
        with page_request(search, path) as request:
            return attached(f"{name}.{ending}", _made(TABLES[name](request), request, ending))
    except (Unknown, NotFound) as unknown:
        return _plain(str(unknown), 404)
    except Denied as denied:
        return _plain(str(denied), 403)


def _made(table: Table, request: PageRequest, ending: str) -> bytes:
    heading = [HUB.name, table.caption, chosen(request.selection), _as_of(request.session)]
    return as_csv(table, heading) if ending == "csv" else as_workbook(table, heading)


def attached(name: str, made: bytes) -> Response:
    """A file to be kept under its name; one of ASCII letters, which every browser keeps."""
    safe = name.encode("ascii", "replace").decode().replace("?", "-")
    return Response(
        made,
        mimetype="text/csv" if name.endswith(".csv") else WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="{safe}"'},
    )


def _plain(sentence: str, status: int) -> Response:
    return Response(sentence, status, mimetype="text/plain")


def _as_of(session: Session) -> str:
    sample = "Sample data, a" if session.sample_today else "A"
    return f"{sample}s of {day(session.today)}"
