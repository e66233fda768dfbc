"""A query answered on its page: who is offered it, and what stands there afterwards."""

import re
from html import unescape

import pytest

from dashboard.web.server import create_app
from data.settings import settings_from
from data.warehouse.engine import open_warehouse
from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.small_hub import ask, become, told

LINES = """
    Agreement code | Quarter    | Line | Kind  | Category | Amount
    A-1            | 2025/26 Q1 | 1    | spend | staff    | 10
    A-1            | 2025/26 Q1 | 2    | spend | staff    | 12
"""
FIRST_LINE = LINES[: LINES.index("    A-1            | 2025/26 Q1 | 2")]
RETURN = "?agreement=A-1&quarter=2025/26+Q1"
PAGES = {"data": "", "return": RETURN}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Over a hub to which a line of spending fell away in Luton."""
    folder = tmp_path_factory.mktemp("answers")
    address = f"sqlite:///{folder / 'hub.db'}"
    hub = Hub(open_warehouse(address), folder)
    hub.loader().load(support.registers(folder))
    for name, lines in (("both.csv", LINES), ("one.csv", FIRST_LINE)):
        hub.send(name, support.csv_bytes(lines))
    named = {"HUB_DATABASE_URL": address, "HUB_ARCHIVE": str(folder / "archive")}
    named |= {"HUB_KEY_FILE": str(folder / "hub.key"), "HUB_TODAY": hub.today}
    return create_app(settings_from(named))


def client(app, role: str):
    return become(app.server.test_client(), role)


def answer_links(app, role: str, page: str) -> list[str]:
    body = client(app, role).get(f"/{page}{PAGES[page]}").get_data(as_text=True)
    return re.findall(r"/record\?act=answer[^\"]*", unescape(body).replace("\\u002f", "/"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["officer", "executive", "lead:luton"])
def test_who_decides_about_the_agreement_is_led_to_the_answer(app, role, page):
    assert len(set(answer_links(app, role, page))) == 1


@pytest.mark.parametrize("role", ["oversight", "auditor", "lead:bedford"])
def test_nobody_else_is(app, role):
    assert answer_links(app, role, "data") == []


def test_without_a_query_the_form_leads_to_where_queries_are(app):
    body = client(app, "officer").get("/record?act=answer").get_data(as_text=True)
    assert "No query is named" in body


def test_what_was_said_stands_beside_the_query_and_it_is_offered_no_more(app):
    [link] = set(answer_links(app, "officer", "data"))
    officer = client(app, "officer")
    form = officer.get(link).get_data(as_text=True)
    assert "no longer counts" in form, "the form says what was asked"
    sent = {name: re.search(rf'{name}=([^&"]*)', link)[1] for name in ("query", "agreement")}
    sent |= {"act": "answer", "reply": "It was agreed by letter."}
    token = re.search(r'name="token"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="token"', form)
    sent |= {"token": token[1] or token[2]}
    entered = officer.post("/record", data=sent, headers={"Accept": "application/json"})
    assert entered.status_code == 200, entered.get_json()
    for page, search in PAGES.items():
        said = told(ask(officer, page, search, path=f"/{page}"))
        assert "Answered" in said
        assert "by the role officer: It was agreed by letter." in said
        assert answer_links(app, "officer", page) == []
