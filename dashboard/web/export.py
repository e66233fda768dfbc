"""The tables behind the charts as CSV and workbook, made on the server for the same choice."""

from collections.abc import Callable
from urllib.parse import quote

import flask
from flask import Flask, Response

from dashboard.components.tables.table import Table
from dashboard.domain.viewer import Denied, NotFound
from dashboard.web import auth
from dashboard.web.downloads.csv_file import as_csv
from dashboard.web.downloads.metadata import as_metadata
from dashboard.web.downloads.notes import Notes, notes_of
from dashboard.web.downloads.workbook import as_workbook
from dashboard.web.page import PageRequest, page_request
from dashboard.web.query_string import Unknown

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSVW = "application/csvm+json"
MIMETYPES = {"csv": "text/csv", "json": CSVW}
METADATA = "csv-metadata.json"  # where CSV on the Web looks for it, beside the CSV
IN_QUERIES = "%=&+/?:@!$'()*,;~"
TABLES: dict[str, Callable[[PageRequest], Table]] = {}


def exported(name: str, permission: str) -> Callable:
    """Offer a page's table at `/export/NAME.csv` with its metadata, and at `/export/NAME.xlsx`."""

    def register(table: Callable[[PageRequest], Table]) -> Callable[[PageRequest], Table]:
        TABLES[name] = auth.guarded_layout(permission)(table)
        return table

    return register


def offer(server: Flask) -> None:
    server.add_url_rule("/export/<name>.<ending>", "export", download)
    metadata = {"ending": METADATA}
    server.add_url_rule(f"/export/<name>.{METADATA}", "export", download, defaults=metadata)


def download(name: str, ending: str) -> Response:
    made = MADE.get(ending)
    return made(name) if made and name in TABLES else _plain("There is no such table.", 404)


def _csv(name: str) -> Response:
    answer = _attached(name, "csv", lambda table, _: as_csv(table))
    beside = f"</export/{quote(name)}.{METADATA}{_query()}>"
    answer.headers["Link"] = f'{beside}; rel="describedby"; type="{CSVW}"'
    return answer


def _metadata(name: str) -> Response:
    address = f"{quote(name)}.csv{_query()}"  # beside the metadata
    return _attached(name, METADATA, lambda table, notes: as_metadata(table, notes, address))


def _workbook(name: str) -> Response:
    return _attached(name, "xlsx", as_workbook)


MADE = {"csv": _csv, "xlsx": _workbook, METADATA: _metadata}


def _attached(name: str, ending: str, make: Callable[[Table, Notes], bytes]) -> Response:
    """The file of a table within its reader's session, or why there is none."""
    search, path = (
        flask.request.query_string.decode(errors="replace"),
        flask.request.args.get("path", ""),
    )
    try:
        with page_request(search, path) as request:
            table = TABLES[name](request)
            return attached(f"{name}.{ending}", make(table, notes_of(table, request)))
    except (Unknown, NotFound) as unknown:
        return _plain(str(unknown), 404)
    except Denied as denied:
        return _plain(str(denied), 403)


def _query() -> str:
    """The query as it was sent, fit to stand in a header."""
    sent = flask.request.query_string.decode("latin-1")
    return f"?{quote(sent, safe=IN_QUERIES)}" if sent else ""


def attached(name: str, made: bytes) -> Response:
    """A file to be kept under its name; one of ASCII letters, which every browser keeps."""
    safe = name.encode("ascii", "replace").decode().replace("?", "-")
    return Response(
        made,
        mimetype=MIMETYPES.get(name.rpartition(".")[2], WORKBOOK),
        headers={"Content-Disposition": f'attachment; filename="{safe}"'},
    )


def _plain(sentence: str, status: int) -> Response:
    return Response(sentence, status, mimetype="text/plain")
