"""A return on its way back to its cells: what each role may read of it, and that looks are kept."""

import json
import logging
import re

import pytest

from dashboard.web.server import create_app
from data.settings import settings_from
from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.small_hub import ask, told

A1 = "?agreement=A-1&quarter=2025/26+Q1"
ATTENDANCE = A1 + "&sheet=Attendance"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Over a hub to which Luton's return came as a file."""
    from data.warehouse.engine import open_warehouse

    folder = tmp_path_factory.mktemp("hub")
    address = f"sqlite:///{folder / 'hub.db'}"
    hub = Hub(open_warehouse(address), folder)
    hub.loader().load(support.registers(folder))
    hub.send("r.xlsx", support.whole_return())
    told = {"HUB_DATABASE_URL": address, "HUB_ARCHIVE": str(folder / "archive")}
    told |= {"HUB_KEY_FILE": str(folder / "hub.key"), "HUB_TODAY": hub.today}
    return create_app(settings_from(told))


@pytest.fixture
def read(app):
    """What a role reads of an address of the page."""

    def as_role(search: str, role: str = "executive") -> str:
        client = app.server.test_client()
        assert client.post("/who", data={"as": role}).status_code == 303
        return told(ask(client, "return", search, path="/return"))

    return as_role


def test_it_answers_what_was_sent(read):
    said = read(A1, "officer")
    assert "What did Thistledown send for 2025/26 Q1?" in said
    assert "1 file came, on 15 January 2026; 17 rows stand and none was rejected." in said


@pytest.mark.parametrize("role", ["executive", "oversight", "lead:luton", "auditor"])
def test_rows_about_children_are_exact_for_officers_only(read, role):
    said = read(A1, role)
    assert "beside what is about children, 6 rows stand and none was rejected." in said
    row = said[said.index("Participants") :]
    counts = re.match(r"Participants r\.xlsx – 15 January 2026 (\d+) (\d+) 0 (\d+) stands", row)
    rows, taken_in, set_aside = map(int, counts.groups())
    assert rows == taken_in + set_aside
    assert taken_in not in (1, 2)


def test_progress_and_spending_lead_to_their_cells_as_typed_and_as_kept(read):
    said = read(A1)
    assert "C · Achieved this quarter" in said
    assert "(50.00) D3  kept as −£50.00" in said
    assert "Weekly singing B2" in said


def test_free_text_is_for_those_who_may_read_it(read):
    said = read(A1, "oversight")
    assert "Weekly singing" not in said
    assert "Not open to your role B2" in said
    assert "30 C2" in said, "a figure is no free text"


@pytest.mark.parametrize("role", ["executive", "oversight", "lead:luton", "auditor"])
@pytest.mark.parametrize("sheet", ["Participants", "attendance", "Learning", "satisfaction"])
def test_childrens_rows_end_at_file_and_sheet_for_all_but_officers(read, role, sheet):
    said = read(f"{A1}&sheet={sheet}", role)
    assert "open to hub officers only" in said
    assert "r.xlsx" in said
    assert "c1" not in said.split()


def test_an_officer_reads_childrens_cells_and_each_look_is_kept(read, caplog):
    with caplog.at_level(logging.INFO, logger="hub.audit"):
        first, second = read(ATTENDANCE, "officer"), read(ATTENDANCE, "officer")
    assert "c1 F2  kept as a keyed hash" in first
    assert first == second
    looks = [
        json.loads(record.getMessage()) for record in caplog.records if record.name == "hub.audit"
    ]
    assert all(look.pop("at") and look.pop("file_id") for look in looks)
    about = {"act": "children's cells", "role": "officer", "areas": [], "agreement": "A-1"}
    about |= {"quarter": "2025/26 Q1", "sheet": "Attendance", "file": "r.xlsx"}
    assert looks == [about, about]


def test_a_look_at_what_is_about_no_child_is_not_kept(read, caplog):
    with caplog.at_level(logging.INFO, logger="hub.audit"):
        read(A1, "officer")
    assert caplog.records == []


def test_a_lead_reads_the_returns_of_their_own_areas_only(read):
    assert "What did Thistledown send" in read(A1, "lead:luton")
    assert "Details of Luton are open to its own music service only." in read(A1, "lead:bedford")


@pytest.mark.parametrize(
    ("search", "sentence"),
    [
        ("", "No return is named"),
        ("?agreement=A-9", "There is no agreement ‘A-9’."),
        ("?agreement=A-1&quarter=2025/26+Q9", "Did you mean 2025/26 Q"),
        ("?agreement=A-2&quarter=2025/26+Q1", "Nothing has come; it was due on 28 December 2025."),
        (A1 + "&sheet=Sums", "A return has no sheet ‘Sums’."),
        (A1 + "&sheet=../../etc/passwd", "A return has no sheet"),
    ],
)
def test_what_is_not_there_is_said(read, search, sentence):
    assert sentence in read(search)
