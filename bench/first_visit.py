"""A first visit in a browser: its bytes, and when the first chart stands, against Dash's own.

The yardstick is Dash as it comes, with the very chart that our page draws first.
"""

import json
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.pages import served
from bench.processes import ROOT

PAGE = "/"
VISITS = 5
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
AS_IT_COMES = """
import json
import dash
from dash import dcc, html
figure = json.load(open({path!r}))
app = dash.Dash("yardstick")
app.layout = html.Div(dcc.Graph(figure=figure))
server = app.server
"""
_DRAWN = ".js-plotly-plot .main-svg"
# The page notes the moment itself and says so: to be asked whether it has come would delay it.
_SAID = "the first chart stands"
_NOTE_IT = f"""new MutationObserver((_, watch) => {{
  if (!document.querySelector('{_DRAWN}')) return;
  window.drawnAt = performance.now();
  watch.disconnect();
  console.info("{_SAID}");
}}).observe(document, {{childList: true, subtree: true}});"""
_NOTED = """() => [
  drawnAt, performance.getEntriesByName("first-contentful-paint")[0].startTime
].map((milliseconds) => milliseconds / 1000)"""
_FIRST_CHART = """() => {
  const drawn = document.querySelector('.js-plotly-plot');
  return JSON.stringify({data: drawn.data, layout: {height: drawn.layout.height}});
}"""


@dataclass(frozen=True)
class FirstVisit:
    """Bytes of a first visit to our page and to Dash's own, and our times ÷ its first chart's."""

    size: int
    default_size: int
    chart_ratio: float
    words_ratio: float


def against_default(warehouse: Path, folder: Path) -> FirstVisit:
    """Visits side by side, each with an empty cache; the median of the ratios."""
    with _chromium() as browser, served("app:server", ROOT, _settings(warehouse)) as ours:
        address = f"http://127.0.0.1:{ours}{PAGE}"
        (folder / "figure.json").write_text(_figure(browser, address), encoding="utf-8")
        source = AS_IT_COMES.format(path=str(folder / "figure.json"))
        (folder / "yardstick.py").write_text(source, encoding="utf-8")
        with served("yardstick:server", folder, {}) as theirs:
            rounds = [
                (_visit(browser, address), _visit(browser, f"http://127.0.0.1:{theirs}/"))
                for _ in range(VISITS)
            ]
    chart = statistics.median(mine.chart / other.chart for mine, other in rounds)
    words = statistics.median(mine.words / other.chart for mine, other in rounds)
    mine, other = rounds[-1]
    return FirstVisit(mine.size, other.size, chart, words)


def _settings(warehouse: Path) -> dict[str, str]:
    return {"HUB_DATABASE_URL": str(warehouse)}


def _figure(browser: Browser, address: str) -> str:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector(_DRAWN)
    figure = page.evaluate(_FIRST_CHART)
    page.close()
    return json.dumps(json.loads(figure))


@dataclass(frozen=True)
class _Visit:
    """Seconds until the first words and the first chart are seen; bytes that came, headers too."""

    words: float
    chart: float
    size: int


def _visit(browser: Browser, address: str) -> _Visit:
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    came: list[int] = []
    network.on("Network.loadingFinished", lambda told: came.append(int(told["encodedDataLength"])))
    page.add_init_script(_NOTE_IT)
    with page.expect_console_message(lambda said: said.text == _SAID):
        page.goto(address, wait_until="commit")
    page.wait_for_load_state("networkidle")
    chart, words = page.evaluate(_NOTED)
    context.close()
    return _Visit(words, chart, sum(came))


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET.split())
        yield browser
        browser.close()
