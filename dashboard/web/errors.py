"""When something breaks: a sentence for the reader, the whole story for the log, no traceback."""

import logging

from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from dashboard.domain.viewer import Denied, NotFound

log = logging.getLogger(__name__)


def fail_quietly(server: Flask) -> None:
    server.register_error_handler(Denied, lambda denied: _said(str(denied), 403))
    server.register_error_handler(NotFound, lambda missing: _said(str(missing), 404))
    server.register_error_handler(HTTPException, lambda e: _said(e.description, e.code))
    for missing in (DependencyException, InvalidResourceError):
        server.register_error_handler(missing, lambda _: _said("There is no such file.", 404))
    server.register_error_handler(Exception, _failed)


def _failed(error: Exception) -> Response:
    log.error("a request failed", exc_info=error)
    return _said("Something went wrong on our side and has been noted.", 500)


def _said(sentence: str, status: int) -> Response:
    return Response(sentence, status, mimetype="text/plain")
