"""The archive is enough: what was read from it once can be read from it again."""

import pytest

from etl.archive.archive import ArchiveError
from etl.load import load_file
from etl.load.rebuild import replay
from tests import support
from tests.support.drawn_sheets import Hub

WITH_MAIL = support.PROGRESS.replace("Weekly singing", "Write to ann@example.org")
SLIP = support.SPENDING.replace("99.5", "99.555")
MENDED = """
    Row in the file | Agreement code | Quarter    | Line | Kind   | Category | Amount
    4               | A-1            | 2025/26 Q1 | 3    | income | parents  | 99.55
"""


@pytest.fixture
def used(engine, tmp_path):
    """A hub after some days: a file that waited, one resent, one mended, one with personal data."""
    hub = Hub(engine, tmp_path)
    hub.today = "2026-01-10"
    hub.send("waits.xlsx", support.whole_return(prepared_on="2026-01-08"))
    hub.send("mail.xlsx", support.workbook(Return=support.form("A-2"), Progress=WITH_MAIL))
    hub.today = "2026-01-12"
    hub.loader().load(support.registers(tmp_path))
    slip = hub.send("slip.xlsx", support.workbook(Return=support.form(), Spending=SLIP))
    hub.today = "2026-01-14"
    named = [["Corrects file", slip.sha256]]
    hub.send("mended.xlsx", support.workbook(Corrections=named, Spending=MENDED))
    hub.send("history.csv", HISTORY, backfill=True)
    hub.today = "2026-01-20"
    hub.send("junk.xlsx", b"no workbook at all")
    return hub


HISTORY = support.csv_bytes(
    """
    Agreement code | Quarter    | Prepared on | Line | Kind  | Category | Amount
    A-2            | 2025/26 Q1 | 2026-01-03  | 1    | spend | staff    | 10
    """
)


def contents(hub) -> dict:
    """All that the warehouse holds but the number of its version."""
    return {name: rows for name, rows in hub.everything().items() if name != "state"}


def replayed(hub):
    return replay(hub.engine, hub.settings(), lambda *_: None)


def test_a_rebuilt_warehouse_is_the_same_warehouse(used):
    before = contents(used)
    assert len(before["attempt"]) > len(before["file"]), "one file was read twice"
    replayed(used)
    assert contents(used) == before


def test_it_is_the_same_whatever_the_day_of_rebuilding(used):
    before = contents(used)
    used.today = "2026-07-01"
    replayed(used)
    assert contents(used) == before


def test_what_a_fault_of_ours_kept_out_comes_in_once_the_fault_is_mended(used, monkeypatch):
    def fails(*_):
        raise RuntimeError

    data = support.workbook(Return=support.form("A-2"), Spending=support.SPENDING)
    with monkeypatch.context() as broken:
        broken.setattr(load_file, "refresh", fails)
        assert used.send("kept.xlsx", data).problems[0].rule == "program_fault"
        assert replayed(used)[-1].is_fault, "while the fault is there, it is told"
    assert replayed(used)[-1].status == "loaded"


def test_an_archive_that_lacks_a_file_leaves_the_warehouse_as_it_was(used, tmp_path):
    before = used.everything()
    next((tmp_path / "archive").glob("??/*")).unlink()
    with pytest.raises(ArchiveError, match="cannot be opened"):
        replayed(used)
    assert used.everything() == before
