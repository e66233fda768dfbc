"""Files sent through the page: checked first, loaded when told to, and for officers only."""

import io

import pytest
from werkzeug import formparser

from dashboard.web import etl_gateway
from dashboard.web.upload_routes import plain_name
from etl.jobs import spool, worker
from tests import support
from tests.support.small_hub import ask, words

SLIP = support.SPENDING.replace("99.5", "99.555")
WHOLE = support.workbook(Return=support.form("A-1", "2025/26 Q2"), Spending=support.SPENDING)
IN_PART = support.workbook(Return=support.form("A-3", "2025/26 Q2"), Spending=SLIP)


@pytest.fixture
def idle(app, monkeypatch):
    """An officer's browser, where nothing of what is asked for is begun."""
    monkeypatch.setattr(worker, "start", lambda job, act: job.begin(act))
    client = app.server.test_client()
    client.post("/who", data={"as": "officer"})
    return client


@pytest.fixture
def client(idle, at_once):
    """An officer's browser."""
    return idle


def drawn(client, path: str, search: str = "") -> dict:
    """What the page of some files is told: its parts, and whether it asks again."""
    sent = client.post(
        "/_dash-update-component",
        json={
            "output": "..handed-drawn.data...handed-look.disabled..",
            "outputs": [
                {"id": "handed-drawn", "property": "data"},
                {"id": "handed-look", "property": "disabled"},
            ],
            "inputs": [{"id": "handed-look", "property": "n_intervals", "value": 1}],
            "state": [
                {"id": "address", "property": "search", "value": search},
                {"id": "address", "property": "pathname", "value": path},
            ],
            "changedPropIds": ["handed-look.n_intervals"],
        },
    )
    assert sent.status_code == 200, sent.text
    return sent.get_json()["response"]


def said(client, path: str, search: str = "") -> str:
    return words(drawn(client, path, search)["handed-drawn"]["data"])


def is_done(client, path: str) -> bool:
    return drawn(client, path)["handed-look"]["disabled"]


def routed(client, path: str) -> str:
    """What a viewer who opens an address is shown at first."""
    outputs = [("page", "children"), ("title", "data"), ("filters", "className")]
    sent = client.post(
        "/_dash-update-component",
        json={
            "output": "..page.children...title.data...filters.className..",
            "outputs": [{"id": name, "property": what} for name, what in outputs],
            "inputs": [{"id": "address", "property": "pathname", "value": path}],
            "state": [],
        },
    )
    return words(sent.get_json()["response"]["page"]["children"])


def send(client, *named, token=None, **more):
    """Post a form with files, with the token that the page gave unless another is named."""
    if token is None:
        token = tokens(ask(client, "upload").get_json())[0]
    data = {"files": [(io.BytesIO(data), name) for name, data in named], "token": token}
    return client.post("/upload", data=data, content_type="multipart/form-data", **more)


def tokens(node) -> list[str]:
    """The tokens of a page's buttons, in reading order."""
    if isinstance(node, list):
        return [token for part in node for token in tokens(part)]
    if not isinstance(node, dict):
        return []
    mine = [node["value"]] if node.get("name") == "token" else []
    return mine + [token for part in node.values() for token in tokens(part)]


def press(client, page: str, act: str, token=None):
    if token is None:
        token = tokens(drawn(client, page))[0]
    return client.post(f"{page}/{act}", data={"token": token})


def version(client) -> int:
    return client.get("/data-version").get_json()["version"]


# -- The way of good files ---------------------------------------------------------------------


def test_files_are_checked_and_reported_and_only_then_loaded(client):
    before = version(client)
    sent = send(client, ("whole.xlsx", WHOLE), ("part.xlsx", IN_PART))
    assert sent.status_code == 303
    page = sent.location
    assert client.get(page).status_code == 200
    told = said(client, page)
    assert "2 files: 1 would load whole and 1 would load in part; 1 row needs mending." in told
    assert "Spending D4" in told
    assert "Round the amount to whole pence." in told
    assert "Goes back to Tallow Strings" in told
    assert version(client) == before
    assert press(client, page, "load").location == page
    assert "2 files: 1 loaded whole and 1 loaded in part; 1 row" in said(client, page)
    assert is_done(client, page)
    assert version(client) > before
    again = send(client, ("whole.xlsx", WHOLE)).location
    assert "1 file was sent before." in said(client, again)
    assert "The hub holds these very files already." in said(client, again)


def test_files_that_are_not_to_be_loaded_are_forgotten(idle):
    page = send(idle, ("part.xlsx", IN_PART)).location
    assert press(idle, page, "drop").location == "/upload"
    assert idle.get(page).status_code == 404
    assert "These files are not here any more" in said(idle, page)


