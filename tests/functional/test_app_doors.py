"""The door: this machine only, our own pages only, and no tracebacks."""

import pytest

from dashboard.store.totals import Totals
from dashboard.web.server import create_app
from data.settings import SettingError, settings_from
from tests.support.small_hub import ask


@pytest.mark.parametrize(
    "told", [{"HUB_HOST": "0.0.0.0"}, {"HUB_HOST": "hub.example"}, {"HUB_AUTH": "none"}]
)
def test_the_demo_refuses_to_serve_beyond_this_machine(hub_file, told):
    with pytest.raises(SettingError) as refused:
        create_app(settings_from({"HUB_DATABASE_URL": str(hub_file), **told}))
    assert "\n" not in str(refused.value)


ADDRESSES = (
    "/",
    "/funds",
    "/_dash-layout",
    "/_dash-dependencies",
    "/data-version",
    "/export/x.csv",
)


@pytest.mark.parametrize("path", ADDRESSES)
def test_requests_from_elsewhere_are_refused(client, path):
    assert client.get(path, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 403
    assert client.get(path, headers={"Host": "hub.example"}).status_code == 403


@pytest.mark.parametrize(
    "passed_on",
    [
        {"Forwarded": "for=127.0.0.1"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Host": "localhost"},
        {"X-Forwarded-Proto": "https"},
        {"Via": "1.1 proxy"},
        {"X-Forwarded-For": ""},
    ],
)
@pytest.mark.parametrize("path", ADDRESSES)
def test_requests_that_a_proxy_passed_on_are_refused(client, path, passed_on):
    refused = client.get(path, headers=passed_on)
    assert refused.status_code == 403
    assert refused.text == "The demo sign-in serves this machine only."
    assert client.post("/who", data={"as": "officer"}, headers=passed_on).status_code == 403


@pytest.mark.parametrize(
    "sent",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
    ],
)
def test_another_site_cannot_act_for_a_viewer(client, sent):
    assert client.post("/who", data={"as": "officer"}, headers=sent).status_code == 403
    assert ask(client, "overview", **sent).status_code == 403


def test_the_role_is_kept_in_a_signed_cookie_that_scripts_cannot_read(client):
    cookie = client.post("/who", data={"as": "auditor"}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    client.set_cookie("hub", "eyJyb2xlIjoib2ZmaWNlciJ9.forged")
    assert "Executive Group" in client.get("/_dash-layout").get_data(as_text=True)


@pytest.mark.parametrize("role", ["", "root", "lead", "lead:", "lead:nowhere"])
def test_a_role_that_does_not_exist_is_refused(client, role):
    assert client.post("/who", data={"as": role}).status_code == 400


def test_after_a_change_of_role_one_stays_on_the_page_but_never_leaves_the_hub(client):
    def back(referer):
        return client.post("/who", data={"as": "auditor"}, headers={"Referer": referer}).location

    assert back("http://localhost/funds?area=luton") == "/funds?area=luton"
    assert back("https://elsewhere.example/funds") == "/"
    assert back("http://localhost//elsewhere.example") == "/elsewhere.example"


BODIES = [
    None,
    [],
    {},
    {"output": 3},
    {"output": "nothing.here", "outputs": {}, "inputs": []},
    {"output": "overview-drawn.data"},
    {"output": "overview-drawn.data", "outputs": {}, "inputs": [], "state": []},
    {"output": "overview-drawn.data", "outputs": [7], "inputs": [7, 7], "state": [7]},
    {
        "output": "overview-drawn.data",
        "outputs": {"id": "other", "property": "data"},
        "inputs": [
            {"id": "address", "property": "search"},
            {"id": "version", "property": "data"},
        ],
        "state": [{"id": "address", "property": "pathname"}],
    },
]


@pytest.mark.parametrize("body", BODIES)
def test_a_malformed_callback_is_the_senders_fault(client, body):
    assert 400 <= client.post("/_dash-update-component", json=body).status_code < 500


def test_bytes_that_are_no_json_are_the_senders_fault(client):
    address, json = "/_dash-update-component", "application/json"
    assert client.post(address, data=b"{", content_type=json).status_code == 400
    assert client.post(address, data="a=1").status_code in (400, 415)


@pytest.mark.parametrize(
    "path", ["/nowhere", "/partner/", "/partner/none", "/partner/a/b", "/export/x.csv"]
)
def test_what_is_not_there_says_so_in_its_status(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/lpme", "/funds", "/flags", "/reminders", "/partners", "/partner/P-1"]
)
def test_what_is_there_says_so_too(client, path):
    assert client.get(path).status_code == 200


def test_an_unknown_script_is_no_server_error(client):
    assert client.get("/_dash-component-suites/none/such.js").status_code < 500


def test_a_fault_of_ours_shows_a_sentence_and_no_traceback(client, monkeypatch):
    def breaks(*_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Totals, "funds", breaks)
    answer = ask(client, "funds", "?area=bedford").get_data(as_text=True)
    assert "could not be fetched" in answer
    assert "secret detail" not in answer
