"""Prerendering of an address: the page's title, its words as HTML, and what Dash draws."""

import json
import logging

from dash import html
from flask import g
from plotly.io.json import to_json_plotly

from dashboard.components.page_parts import gone_wrong
from dashboard.web.dash_app import Opened
from dashboard.web.frame import frame, frame_of_missing
from dashboard.web.html import markup
from dashboard.web.routing import is_missing
from data.hub import HUB

log = logging.getLogger(__name__)


def opened(path: str, search: str) -> Opened:
    """The frame with the page of an address in it."""
    try:
        drawn = _missing(path) if is_missing() else frame(path, search)
        parts = to_json_plotly(drawn)
        return Opened(drawn["title"].data, markup(json.loads(parts)), parts)
    except Exception:
        log.exception("a page could not be opened")
        g.page_failed = True
        return Opened(HUB.name, markup(json.loads(to_json_plotly(gone_wrong()))), None)


def _missing(path: str) -> html.Div:
    g.page_may_be_kept = True
    return frame_of_missing(path)
