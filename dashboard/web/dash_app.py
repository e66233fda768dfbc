"""Dash as the hub serves it: a page as words and as data, and plotly's small bundle."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from dash import Dash
from flask import request

from dashboard.web.script_bundle import Bundle

ASSETS = Path(__file__).resolve().parents[2] / "assets"
PLOTLY = "plotly-basic.min.js"
PLOTLY_VERSION = "4.1.1"
# Dash brings fillers for browsers that could not show these pages, of which its own scripts use
# one, and the script of a table that no page has: 37 of 694 KB on a first visit.
_FILLERS = re.compile(r'<script src="[^"]*/deps/polyfill@[^"]*"></script>')
_USED_FILLER = '<script src="/assets/regenerator-runtime.min.js?v=0.14.1"></script>'
_UNUSED_TABLE = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\n?')


def marked(name: str) -> str:
    """The address of a file of ours, with a mark of its bytes: it is kept until they change."""
    mark = hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
    return f"/assets/{name}?v={mark}"


# What draws charts runs once Dash has begun, so that a slow line keeps nobody from the filters.
_DRAWS_CHARTS = "".join(
    f'<script fetchpriority="low" {script}></script>'
    for script in (
        f'id="plotly" src="{marked(PLOTLY)}"',
        'src="/_dash-component-suites/dash/dcc/async-graph.js"',
    )
)


@dataclass(frozen=True)
class Opened:
    """What an address opens: its title, its words as HTML, and what Dash draws it from in JSON.

    `parts` is None where it could not be drawn, and the words say so.
    """

    title: str
    words: str
    parts: str | None


class App(Dash):
    """Dash with plotly's basic bundle, loaded from our own assets where a chart is.

    A page is sent as words to read and as the parts that Dash draws it from; `opened` gives both
    for a path and its query. `is_charted` says of a path whether its page opens with charts: what
    draws them then comes with it. `bundle` holds the scripts that every page runs first, once they
    are known.
    """

    opened: Callable[[str, str], Opened]
    is_charted: Callable[[str], bool]
    bundle: Bundle | None = None

    def interpolate_index(self, **parts: str) -> str:
        scripts = _FILLERS.sub(_USED_FILLER, parts["scripts"])
        scripts = _UNUSED_TABLE.sub("", scripts)
        parts["scripts"] = self.bundle.put_in(scripts) if self.bundle else scripts
        if self.is_charted(path_sent()):
            parts["renderer"] += _DRAWS_CHARTS
        page = self.opened(path_sent(), query_sent())
        parts["title"] = escape(page.title)
        parts["app_entry"] = _words_and_parts(page) + parts["app_entry"]
        return super().interpolate_index(**parts)

    def _config(self):
        config = super()._config()
        config["serve_locally"] = False  # used only to choose plotly's address
        config["plotlyjs_url"] = marked(PLOTLY)
        config.pop("python_version", None)
        return config


def path_sent() -> str:
    """The path as the browser wrote it, which pages read as they read a later one."""
    written = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or ""
    return written.partition("?")[0] if written.startswith("/") else request.path


def query_sent() -> str:
    """The query as the browser wrote it, with its mark; what is no text in it is marked."""
    query = request.query_string.decode(errors="replace")
    return f"?{query}" if query else ""


def _words_and_parts(page: Opened) -> str:
    """The words of a page, and its parts as data: what runs is not named in it."""
    words = f'<div id="words">{page.words}</div>'
    if page.parts is None:
        return words
    parts = page.parts.replace("<", "\\u003c")
    return f'{words}\n<script type="application/json" id="parts">{parts}</script>'
