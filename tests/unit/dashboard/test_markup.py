"""Parts of a page as HTML: what is said, marked and linked, and nothing that could run."""

import json

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html
from plotly.io.json import to_json_plotly

from dashboard.components.forms import entry_field
from dashboard.web.html import markup


def as_html(part: object) -> str:
    return markup(json.loads(to_json_plotly(part)))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
        (["one", 2, None], "one2"),
        (html.P(["a", html.B("b"), None]), "<p>a<b>b</b></p>"),
        (html.P("", className=""), "<p></p>"),
        (html.Label("L", htmlFor="f", className="c"), '<label class="c" for="f">L</label>'),
        (html.Details("x", open=True), '<details open="">x</details>'),
        (html.Div(hidden=False), "<div></div>"),
        (html.A("x", href="/p?a=1&b=2"), '<a href="/p?a=1&amp;b=2">x</a>'),
        (html.A("x", href="/f.csv", download=""), '<a download="" href="/f.csv">x</a>'),
        (html.Td("x", colSpan=2), '<td colspan="2">x</td>'),
        (html.B("x", style={"marginTop": "1px"}), '<b style="margin-top:1px">x</b>'),
        (html.I(**{"aria-label": 'a"b'}), '<i aria-label="a&quot;b"></i>'),
        (html.Br(), "<br>"),
        (entry_field("q", "text"), '<input type="text" id="field-q" name="q">'),
        (html.Button("x", type="button"), '<button type="button" disabled="">x</button>'),
        (html.Button("x", type="submit"), '<button type="submit">x</button>'),
        (dcc.Store(id="s", data="unseen"), ""),
        (dcc.Interval(id="i"), ""),
        (
            dcc.Graph(figure={"data": []}, style={"height": "9px"}),
            '<div class="dash-graph" style="height:9px"></div>',
        ),
        (dbc.Input(id="w", type="search"), '<input id="w" type="search" class="form-control">'),
        (
            dbc.Select(id="s", options=[{"label": "A & B", "value": "ab"}], value="ab"),
            '<select id="s" class="form-select" disabled="">'
            '<option value="ab" selected="">A &amp; B</option></select>',
        ),
    ],
)
def test_a_part_is_written_as_the_browser_would_have_it(part, said):
    assert as_html(part) == said


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere", "https://elsewhere", ""])
def test_a_link_leads_nowhere_but_to_this_site(address):
    assert as_html(html.A("x", href=address)) == "<a>x</a>"
