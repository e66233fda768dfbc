"""Audit log `hub.audit`: one line of JSON for each reader who was given children's rows."""

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
    """Enter who did what; `about` holds numbers and codes, never what stands in a file."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    who = {"role": viewer.role, "areas": sorted(viewer.areas)}
    _log.info(json.dumps({"at": at, "act": act} | who | about, ensure_ascii=False))
