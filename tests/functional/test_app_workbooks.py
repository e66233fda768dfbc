"""Workbooks from a page: rejected rows for officers alone, returns to fill in for who may see."""

import io
import json
import logging

import openpyxl
import pytest

from data.registers import REGISTERS
from data.warehouse.engine import open_warehouse
from etl.load.loader import Loader
from tests import support
from tests.support.small_hub import app_over, ask, become, draw, settings_for, told, words

SLIP = support.SPENDING.replace("99.5", "99.555")
NOBODYS = "/workbook/corrections?file=999"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The little hub, to which Tallow Strings in Luton has sent a return with a slip."""
    folder = tmp_path_factory.mktemp("hub")
    draw(folder / "hub.db")
    settings = settings_for(folder / "hub.db")
    sent = support.workbook(Return=support.form("A-3", "2025/26 Q2"), Spending=SLIP)
    whole = support.workbook(Return=support.form("A-2", "2025/26 Q2"), Spending=support.SPENDING)
    paths = [support.put(folder, "tallow.xlsx", sent), support.put(folder, "brass.xlsx", whole)]
    Loader(open_warehouse(settings.database_url), settings).load(paths)
    return app_over(folder / "hub.db")


@pytest.fixture
def client(app):
    return app.server.test_client()


def links(node, text: str) -> list[str]:
    """The addresses of a page's links with that text."""
    if isinstance(node, list):
        return [address for part in node for address in links(part, text)]
    if not isinstance(node, dict):
        return []
    props = node.get("props", node)
    mine = [props["href"]] if props.get("href") and text in words(node) else []
    return mine + [a for part in props.values() for a in links(part, text)]


def offered(client, text: str, page: str, path: str = "/") -> list[str]:
    return links(ask(client, page, path=path).get_json()["response"], text)


def book(answer):
    assert answer.status_code == 200, answer.text
    return openpyxl.load_workbook(io.BytesIO(answer.data))


# -- Corrections -------------------------------------------------------------------------------


def test_an_officer_is_offered_the_rejected_rows_of_each_file_that_has_some(client):
    become(client, "officer")
    (address,) = offered(client, "Corrections workbook", "data")
    answer = client.get(address)
    assert 'filename="tallow_corrections.xlsx"' in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert book(answer).sheetnames == ["Read me", "Spending", "Corrections"]


@pytest.mark.parametrize("role", ["executive", "oversight", "lead:luton", "auditor"])
def test_nobody_else_is_offered_or_given_them(client, role):
    (address,) = offered(become(client, "officer"), "Corrections workbook", "data")
    become(client, role)
    assert offered(client, "Corrections workbook", "data") == []
    for wanted in (address, NOBODYS):
        answer = client.get(wanted)
        assert answer.status_code == 403
        assert (
            answer.text == "Your role does not open this page. Ask the hub's data officer for it."
        )


def test_whoever_is_given_them_is_recorded_and_nothing_of_them_is(client, caplog):
    (address,) = offered(become(client, "officer"), "Corrections workbook", "data")
    with caplog.at_level(logging.INFO, "hub.audit"):
        client.get(address)
        client.get(NOBODYS)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "hub.audit"]
    entered = json.loads(line)
    assert entered.pop("at")
    number = int(address.rpartition("=")[2])
    act = {"act": "corrections workbook", "role": "officer", "areas": [], "file_id": number}
    assert entered == act


@pytest.mark.parametrize("query", ["", "?file=", "?file=x", "?file=-1", "?file=²", "?file=999"])
def test_a_file_that_is_not_there_says_so(client, query):
    answer = become(client, "officer").get(f"/workbook/corrections{query}")
    assert answer.status_code == 404
    assert answer.text.startswith("There is no ")


def test_a_file_of_which_nothing_is_left_to_correct_says_so(client):
    (address,) = offered(become(client, "officer"), "Corrections workbook", "data")
    after = int(address.rpartition("=")[2])
    told = {client.get(f"/workbook/corrections?file={n}").text for n in (after - 1, after + 1)}
    assert "Nothing of brass.xlsx is left to correct." in told


# -- To fill in --------------------------------------------------------------------------------


def test_a_partners_page_offers_the_workbook_of_the_newest_return_that_has_not_come(client):
    (address,) = offered(client, "Workbook to fill in for 2025/26 Q2", "partner", "/partner/P-4")
    answer = client.get(address)
    assert 'filename="A-4_2025-26-Q2.xlsx"' in answer.headers["Content-Disposition"]
    assert [row[1] for row in book(answer)["Return"].iter_rows(max_row=2, values_only=True)] == [
        "A-4",
        "2025/26 Q2",
    ]


def test_an_overdue_return_has_its_workbook_beside_the_running_quarters(client):
    found = offered(client, "Workbook to fill in", "partner", "/partner/P-4")
    assert [address.rpartition("=")[2] for address in found] == ["2025%2F26+Q2", "2025%2F26+Q1"]


def test_nothing_is_offered_where_the_newest_return_has_come(client):
    assert "Returns" in told(ask(client, "partner", path="/partner/P-2"))
    assert offered(client, "Workbook to fill in", "partner", "/partner/P-2") == []


def test_a_lead_is_given_the_workbooks_of_their_area_only(client):
    become(client, "lead:luton")
    wanted = "/workbook/return?agreement={}&quarter=2025/26+Q2"
    assert client.get(wanted.format("A-3")).status_code == 200
    refused = client.get(wanted.format("A-1"))
    assert (refused.status_code, refused.mimetype) == (403, "text/plain")
    assert "open to its own music service only" in refused.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?agreement=A-9&quarter=2025/26+Q2", "There is no agreement ‘A-9’."),
        ("?agreement=A-1&quarter=soon", "‘soon’ is not a quarter. Write it like 2025/26 Q1."),
        ("?agreement=A-1&quarter=2040/41+Q1", "The nearest quarter is 2025/26 Q4."),
        ("", "There is no agreement ‘’."),
    ],
)
def test_a_workbook_that_cannot_be_made_says_why(client, query, sentence):
    answer = client.get(f"/workbook/return{query}")
    assert answer.status_code == 404
    assert sentence in answer.text


@pytest.mark.parametrize("path", [NOBODYS, "/workbook/return?agreement=A-1&quarter=2025/26+Q2"])
def test_a_workbook_leaves_this_machine_only_through_the_door(client, path):
    assert client.get(path, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 403


# -- Registers ---------------------------------------------------------------------------------


def test_officers_are_offered_a_blank_workbook_of_every_register_where_they_send_files(client):
    become(client, "officer")
    for register in REGISTERS.values():
        (address,) = offered(client, register.sheet, "upload", path="/upload")
    answer = client.get(address)
    assert f'filename="{register.key}.xlsx"' in answer.headers["Content-Disposition"]
    assert book(answer).sheetnames == ["Read me", register.sheet]
    assert client.get("/workbook/register?register=nothing").status_code == 404
    become(client, "auditor")
    assert client.get(address).status_code == 403
