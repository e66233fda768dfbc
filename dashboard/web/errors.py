"""Error handlers: a sentence for the reader, the whole story for the log, no traceback."""

import logging

from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from dashboard.domain.viewer import Denied, NotFound

log = logging.getLogger(__name__)


def fail_quietly(server: Flask) -> None:
    server.register_error_handler(Denied, lambda denied: _sentence(str(denied), 403))
    server.register_error_handler(NotFound, lambda missing: _sentence(str(missing), 404))
    server.register_error_handler(HTTPException, lambda e: _sentence(e.description, e.code))
    for missing in (DependencyException, InvalidResourceError):
        server.register_error_handler(missing, lambda _: _sentence("There is no such file.", 404))
    server.register_error_handler(Exception, _failed)


def _failed(error: Exception) -> Response:
    log.error("a request failed", exc_info=error)
    return _sentence("Something went wrong on our side and has been noted.", 500)


def _sentence(sentence: str, status: int) -> Response:
    return Response(sentence, status, mimetype="text/plain")
