"""Bytes on the wire: compressed once, cached where they may be, nothing from another host."""

import gzip
import hashlib
import re
from pathlib import Path

import brotli
from plotly.offline import get_plotlyjs_version

from dashboard.web.dash_app import PLOTLY, PLOTLY_VERSION, marked
from dashboard.web.script_bundle import Bundle
from tests.support.small_hub import app_over, ask, draw, warmed

ASSETS = Path(__file__).resolve().parents[2] / "assets"
BUDGET = 700_000  # bytes compressed, on a first visit


def test_a_warm_app_has_all_its_callbacks_before_the_first_reader_comes(tmp_path):
    draw(tmp_path / "hub.db")
    app = app_over(tmp_path / "hub.db")
    warmed(app)
    assert {"overview-drawn.data", "upload-drawn.data"} <= set(app.callback_map)


def test_what_every_page_runs_first_comes_in_one_request(tmp_path):
    draw(tmp_path / "hub.db")
    app = app_over(tmp_path / "hub.db")
    client = app.server.test_client()
    assert client.get("/assets/bundle.js").status_code == 404
    apart = _scripts(client)
    warmed(app)
    together = _scripts(client)
    first = next(n for n, address in enumerate(apart) if "dash-renderer" in address)
    assert together[1:] == apart[first:]
    sent = client.get(together[0])
    assert "immutable" in sent.headers["Cache-Control"]
    assert all(client.get(address).data in sent.data for address in apart[:first])


def test_a_page_that_begins_with_other_scripts_than_the_bundle_keeps_them():
    scripts = "".join(f'<script src="/{name}.js"></script>' for name in ("a", "b"))
    assert Bundle(("/a.js", "/c.js"), b"").put_in(scripts) == scripts


def _scripts(client) -> list[str]:
    return re.findall(r'<script src="(/[^"]+)"', client.get("/").text.partition("<footer>")[2])


def test_the_vendored_plotly_is_the_version_that_plotly_for_python_expects():
    assert get_plotlyjs_version() == PLOTLY_VERSION
    assert f"v{PLOTLY_VERSION}" in (ASSETS / PLOTLY).read_text(encoding="utf-8")[:200]


def test_plotly_comes_from_our_assets_and_at_once_only_where_a_page_opens_with_charts(client):
    pages = {path: client.get(path).get_data(as_text=True) for path in ("/", "/flags")}
    for page in pages.values():
        assert marked(PLOTLY).replace("/", "\\u002f") in page
        assert "python_version" not in page
    brought = f'id="plotly" src="{marked(PLOTLY)}"></script>'
    assert [brought in page for page in pages.values()] == [True, False]


def test_a_first_visit_stays_within_its_budget(client):
    page = client.get("/", headers={"Accept-Encoding": "br"})
    html = brotli.decompress(page.data).decode()
    addresses = re.findall(r'(?:src|href)="(/(?:assets|_dash-component)[^"]+)"', html)
    addresses += [marked(PLOTLY), "/_dash-dependencies"]
    sizes = [len(client.get(a, headers={"Accept-Encoding": "br"}).data) for a in set(addresses)]
    assert len(page.data) + sum(sizes) < BUDGET


def test_fingerprinted_addresses_are_kept_for_a_year(client):
    page = client.get("/").get_data(as_text=True)
    style = re.search(r"/assets/style\.css\?m=[\d.]+", page)[0]
    assert "immutable" in client.get(style).headers["Cache-Control"]
    assert "immutable" not in client.get("/assets/style.css").headers["Cache-Control"]
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_what_a_browser_keeps_for_a_year_has_the_mark_of_its_bytes(client):
    page = client.get("/").get_data(as_text=True)
    for name in ("early-page.js", "early-theme.js", PLOTLY):
        mark = hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
        assert f'src="/assets/{name}?v={mark}"' in page


def test_answers_are_packed_as_the_browser_asks(client):
    plain = ask(client, "overview").data
    assert brotli.decompress(ask(client, "overview", **{"Accept-Encoding": "br"}).data) == plain
    zipped = ask(client, "overview", **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.data) == plain
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(ask(client, "overview", **{"Accept-Encoding": "gzip"}).data) == plain


def test_the_content_policy_names_every_inline_script(client):
    client.get("/")
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    inline = re.findall(r"<script>(.*?)</script>", answer.get_data(as_text=True), re.DOTALL)
    assert policy.count("'sha256-") >= len(inline)
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_nothing_is_asked_of_another_host():
    for file in ASSETS.glob("*.css"):
        assert "//" not in re.sub(
            r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL
        )


def test_every_shipped_font_has_its_licence():
    fonts = list((ASSETS / "fonts").glob("*.woff2"))
    assert fonts
    assert all(font.with_suffix(".LICENSE.txt").is_file() for font in fonts)


def test_the_data_version_is_told_without_words_to_those_who_know_it(client):
    now = client.get("/data-version?known=0").get_json()
    assert set(now) == {"version", "said"}
    assert client.get(f"/data-version?known={now['version']}").get_json() == {
        "version": now["version"]
    }
