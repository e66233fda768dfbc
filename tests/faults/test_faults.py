"""A sample of the faults that `make faults` tries: nothing is lost, nothing comes twice."""

import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import select

from data.warehouse.engine import reading
from data.warehouse.tables import dim_return, fact_spending
from etl.archive.archive import Archive
from etl.load import load_file
from tests import support
from tests.faults import disk, kills, statements
from tests.faults.installation import Installation
from tests.faults.sent import AGREEMENTS, NAMES_A_CHILD, attendance, little_hub, participants
from tests.faults.statements import Fuse, failing
from tests.faults.trial import Trial
from tests.faults.warehouses import Postgresql, Sqlite

WITHOUT = ("singing late", "brass with rejects")


@pytest.fixture(scope="module")
def folder():
    """Not pytest's own, which only root may enter: as root PostgreSQL runs as another user."""
    with tempfile.TemporaryDirectory(prefix="hub-faults-") as folder:
        little_hub(Path(folder) / "sent", WITHOUT)
        yield Path(folder)


@pytest.fixture(scope="module")
def sqlite(folder):
    return Trial(Sqlite(folder), folder, folder / "sent")


@pytest.fixture(scope="module")
def postgresql(folder):
    server = Postgresql(folder)
    yield Trial(server, folder, folder / "sent")
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def trial(request):
    """A few files, and warehouses of each kind to load them into."""
    return request.getfixturevalue(request.param)


def tried(fault, trial, **how) -> dict:
    """What came of a fault: how many there were, and how many of them were told and made good."""
    trial.wrong.clear()
    trial.tally.clear()
    fault(trial, **how)
    assert trial.wrong == []
    assert trial.tally["unexplained"] == 0 < trial.tally["rows"]
    return {name: trial.tally[name] for name in ("faults", "told", "recovered")}


def test_a_write_that_fails_is_told_and_the_next_load_puts_all_right(trial):
    figures = tried(statements.sweep, trial, numbers=[71])
    assert figures == {"faults": 1, "told": 1, "recovered": 1}


def test_a_commit_that_nobody_heard_of_counts_once(trial):
    figures = tried(statements.sweep, trial, numbers=[5], is_done=True, only_commits=True)
    assert figures == {"faults": 1, "told": 1, "recovered": 1}


def test_a_disk_that_is_full_for_the_archive_is_told(sqlite):
    figures = tried(disk.sweep_of_calls, sqlite, numbers=[15])
    assert figures == {"faults": 1, "told": 1, "recovered": 1}


def test_a_load_that_is_killed_is_made_good_by_the_next(sqlite):
    figures = tried(kills.kill, sqlite, moment=0.1, once_writing=True)
    assert figures == {"faults": 1, "told": 0, "recovered": 1}


def test_figures_by_a_characteristic_come_out_even_where_a_load_was_cut_off(sqlite):
    """The last commit of a load is that of its release: without it the next load must release."""
    folder = sqlite.folder
    known = {"partners": support.PARTNERS, "agreements": AGREEMENTS}
    known = [
        support.put(folder, f"{n}.csv", support.csv_bytes(table)) for n, table in known.items()
    ]
    first, more = (_return_of(folder, children) for children in (range(1, 15), range(1, 51)))
    undisturbed, cut_off = sqlite.installation(), sqlite.installation()
    for installation in (undisturbed, cut_off):
        assert installation.load(*known, first).status == 0
    undisturbed.load(more)
    with failing(Fuse(4, only_commits=True)):
        assert cut_off.load(more).status == 2
    cut_off.load(more)
    assert cut_off.contents() == undisturbed.contents()


def _return_of(folder: Path, children: range) -> Path:
    sheets = {"Participants": participants(children)}
    sheets["Attendance"] = attendance("2025-10-01", children)
    return support.put(
        folder, f"{len(children)}.xlsx", support.workbook(Return=support.form(), **sheets)
    )


def test_a_file_refused_for_personal_data_is_gone_even_where_its_load_was_cut_off(sqlite):
    """Its sender need not send it again for the archive to let go of it."""
    installation = sqlite.installation()
    with patch.object(Archive, "forget", side_effect=KeyboardInterrupt):
        installation.load(sqlite.sent / f"{NAMES_A_CHILD}.csv")
    assert not any(map(sqlite.is_to_keep, installation.kept())), "it is still there"
    installation.load(sqlite.sent / "partners.csv")
    assert len(installation.kept()) == 1
    assert all(map(sqlite.is_to_keep, installation.kept()))


def test_a_return_that_a_fault_kept_out_does_not_displace_its_correction(sqlite):
    installation = sqlite.installation()
    sheets = {"first": support.SPENDING, "mended": support.FEWER_LINES}
    books = {
        n: support.workbook(Return=support.form(), Spending=rows) for n, rows in sheets.items()
    }
    sent = [support.put(installation.folder, f"{name}.xlsx", books[name]) for name in books]
    installation.load(*support.registers(installation.folder), sent[0], sent[1])
    undisturbed = _standing(installation)
    cut_off = sqlite.installation()
    cut_off.load(*support.registers(cut_off.folder))
    faults = iter([MemoryError()])
    with patch.object(load_file, "refresh", side_effect=lambda *_: _raised(next(faults, None))):
        cut_off.load(*sent)
    cut_off.load(*sent)
    assert _standing(cut_off) == undisturbed


def _raised(fault: Exception | None) -> None:
    if fault:
        raise fault


def _standing(installation: Installation) -> list:
    """The lines of spending that stand."""
    lines = select(fact_spending.c.line_ref).join(dim_return).where(dim_return.c.valid_to.is_(None))
    with installation.opened() as engine, reading(engine) as connection:
        return sorted(connection.scalars(lines))
