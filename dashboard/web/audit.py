"""Audit log `hub.audit`: one line of JSON for each reader who was given children's rows.

Whatever is entered comes this way: no text, such as a file's name, can break a line or add one.
"""

import json
import logging
from datetime import UTC, datetime

from dashboard.domain.viewer import Viewer

_log = logging.getLogger("hub.audit")


def listen() -> None:
    """Let the lines be seen: on standard error, unless the installation sends them elsewhere."""
    _log.setLevel(logging.INFO)
    if not _log.hasHandlers():
        _log.addHandler(logging.StreamHandler())


def record(viewer: Viewer, act: str, **about: object) -> None:
    """Enter who did what; `about` is numbers, codes and names of files, never what they hold."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    who = {"role": viewer.role, "areas": sorted(viewer.areas)}
    _log.info(_line({"at": at, "act": act} | who | about))


def _line(entry: dict[str, object]) -> str:
    """JSON in printable ASCII: ends of lines, those of Unicode too, are escaped like any other."""
    return json.dumps(entry).replace("\x7f", "\\u007f")
