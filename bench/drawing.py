"""How soon a page's first chart is drawn, against a default Dash page with the same chart."""

import json
import re
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.pages import answer_of, asked_for, served
from bench.processes import ROOT

PATH, PAGE = "/funds", "funds"
TIMES = 5
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
DEFAULT = """
import json
import dash
import plotly.graph_objects as go
from dash import dcc, html
figure = go.Figure(json.load(open({path!r})))
app = dash.Dash()
app.layout = html.Div([html.H1("The same chart"), dcc.Graph(figure=figure)])
server = app.server
"""


@dataclass(frozen=True)
class Drawn:
    """Time to the first chart ÷ a default page's, and the bytes of a first visit to ours."""

    ratio: float
    size: int


def against_default(warehouse: Path, folder: Path) -> Drawn:
    """Each visit with an empty cache, ours and theirs in turn; the median of several."""
    with served("app:server", ROOT, {"HUB_DATABASE_URL": str(warehouse)}) as ours:
        body = json.loads(answer_of(ours, "/_dash-update-component", asked_for(PAGE, PATH)))
        (folder / "figure.json").write_text(_coloured(next(_figures(body))), encoding="utf-8")
        source = DEFAULT.format(path=str(folder / "figure.json"))
        (folder / "default.py").write_text(source, encoding="utf-8")
        with served("default:server", folder, {}) as theirs, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=QUIET)
            rounds = [
                (_visit(browser, ours, PATH), _visit(browser, theirs, "/")) for _ in range(TIMES)
            ]
            browser.close()
    mine = statistics.median(seconds for (seconds, _), _ in rounds)
    other = statistics.median(seconds for _, (seconds, _) in rounds)
    return Drawn(mine / other, max(size for (_, size), _ in rounds))


def _chromium() -> str:
    return shutil.which("chromium") or shutil.which("chromium-browser") or sys.exit("No Chromium.")


def _figures(node: Any) -> Iterator[dict]:
    """The figures of an answer, in reading order."""
    if isinstance(node, dict):
        if node.get("type") == "Graph":
            yield node["props"]["figure"]
        for inner in node.values():
            yield from _figures(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _figures(inner)


def _coloured(figure: dict) -> str:
    """The same figure with one plain colour where ours names the design's."""
    return re.sub(r"var\(--[a-z0-9-]+\)", "#555555", json.dumps(figure))


def _visit(browser: Browser, port: int, path: str) -> tuple[float, int]:
    """Seconds until the first chart stands, and the bytes that came over the wire by then."""
    context = browser.new_context()
    page = context.new_page()
    wire, sizes = context.new_cdp_session(page), []
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    start = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}{path}", wait_until="commit")
    page.wait_for_selector(".js-plotly-plot .main-svg .point")
    seconds = time.perf_counter() - start
    context.close()
    return seconds, int(sum(sizes))
