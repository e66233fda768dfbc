"""`python -m etl watch`: each file is loaded once and put away with its report, come what may."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from data.warehouse import engine as warehouse_engine
from etl.__main__ import main
from etl.jobs import watch
from tests import support
from tests.support.waiting import PATIENCE_SECONDS, until

ROOT = Path(__file__).resolve().parents[2]
SLIP = support.SPENDING.replace("99.5", "99.555")
NAMED = support.PARTICIPANTS.replace("Participant ref", "Surname        ")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An installation that knows its registers."""
    folder = tmp_path_factory.mktemp("installed")
    support.registers(folder)
    assert main(["load", str(folder), "--db", str(folder / "hub" / "warehouse.db")]) == 0
    return folder / "hub"


@pytest.fixture
def inbox(installed, tmp_path, monkeypatch):
    """An installation of its own, and its empty inbox."""
    for name in ("HUB_ARCHIVE", "HUB_KEY_FILE", "HUB_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HUB_TODAY", "2026-01-15")
    monkeypatch.setenv("HUB_DATABASE_URL", str(tmp_path / "hub" / "warehouse.db"))
    shutil.copytree(installed, tmp_path / "hub")
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def a_return(spending: str = support.SPENDING, **form) -> bytes:
    return support.workbook(Return=support.form(**form), Spending=spending)


def once(inbox: Path) -> int:
    return main(["watch", str(inbox), "--once", "--settle", "0.1"])


