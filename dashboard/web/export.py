"""The tables behind the charts as CSV and workbook, made on the server for the same choice."""

from collections.abc import Callable

from flask import Flask, Response, request

from dashboard.components.period import chosen
from dashboard.components.tables.table import Table
from dashboard.domain.viewer import Denied, NotFound
from dashboard.web import auth
from dashboard.web.page import Asked, asked
from dashboard.web.query_string import Unknown
from dashboard.web.table_files import as_csv, as_workbook
from data.formatting import day
from data.hub import HUB

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLES: dict[str, Callable[[Asked], Table]] = {}


def exported(name: str, permission: str) -> Callable:
    """Offer a page's table at `/export/NAME.csv` and `/export/NAME.xlsx`."""

    def register(table: Callable[[Asked], Table]) -> Callable[[Asked], Table]:
        TABLES[name] = auth.guarded_layout(permission)(table)
        return table

    return register


def offer(server: Flask) -> None:
    server.add_url_rule("/export/<name>.<ending>", "export", download)


def download(name: str, ending: str) -> Response:
    if name not in TABLES or ending not in ("csv", "xlsx"):
        return _plain("There is no such table.", 404)
    try:
        wanted = asked(request.query_string.decode(errors="replace"), request.args.get("path", ""))
        table = TABLES[name](wanted)
    except (Unknown, NotFound) as unknown:
        return _plain(str(unknown), 404)
    except Denied as denied:
        return _plain(str(denied), 403)
    heading = [HUB.name, table.caption, chosen(wanted.selection), _as_of(wanted)]
    made = as_csv(table, heading) if ending == "csv" else as_workbook(table, heading)
    return attached(f"{name}.{ending}", made)


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


def _as_of(wanted: Asked) -> str:
    sample = "Sample data, a" if wanted.store.sample_today() else "A"
    return f"{sample}s of {day(wanted.store.today())}"
