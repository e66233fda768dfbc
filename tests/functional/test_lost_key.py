"""A warehouse takes no key but its own: with another the same child would be another child."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from dashboard.__main__ import main as dashboard
from dashboard.domain.viewer import COMMAND_LINE, NotFound, Viewer
from dashboard.journal.service import Journal
from dashboard.store import Store
from dashboard.web import etl_gateway
from data.calendar import Quarter
from data.installation_key import KeyMissingError
from data.settings import settings_from
from data.warehouse.engine import existing_warehouse
from etl.__main__ import main
from tests import support

LATER = support.workbook(
    Return=support.form(quarter="2025/26 Q2"),
    Participants=support.PARTICIPANTS,
    Spending=support.SPENDING,
)
OFFICER = Viewer("officer")
OTHER = b"the key of another installation."


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """An installation with registers, a return that names children, and a row that is wrong."""
    hub = tmp_path_factory.mktemp("hub")
    sent = tmp_path_factory.mktemp("sent")
    support.registers(sent)
    slip = support.SPENDING.replace("99.5", "99.555")
    first = support.workbook(
        Return=support.form(), Participants=support.PARTICIPANTS, Spending=slip
    )
    support.put(sent, "first.xlsx", first)
    with pytest.MonkeyPatch.context() as environment:
        installed(environment, hub)
        assert main(["load", str(sent)]) == 1
    return hub


def installed(environment, hub: Path) -> None:
    for name in ("HUB_ARCHIVE", "HUB_KEY_FILE"):
        environment.delenv(name, raising=False)
    environment.setenv("HUB_TODAY", "2026-01-15")
    environment.setenv("HUB_DATABASE_URL", str(hub / "warehouse.db"))


@pytest.fixture
def hub(filled, tmp_path, monkeypatch):
    shutil.copytree(filled, tmp_path / "hub")
    installed(monkeypatch, tmp_path / "hub")
    return tmp_path / "hub"


@pytest.fixture(params=["gone", "another", "elsewhere"])
def without(request, hub, monkeypatch):
    """The installation without its key, and what is said of that."""
    if request.param == "another":
        (hub / "hub.key").write_bytes(OTHER)
        return hub, "holds another key"
    if request.param == "gone":
        (hub / "hub.key").rename(hub / "hub.key.away")
    else:
        monkeypatch.setenv("HUB_KEY_FILE", str(hub / "new" / "hub.key"))
    return hub, "is gone"


def told():
    return settings_from(os.environ)


def rows(hub: Path) -> list:
    with sqlite3.connect(hub / "warehouse.db") as connection:
        tables = ("file", "dim_participant", "dim_return", "problem", "state")
        return [connection.execute(f"select * from {name}").fetchall() for name in tables]


def kept(hub: Path) -> list[str]:
    return sorted(str(path) for path in hub.rglob("*") if path.name[-4:] not in ("-wal", "-shm"))


def refused(hub: Path, why: str, capsys, *words, command=main) -> None:
    """Nothing is done, and one line says what to restore."""
    capsys.readouterr()
    before = rows(hub), kept(hub)
    assert command([str(word) for word in words]) == 2
    out, err = capsys.readouterr()
    assert out == "" or json.loads(out)
    assert err.count("\n") == 1
    assert why in err
    assert "Restore hub.key from the backup" in err
    assert (rows(hub), kept(hub)) == before


@pytest.mark.parametrize("command", ["load", "check"])
def test_nothing_is_loaded_or_checked(without, tmp_path, capsys, command):
    refused(*without, capsys, command, support.put(tmp_path, "later.xlsx", LATER))


def test_nothing_that_came_is_traced(without, capsys):
    refused(*without, capsys, "trace", "A-1", "2025/26 Q1", "Spending")


def test_nothing_kept_is_given_back(without, capsys):
    refused(*without, capsys, "rejects", "first.xlsx")


def test_nothing_is_made_anew(without, capsys):
    refused(*without, capsys, "rebuild")


def test_the_journal_is_not_verified(without, capsys):
    refused(*without, capsys, "journal", "verify", command=dashboard)


def test_nothing_is_entered_in_the_journal(without):
    hub, why = without
    settings = told()
    book = Journal(existing_warehouse(settings.database_url), settings)
    typed = {"rule": "review_due", "note": "A day is being looked for."}
    before = rows(hub)
    with pytest.raises(KeyMissingError, match=why):
        book.record(OFFICER, "acknowledge", typed, "A-1")
    assert rows(hub) == before


def test_what_a_watched_folder_holds_stays_there(without, tmp_path, capsys):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    support.put(inbox, "later.xlsx", LATER)
    hub, why = without
    refused(hub, why, capsys, "watch", inbox, "--once", "--settle", "0.1")
    assert [path.name for path in inbox.iterdir() if path.is_file()] == ["later.xlsx"]


def test_nothing_is_handed_in_on_a_page(without):
    hub, why = without
    before = kept(hub)
    with pytest.raises(etl_gateway.KeyLostError, match=why):
        etl_gateway.hand_in(told(), [("later.xlsx", LATER)])
    assert kept(hub) == before


def test_no_cell_is_shown_on_a_page(without):
    _, why = without
    settings, quarter = told(), Quarter.parse("2025/26 Q1")
    store = Store(existing_warehouse(settings.database_url), settings)
    with store.open(COMMAND_LINE) as session, pytest.raises(NotFound, match=why):
        etl_gateway.cells_in_force(settings, session, "A-1", quarter, ["Spending"], 10)


def test_with_the_key_back_all_goes_on_and_a_child_is_known_again(hub, tmp_path, capsys):
    (hub / "hub.key").rename(hub / "away")
    later = support.put(tmp_path, "later.xlsx", LATER)
    assert main(["load", str(later)]) == 2
    (hub / "away").rename(hub / "hub.key")
    assert main(["load", str(later)]) == 0
    assert main(["rebuild"]) == 0
    with sqlite3.connect(hub / "warehouse.db") as connection:
        assert connection.execute("select count(*) from dim_participant").fetchone() == (3,)


def test_a_warehouse_filled_before_it_remembered_its_key_takes_the_one_that_opens_its_files(
    hub, tmp_path, capsys
):
    later = support.put(tmp_path, "later.xlsx", LATER)
    with sqlite3.connect(hub / "warehouse.db") as connection:
        connection.execute("delete from state where name = 'key_mark'")
    own = (hub / "hub.key").read_bytes()
    (hub / "hub.key").write_bytes(OTHER)
    assert main(["load", str(later)]) == 2
    (hub / "hub.key").unlink()
    assert main(["load", str(later)]) == 2
    (hub / "hub.key").write_bytes(own)
    assert main(["load", str(later)]) == 0
    with sqlite3.connect(hub / "warehouse.db") as connection:
        assert connection.execute("select * from state where name = 'key_mark'").fetchone()


def test_the_mark_says_nothing_of_the_key(hub):
    key = (hub / "hub.key").read_bytes()
    with sqlite3.connect(hub / "warehouse.db") as connection:
        (mark,) = connection.execute("select value from state where name = 'key_mark'").fetchone()
    assert len(mark) == 64
    assert key.hex() != mark


def test_an_empty_warehouse_takes_another_key(tmp_path, monkeypatch, capsys):
    """Where nothing came of a first load, its key binds nobody."""
    installed(monkeypatch, tmp_path)
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    assert main(["load", str(nothing)]) == 0
    (tmp_path / "hub.key").write_bytes(OTHER)
    sent = tmp_path / "sent"
    sent.mkdir()
    support.registers(sent)
    assert main(["load", str(sent)]) == 0
    (tmp_path / "hub.key").write_bytes(OTHER[::-1])
    assert main(["load", str(sent)]) == 2