def test_large_files_are_never_on_the_disk_as_they_came(idle, monkeypatch):
    def leak(*_, **__):
        raise AssertionError("a file was written in the clear")

    monkeypatch.setattr(formparser, "SpooledTemporaryFile", leak)
    monkeypatch.setattr(formparser, "TemporaryFile", leak, raising=False)
    assert send(idle, ("large.csv", b"a,b\n" * 300_000)).status_code == 303


def test_while_files_are_checked_the_page_says_how_far_it_is_and_asks_again(idle, monkeypatch):
    monkeypatch.setattr(spool, "is_held", lambda _: True)
    page = send(idle, ("whole.xlsx", WHOLE)).location
    assert "Checking begins." in said(idle, page)
    job = spool.job_of(idle.application.extensions["settings"], page.rpartition("/")[2])
    job.report_progress("Reading", 2, 12)
    assert "Reading file 3 of 12." in said(idle, page)
    assert not is_done(idle, page)


def test_work_that_was_interrupted_says_so_and_is_started_again(idle, request):
    page = send(idle, ("whole.xlsx", WHOLE)).location
    assert "Checking these files was interrupted; nothing is half done." in said(idle, page)
    assert is_done(idle, page)
    request.getfixturevalue("at_once")
    press(idle, page, "again")
    assert "interrupted" not in said(idle, page)


# -- What is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["executive", "oversight", "auditor", "lead:luton"])
def test_only_officers_send_files_and_see_what_became_of_them(idle, role):
    page, token = send(idle, ("part.xlsx", IN_PART)).location, tokens(ask(idle, "upload").json)
    idle.post("/who", data={"as": role})
    assert "Not open to you" in routed(idle, "/upload")
    assert "Not open to you" in routed(idle, page)
    assert ask(idle, "upload").status_code == 403
    assert idle.get(page).status_code == 404
    assert send(idle, ("whole.xlsx", WHOLE), token=token[0]).status_code == 403
    assert press(idle, page, "load", token=token[0]).status_code == 403


def test_files_too_large_together_are_refused_by_a_page(idle, monkeypatch):
    monkeypatch.setattr(etl_gateway, "LARGEST_UPLOAD", 100)
    sent = send(idle, ("large.csv", b"x" * 1_200_000))
    assert (sent.status_code, sent.location) == (303, "/upload?why=too-large")
    told = ask(idle, "upload", "?why=too-large").get_data(as_text=True)
    assert "larger than the hub takes at once" in told


def test_a_form_without_a_file_or_without_its_token_is_refused_by_a_page(idle):
    assert send(idle).location == "/upload?why=none"
    for token in ("", "forged", tokens(ask(idle, "upload").json)[0] + "x"):
        assert send(idle, ("a.xlsx", WHOLE), token=token).location == "/upload?why=stale"


def test_the_token_of_one_job_does_nothing_to_another(idle):
    one, other = (send(idle, (name, IN_PART)).location for name in ("a.xlsx", "b.xlsx"))
    token = tokens(drawn(idle, one))[0]
    assert press(idle, other, "drop", token=token).location == f"{other}?why=stale"
    assert idle.get(other).status_code == 200
    assert "do it once more" in said(idle, other, "?why=stale")


def test_another_site_cannot_send_files(idle):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert send(idle, ("a.xlsx", WHOLE), headers=headers).status_code == 403


def test_a_full_disk_is_told_on_the_page(idle, monkeypatch):
    def full(*_):
        raise etl_gateway.HandInError("full")

    monkeypatch.setattr(etl_gateway, "hand_in", full)
    assert send(idle, ("a.xlsx", WHOLE)).location == "/upload?why=no-room"


@pytest.mark.parametrize("job", ["0" * 32, "..", "%2e%2e%2farchive", "x"])
def test_a_job_that_does_not_exist_is_no_page(idle, job):
    assert idle.get(f"/upload/{job}").status_code == 404
    assert idle.post(f"/upload/{job}/load").status_code in (303, 404, 405)
    assert idle.post(f"/upload/{job}/dance").status_code in (404, 405)


def test_noise_and_markup_are_told_as_text(client):
    page = send(client, ("<b>noise<b>.xlsx", b"no workbook"), ("x.exe", b"MZ")).location
    told = said(client, page)
    assert "2 files would be refused." in told
    assert "Nothing in them can be loaded." in told
    assert "<b>noise<b>.xlsx" in told


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("return.xlsx", "return.xlsx"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\me\\return.xlsx", "return.xlsx"),
        ("a\x00b\n.csv", "ab.csv"),
        ("n" * 500 + ".csv", "n" * 120 + ".csv"),
        ("/", "file"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_a_name_and_never_a_path(sent, name):
    assert plain_name(sent) == name
