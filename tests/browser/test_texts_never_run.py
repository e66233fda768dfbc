"""What people send is text on every page: opened by an officer, none of it runs.

The pages are opened without their content security policy, which would hide what would have run.
"""

from urllib.parse import quote, urlencode

import pytest

from tests.browser.conftest import UNPACKED, serve
from tests.support.addresses import addresses
from tests.support.browser_page import Window
from tests.support.page_states import PATIENCE_MS, drawn, unfolded
from tests.support.runnable_texts import FOR_BROWSERS, Text
from tests.support.walks import sampled

MARKED = "window.marked === 1"
# The elements in a part of a page that lead to a script or carry one; no page of ours has either.
RUNNABLE = """part => [...(part ?? document.body).querySelectorAll('*')].filter(one =>
  [...one.attributes].some(({name, value}) =>
    name.startsWith('on') || /^\\s*javascript:/i.test(value))).map(one => one.outerHTML)"""
# What the labels of all charts say, and what of them could run, while a mouse is at each point.
LABELS = f"""() => {{
  const runnable = {RUNNABLE};
  const said = [], runs = [];
  for (const chart of document.querySelectorAll('.js-plotly-plot'))
    for (const [curveNumber, line] of chart._fullData.entries())
      for (let pointNumber = 0; line.xaxis && pointNumber < line._length; pointNumber++) {{
        Plotly.Fx.unhover(chart);
        Plotly.Fx.hover(chart, [{{curveNumber, pointNumber}}], line.xaxis + line.yaxis);
        said.push(...[...chart.querySelectorAll('.hovertext')].map(one => one.textContent));
        runs.push(...runnable(chart));
      }}
  return [said, runs];
}}"""


def about(text: Text, **more: str) -> str:
    """The query of what an address says of the agreement of a text."""
    named = {"agreement": text.kept_code("agreements"), "quarter": "2025/26 Q1"}
    return urlencode(named | more)


def own_pages(text: Text) -> list[str]:
    """The pages that the codes of a text open."""
    partner = quote(text.kept_code("partners"), safe="")
    return [f"/partner/{partner}", f"/return?{about(text, sheet='progress')}"]


def other_pages() -> list[str]:
    """All others, and those that say again what their address says."""
    text = Text(FOR_BROWSERS["image"])
    asked = [f"/find?{urlencode({'q': text.words})}", f"/record?{about(text, act='decision')}"]
    own = ("/partner/", "/return", "/find")
    return [*(path for path in addresses() if not path.startswith(own)), *asked]


@pytest.fixture(scope="module")
def officer(chromium, runnable_hub):
    """The window of an officer whose browser heeds no policy, and the hub's address."""
    address = serve(runnable_hub)
    context = chromium.new_context(bypass_csp=True, extra_http_headers=UNPACKED)
    context.set_default_timeout(PATIENCE_MS)
    context.request.post(f"{address}/who", form={"as": "officer"})
    yield Window(context.new_page()), address
    context.close()


@pytest.fixture
def look(officer, complaints):
    window, address = officer
    yield lambda path: window.open(address + path, complaints)
    window.leave()
    assert complaints == []


@pytest.mark.parametrize("name", ["script", "image"])
def test_a_text_that_is_taken_for_markup_sets_the_mark(new_profile, name):
    page = new_profile().new_page()
    page.set_content(FOR_BROWSERS[name])
    page.wait_for_function(MARKED)
    assert len(page.evaluate(RUNNABLE)) == (0 if name == "script" else 1)


def test_a_link_to_a_script_is_noticed(new_profile):
    page = new_profile().new_page()
    page.set_content(f"{FOR_BROWSERS['chart']}x</a>")
    assert len(page.evaluate(RUNNABLE)) == 1


def what_runs(page) -> list:
    """What of a page runs or could, once it is drawn, opened and every chart was hovered over."""
    drawn(page)
    unfolded(page)
    _, runs = page.evaluate(LABELS)
    return ["the mark"] * page.evaluate(MARKED) + page.evaluate(RUNNABLE) + runs


@pytest.mark.parametrize("path", sampled(other_pages(), keep=20))
def test_no_text_runs_on_a_page(look, path):
    page = look(path)
    assert "Hub officer" in page.locator(".who summary").inner_text()
    assert what_runs(page) == []


@pytest.mark.parametrize("name", FOR_BROWSERS)
def test_no_text_runs_on_the_pages_of_its_own_codes(look, name):
    for path in own_pages(Text(FOR_BROWSERS[name])):
        page = look(path)
        said = page.locator("main").inner_text()
        assert FOR_BROWSERS[name] in said, path
        assert "There is no" not in said, path
        assert what_runs(page) == [], path


def test_a_chart_says_a_text_as_it_was_typed(look):
    page = look("/value")
    drawn(page)
    said, _ = page.evaluate(LABELS)
    assert [
        text for text in FOR_BROWSERS.values() if not any(text in label for label in said)
    ] == []