def there(folder: Path) -> list[str]:
    """The files of a folder and below, as paths."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(str(path.relative_to(folder)) for path in found if path.suffix != ".lock")


def put_away(place: str, *names: str) -> list[str]:
    endings = ("", ".report.json", ".report.txt")
    return sorted(f"{place}/{name}{ending}" for name in names for ending in endings)


def arrivals(inbox: Path) -> list[tuple[str, str]]:
    """Name and status of each file that the warehouse has taken in, but for the registers."""
    query = "select name, status from file where name not like '%.csv' order by name"
    with closing(sqlite3.connect(inbox.parent / "hub" / "warehouse.db")) as warehouse:
        return warehouse.execute(query).fetchall()


def report_of(path: Path) -> dict:
    return json.loads(path.with_name(f"{path.name}.report.json").read_text("utf-8"))


# -- Where files go ----------------------------------------------------------------------------


def test_what_loads_is_accepted_and_what_does_not_is_refused_each_with_its_report(inbox, capsys):
    support.put(inbox, "whole.xlsx", a_return())
    support.put(inbox, "noise.xlsx", b"no workbook")
    assert once(inbox) == 1
    assert there(inbox) == put_away("accepted", "whole.xlsx") + put_away("refused", "noise.xlsx")
    said = capsys.readouterr().out
    assert "whole.xlsx: loaded, 5 rows.\n" in said
    assert "noise.xlsx: refused; what to mend is in refused/noise.xlsx.report.txt.\n" in said


def test_the_report_for_people_says_what_the_command_line_prints(inbox, capsys):
    path = support.put(inbox, "part.xlsx", a_return(SLIP))
    main(["check", str(path)])
    printed = capsys.readouterr().out.split("\n", 1)[1]
    once(inbox)
    told = (inbox / "accepted" / "part.xlsx.report.txt").read_text("utf-8")
    assert told.split("\n", 1)[1] == printed
    assert "Spending D4: ‘99.555’ has more than two decimals." in told


def test_the_report_for_programs_is_the_contracts(inbox, capsys):
    path = support.put(inbox, "part.xlsx", a_return(SLIP))
    main(["check", str(path), "--json"])
    checked = json.loads(capsys.readouterr().out)
    once(inbox)
    assert report_of(inbox / "accepted" / "part.xlsx") == checked["files"][0]


def test_a_file_sent_twice_and_a_second_file_of_its_name_get_a_number(inbox, capsys):
    for data in (a_return(), a_return(), a_return(support.FEWER_LINES)):
        support.put(inbox, "return.xlsx", data)
        assert once(inbox) == 0
    names = ("return.xlsx", "return (2).xlsx", "return (3).xlsx")
    assert there(inbox) == put_away("accepted", *names)
    statuses = [report_of(inbox / "accepted" / name)["status"] for name in names]
    assert statuses == ["loaded", "duplicate", "loaded"]
    assert "return.xlsx: sent before, nothing to load.\n" in capsys.readouterr().out


def test_registers_that_settled_with_returns_are_loaded_before_them(inbox):
    more = support.AGREEMENTS.replace("A-1 ", "A-9 ").replace("A-2 ", "A-8 ")
    support.put(inbox, "a.xlsx", a_return(agreement="A-9"))
    support.put(inbox, "z.csv", support.csv_bytes(more))
    assert once(inbox) == 0
    assert there(inbox) == put_away("accepted", "a.xlsx", "z.csv")


def test_a_file_refused_for_personal_data_leaves_only_its_report(inbox, capsys):
    data = support.workbook(Participants=NAMED.replace("c1", "Featherstone"))
    support.put(inbox, "pat@thistledown.example.xlsx", data)
    assert once(inbox) == 1
    left = there(inbox)
    assert [Path(name).parent.name for name in left] == ["refused", "refused"]
    kept = "".join((inbox / name).read_text("utf-8") + name for name in left)
    said = kept + capsys.readouterr().out
    assert "It was deleted from the inbox" in kept
    assert "Featherstone" not in said
    assert "pat@" not in said


# -- What is left alone ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["~$return.xlsx", ".return.csv", "r.xlsx.part", "r.crdownload", "r.TMP", "r.filepart"]
)
def test_locks_and_half_downloads_are_left_alone(inbox, name):
    support.put(inbox, name, b"x")
    assert once(inbox) == 0
    assert there(inbox) == [name]


def test_a_file_that_still_grows_waits_until_it_is_whole(inbox, monkeypatch, capsys):
    data = a_return()
    growing = support.put(inbox, "return.xlsx", data[:100])

    def wait(self, _seconds):
        growing.write_bytes(data[:200])

    monkeypatch.setattr(threading.Event, "wait", wait)
    assert once(inbox) == 0
    assert there(inbox) == ["return.xlsx"]
    assert "return.xlsx: still growing, and left for the next time." in capsys.readouterr().out
    monkeypatch.undo()


def test_a_file_that_changes_while_it_is_loaded_is_loaded_again(inbox, monkeypatch, capsys):
    support.put(inbox, "return.xlsx", a_return())
    load = watch.Loader.load

    def load_slowly(loader, paths):
        report = load(loader, paths)
        paths[0].write_bytes(a_return(support.FEWER_LINES))
        return report

    monkeypatch.setattr(watch.Loader, "load", load_slowly)
    once(inbox)
    assert there(inbox) == ["return.xlsx"]
    assert "changed while it was being loaded" in capsys.readouterr().out


# -- What stands in the way --------------------------------------------------------------------


def test_a_folder_that_is_not_there_is_told_in_one_line(inbox, capsys):
    assert main(["watch", str(inbox / "nowhere")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def looking(inbox: Path, said: list[str], looks: int) -> watch.Watcher:
    """A watcher that stops after so many lines."""
    from data.settings import settings_from
    from data.warehouse.engine import open_warehouse
    from etl.jobs.inbox import watched
    from etl.jobs.stable_files import Settling
    from etl.load.loader import Loader

    settings = settings_from(os.environ)
    with watched(inbox) as claims:
        watcher = watch.Watcher(
            claims,
            lambda: Loader(open_warehouse(settings.database_url), settings),
            said.append,
            Settling(inbox, 0.0),
        )
        watcher.say = lambda line: (
            said.append(line),
            len(said) >= looks and watcher.stopping.set(),
        )
        watcher.run(0.01)
    return watcher


def test_a_locked_warehouse_is_told_and_tried_again_ever_more_seldom(inbox, monkeypatch):
    monkeypatch.setattr(warehouse_engine, "_WAIT_SECONDS", 0)
    support.put(inbox, "return.xlsx", a_return())
    warehouse = sqlite3.connect(inbox.parent / "hub" / "warehouse.db", isolation_level=None)
    warehouse.execute("begin immediate")
    said = []
    looking(inbox, said, 3)
    assert [line for line in said if "is being written" not in line or "\n" in line] == []
    assert said[0].endswith("The files stay in the inbox. Trying again in 0 seconds.")
    assert there(inbox) == ["return.xlsx"]
    warehouse.close()
    looking(inbox, said, 4)
    assert said[3] == "return.xlsx: loaded, 5 rows."


def test_a_full_disk_is_told_and_the_file_is_loaded_later(inbox, monkeypatch):
    support.put(inbox, "return.xlsx", a_return())
    said = []

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        looking(inbox, said, 2)
    assert all("No space left on device" in line and "\n" not in line for line in said)
    assert there(inbox) == ["return.xlsx"]
    looking(inbox, said, 3)
    assert there(inbox) == put_away("accepted", "return.xlsx")


def test_pauses_grow_up_to_a_bound(inbox, monkeypatch):
    pauses = []

    def wait(event, seconds):
        pauses.append(seconds)
        if len(pauses) == 12:
            event.set()

    monkeypatch.setattr(threading.Event, "wait", wait)
    monkeypatch.setattr(watch.Watcher, "look", lambda _: 1 / 0)
    watcher = watch.Watcher(None, None, lambda _: None, None)
    watcher.run(5)
    assert pauses[:3] == [10, 20, 40]
    assert pauses[-1] == watch.LONGEST_PAUSE_SECONDS


# -- As programs -------------------------------------------------------------------------------


@contextmanager
def watching(inbox: Path):
    """A watcher as a process of its own, told to stop at the end."""
    words = [sys.executable, "-m", "etl", "watch", str(inbox), "--every", "0.1", "--settle", "0.1"]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_watcher_that_is_killed_loses_nothing_and_the_next_one_goes_on(inbox):
    support.put(inbox, "return.xlsx", a_return())
    warehouse = sqlite3.connect(inbox.parent / "hub" / "warehouse.db", isolation_level=None)
    warehouse.execute("begin immediate")
    with watching(inbox) as process:
        until(lambda: any("working" in name for name in there(inbox)))
        process.kill()
        process.wait()
    warehouse.close()
    assert Path(*there(inbox)).parts[0] == "working"
    assert once(inbox) == 0
    assert there(inbox) == put_away("accepted", "return.xlsx")
    assert arrivals(inbox) == [("return.xlsx", "loaded")]


def test_two_watchers_load_each_file_once_and_end_when_told_to(inbox):
    names = [f"return-{number}.xlsx" for number in range(8)]
    with watching(inbox) as one, watching(inbox) as other:
        for name in names:
            support.put(inbox, name, a_return(support.SPENDING.replace("99.5", f"{name[7]}.5")))
            time.sleep(0.1)
        until(lambda: there(inbox) == put_away("accepted", *names))
        for process in (one, other):
            process.send_signal(signal.SIGTERM)
        outputs = [process.communicate(timeout=PATIENCE_SECONDS)[0] for process in (one, other)]
        assert [process.returncode for process in (one, other)] == [0, 0]
    assert all(text.endswith("Stopped. Nothing is half done.\n") for text in outputs)
    assert arrivals(inbox) == [(name, "loaded") for name in names]
    told = [report_of(inbox / "accepted" / name)["status"] for name in names]
    assert told == ["loaded"] * len(names)
