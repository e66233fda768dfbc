"""Routes of forms with files: they are checked, loaded, taken up again or dropped."""

import io
import re
import time
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from flask import Flask, Request, Response, current_app, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound, RequestEntityTooLarge

from dashboard.domain import viewer
from dashboard.web import auth, etl_gateway
from dashboard.web.csrf import is_ours

HOME = "/upload"
FORM = "a new form"  # what the token of a form without a job is for
FORM_BYTES = 1_000_000  # of a form, beside its files
NAME_CHARACTERS = 120
SWEEP_SECONDS = 60 * 60
ACTS: dict[str, Callable] = {
    "load": etl_gateway.load,
    "again": etl_gateway.again,
    "drop": etl_gateway.drop,
}


class InMemory(Request):
    """A request whose files are never written to the disk as they came."""

    def _get_file_stream(self, *_, **__) -> io.BytesIO:
        return io.BytesIO()


def offer(server: Flask) -> None:
    server.request_class = InMemory
    server.add_url_rule(HOME, "upload", receive, methods=["POST"])
    server.add_url_rule(f"{HOME}/<job_id>/<act>", "upload_act", carry_on, methods=["POST"])
    swept = time.monotonic() - SWEEP_SECONDS

    @server.before_request
    def sweep_now_and_then() -> None:
        nonlocal swept
        if time.monotonic() - swept >= SWEEP_SECONDS:
            swept = time.monotonic()
            etl_gateway.sweep(auth.settings())


def page_of(job_id: str) -> str:
    return f"{HOME}/{job_id}"


@auth.guarded_layout("load")
def receive() -> Response:
    """Keep the files of a form and have them checked; then on to the page that shows how far."""
    request.max_content_length = etl_gateway.LARGEST_UPLOAD + FORM_BYTES
    try:
        files = [file for file in request.files.getlist("files") if file.filename]
    except RequestEntityTooLarge:
        return _back("too-large")
    if not is_ours(FORM):
        return _back("stale")
    if not files:
        return _back("none")
    try:
        job_id = etl_gateway.hand_in(auth.settings(), _named(files))
    except etl_gateway.KeyLostError:
        current_app.logger.exception("files could not be kept")
        return _back("no-key")
    except etl_gateway.HandInError:
        current_app.logger.exception("files could not be kept")
        return _back("no-room")
    return redirect(page_of(job_id), 303)


def _named(files: list[FileStorage]) -> Iterator[tuple[str, bytes]]:
    return ((plain_name(file.filename), file.stream.getvalue()) for file in files)


def plain_name(sent: str) -> str:
    """The name of a file without its folders and without what no name needs."""
    name = re.sub(r"[\x00-\x1f\x7f]", "", sent.replace("\\", "/").rpartition("/")[2]).strip()
    if not name.strip("."):
        return "file"
    path = PurePosixPath(name)
    return path.stem[:NAME_CHARACTERS] + path.suffix[:10]


@auth.guarded_layout("load")
def carry_on(job_id: str, act: str) -> Response:
    """Load a job's files, take it up again, or drop it."""
    if act not in ACTS:
        raise NotFound
    if not is_ours(job_id):
        return redirect(f"{page_of(job_id)}?why=stale", 303)
    try:
        ACTS[act](auth.settings(), job_id)
    except viewer.NotFound:
        return redirect(page_of(job_id), 303)
    return redirect(HOME if act == "drop" else page_of(job_id), 303)


def _back(why: str) -> Response:
    return redirect(f"{HOME}?why={why}", 303)
