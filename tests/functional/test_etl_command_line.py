"""`python -m etl`: what it prints, its exit status, and that nothing is ever half done."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data.warehouse.engine import open_warehouse, reading
from data.warehouse.tables import metadata
from etl.__main__ import main
from tests import support

ROOT = Path(__file__).resolve().parents[2]
COUNTS = ["rows", "loaded", "unchanged", "rejected", "set_aside"]
SHEET = ["sheet", "source", *COUNTS]
PROBLEM = ["sheet", "cell", "row", "column", "value", "rule", "severity", "message", "remedy"]
SLIP = support.SPENDING.replace("99.5", "99.555")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty installation, and a folder of files beside it."""
    for name in ("HUB_DATABASE_URL", "HUB_ARCHIVE", "HUB_KEY_FILE", "HUB_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HUB_TODAY", "2026-01-15")
    monkeypatch.setenv("HUB_DATABASE_URL", str(tmp_path / "hub" / "warehouse.db"))
    sent = tmp_path / "sent"
    sent.mkdir()
    support.registers(sent)
    return sent


def left_behind(folder: Path) -> list[str]:
    """What stands in the installation's folder."""
    return sorted(path.name for path in (folder.parent / "hub").rglob("*"))


def contents(folder: Path) -> dict[str, int]:
    engine = open_warehouse(f"sqlite:///{folder.parent / 'hub' / 'warehouse.db'}")
    with reading(engine) as connection:
        tables = metadata.sorted_tables
        return {t.name: connection.scalar(select(func.count()).select_from(t)) for t in tables}


def put_return(folder: Path, **sheets) -> Path:
    data = support.workbook(Return=support.form(), **(sheets or {"Spending": support.SPENDING}))
    return support.put(folder, "return.xlsx", data)


def run(*words) -> int:
    """The exit status, whichever way the command ends."""
    try:
        return main([str(word) for word in words])
    except SystemExit as stopped:
        return stopped.code


def told(capsys, *words) -> tuple[int, dict]:
    status = run(*words, "--json")
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") == 1, "one object on one line"
    return status, json.loads(out)


# -- load and check ----------------------------------------------------------------------------


def test_a_load_answers_in_the_shape_of_the_contract(folder, capsys):
    put_return(folder, Spending=SLIP)
    status, report = told(capsys, "load", folder)
    assert status == 1
    assert list(report) == ["files", "totals", "data_version"]
    for file in report["files"]:
        assert list(file) == ["name", "sha256", "status", "sheets", "problems"]
        assert all(list(sheet) == SHEET for sheet in file["sheets"])
        assert all(list(problem) == PROBLEM for problem in file["problems"])
    assert report["totals"] == {
        "files": 4,
        "rows": 15,
        "loaded": 10,
        "unchanged": 0,
        "rejected": 1,
        "set_aside": 4,
    }
    assert report["data_version"] > 0


def test_a_problem_is_told_with_its_address_value_and_remedy(folder, capsys):
    put_return(folder, Spending=SLIP)
    _, report = told(capsys, "load", folder)
    (problem,) = [problem for file in report["files"] for problem in file["problems"]]
    assert problem == {
        "sheet": "Spending",
        "cell": "D4",
        "row": 4,
        "column": "amount",
        "value": "99.555",
        "rule": "money",
        "severity": "error",
        "message": "‘99.555’ has more than two decimals.",
        "remedy": "Round the amount to whole pence.",
    }


def test_everything_loaded_is_0_and_something_refused_is_1(folder, capsys):
    put_return(folder)
    assert run("load", folder) == 0
    assert run("load", put_return(folder, Spending=SLIP)) == 1
    assert run("load", support.put(folder, "noise.xlsx", b"no workbook")) == 1


def test_notes_and_queries_alone_leave_the_status_0(folder, capsys):
    put_return(folder, Spending=support.SPENDING, Sketch="a | b\nc | d")
    status, report = told(capsys, "load", folder)
    assert status == 0
    assert {p["severity"] for f in report["files"] for p in f["problems"]} == {"note"}


def test_a_second_load_of_the_same_files_changes_nothing_and_keeps_the_version(folder, capsys):
    put_return(folder)
    _, first = told(capsys, "load", folder)
    before = contents(folder)
    status, second = told(capsys, "load", folder)
    assert (status, second["data_version"]) == (0, first["data_version"])
    assert {file["status"] for file in second["files"]} == {"duplicate"}
    assert second["totals"]["unchanged"] == first["totals"]["loaded"]
    assert contents(folder) == before


def test_for_people_a_load_prints_a_table_and_what_to_mend(folder, capsys):
    put_return(folder, Spending=SLIP)
    assert run("load", folder) == 1
    out, err = capsys.readouterr()
    assert err == ""
    lines = [line.split() for line in out.splitlines()]
    assert lines[0] == ["File", "Status", "Rows", "Loaded", "Unchanged", "Rejected", "Set", "aside"]
    assert ["return.xlsx", "partly", "6", "4", "0", "1", "1"] in lines
    assert "Spending D4: ‘99.555’ has more than two decimals." in out


def test_a_check_tells_what_a_load_would_and_leaves_nothing(folder, capsys):
    put_return(folder, Spending=SLIP)
    status, checked = told(capsys, "check", folder)
    assert (status, left_behind(folder)) == (1, [])
    _, loaded = told(capsys, "load", folder)
    assert checked["files"] == loaded["files"]


def test_a_check_of_a_running_hub_changes_nothing_in_it(folder, capsys):
    run("load", folder)
    before, there = contents(folder), left_behind(folder)
    assert run("check", put_return(folder)) == 0
    assert (contents(folder), left_behind(folder)) == (before, there)


def test_history_is_received_when_it_was_prepared(folder, capsys):
    form = support.form(prepared_on=date(2025, 12, 5))
    data = support.workbook(Return=form, Spending=support.SPENDING)
    path = support.put(folder, "return.xlsx", data)
    assert run("load", "--backfill", folder, path) == 0
    table = metadata.tables["dim_return"]
    with reading(open_warehouse(f"sqlite:///{folder.parent}/hub/warehouse.db")) as connection:
        assert set(connection.scalars(select(table.c.received_on))) == {date(2025, 12, 5)}


def test_files_of_other_kinds_and_open_documents_are_passed_over_in_a_folder(folder, capsys):
    support.put(folder, "notes.docx", b"x")
    support.put(folder, "~$return.xlsx", b"x")
    support.put(folder, ".hidden.csv", b"x")
    _, report = told(capsys, "load", folder)
    assert report["totals"]["files"] == 3


def test_what_is_not_read_of_a_folder_is_told_and_leaves_the_status_as_it_is(folder, capsys):
    for name in ("letter.pdf", "notes.txt", "z.xlsb", "old.numbers", "noext", "wren@x.org.txt"):
        support.put(folder, name, b"x")
    status, report = told(capsys, "load", folder)
    assert (status, report["totals"]["files"]) == (0, 3)
    assert list(report) == ["files", "totals", "data_version", "notes"]
    said = {note["value"]: note["message"] for note in report["notes"]}
    assert set(said) == {
        *("letter.pdf", "noext", "notes.txt", "old.numbers", "z.xlsb", "[left out].txt"),
    }
    assert said["letter.pdf"] == "Files that end in ‘.pdf’ are not read."
    assert said["noext"] == "Files whose name has no ending are not read."
    assert {note["severity"] for note in report["notes"]} == {"note"}
    assert run("check", folder) == 0
    out, _ = capsys.readouterr()
    assert "letter.pdf: Files that end in ‘.pdf’ are not read." in out


def test_an_installations_own_files_are_not_meant_by_its_folder(folder, monkeypatch, capsys):
    hub = folder.parent / "hub"
    assert run("load", folder) == 0
    support.put(hub, "return.xlsx", put_return(folder).read_bytes())
    support.put(hub, "return.xlsx.report.txt", b"what became of it")
    (hub / ".git").mkdir()
    support.put(hub / ".git", "config", b"x")
    capsys.readouterr()
    status, report = told(capsys, "load", hub)
    assert (status, [file["name"] for file in report["files"]]) == (0, ["return.xlsx"])
    assert "notes" not in report


def test_a_folder_with_nothing_to_read_says_so(folder, tmp_path, capsys):
    empty = tmp_path / "empty"
    empty.mkdir()
    status, report = told(capsys, "load", empty)
    assert (status, report["files"], report["totals"]["files"]) == (0, [], 0)
    assert [(n["rule"], n["value"]) for n in report["notes"]] == [("nothing_there", str(empty))]
    assert run("load", empty) == 0
    out = capsys.readouterr().out
    assert f"{empty}: This folder holds no file that the hub reads." in out


def test_a_file_of_another_kind_that_is_named_is_told(folder, capsys):
    status, report = told(capsys, "load", support.put(folder, "notes.docx", b"x"))
    assert status == 1
    assert report["files"][0]["problems"][0]["rule"] == "file_type"


# -- Mistakes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("load", "/nowhere/at-all.csv"), "There is no such file or folder"),
        (("check", "/nowhere/at-all.csv"), "There is no such file or folder"),
        (("load", ROOT, "--db", "nonsense://x"), "The database address cannot be read."),
        (("load", ROOT, "--db", "postgresql://127.0.0.1:1/none"), "Check the address"),
        (("check", ROOT, "--db", "postgresql://127.0.0.1:1/none"), "Check the address"),
        (("load", ROOT, "--db", "/dev/null/x.db"), "could not be made"),
        (("load", ROOT, "--db", "/"), "could not be used"),
        (("watch", "/nowhere/inbox"), "There is no folder /nowhere/inbox to watch."),
        (("status", "--db", "nonsense://x"), "The database address cannot be read."),
        (("rebuild", "--db", "/nowhere/x.db"), "There is no warehouse at /nowhere/x.db."),
        (("sample", "/tmp", "--today", "15/01/2026"), "‘15/01/2026’ is not a date like 2026-01-15"),
        (("sample", "/tmp", "--scale", "0"), "whole number from 1 to 100"),
        (("sample", "/dev/null/x"), "cannot be written"),
        (("load",), "PATH"),
        (("dance",), "invalid choice"),
        ((), "COMMAND"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_a_mistake_is_told_in_one_line_with_status_2(folder, capsys, words, sentence):
    assert run(*words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert sentence in err
    assert left_behind(folder) == []


@pytest.mark.parametrize("command", ["load", "check", "rebuild", "status"])
def test_a_wrong_day_in_the_environment_stops_every_command(folder, capsys, monkeypatch, command):
    monkeypatch.setenv("HUB_TODAY", "15/01/2026")
    assert run(command, *([folder] if command in ("load", "check") else [])) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "HUB_TODAY is ‘15/01/2026’, which is not a date. Write it like 2026-01-15.\n"
    assert left_behind(folder) == []


def test_of_a_good_and_a_missing_path_none_is_loaded(folder, capsys):
    assert run("load", folder, folder / "missing.csv") == 2
    assert capsys.readouterr().err.endswith("missing.csv. The others were not read either.\n")
    assert left_behind(folder) == []


@pytest.mark.parametrize(
    "words",
    [("load", "/nowhere/at-all.csv"), ("check", "/nowhere/at-all.csv"), ("trace", "A-1")],
    ids=" ".join,
)
def test_a_mistake_is_one_object_too_where_one_was_asked_for(folder, capsys, words):
    assert run(*words, "--json") == 2
    out, err = capsys.readouterr()
    assert json.loads(out) == {"error": err.strip()}


def test_a_mistyped_address_makes_no_folders(folder, tmp_path, capsys):
    assert run("load", folder, "--db", tmp_path / "hbu" / "data" / "warehouse.db") == 2
    assert "Check the address" in capsys.readouterr().err
    assert not (tmp_path / "hbu").exists()


def test_a_first_load_says_that_it_made_the_warehouse(folder, capsys):
    made = f"There was no warehouse yet: {folder.parent / 'hub' / 'warehouse.db'} was made.\n"
    assert run("load", folder) == 0
    assert capsys.readouterr().out.endswith(made)
    assert run("load", folder) == 0
    assert "no warehouse yet" not in capsys.readouterr().out


def test_a_file_that_is_no_database_is_told_and_left_alone(folder, capsys):
    path = support.put(folder, "notes.db", b"these are my notes, not a database" * 100)
    assert run("load", folder, "--db", path) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "file is not a database" in err
    assert path.read_bytes().startswith(b"these are my notes")


def test_a_damaged_key_stops_a_load_before_anything_is_written(folder, capsys):
    run("load", folder)
    capsys.readouterr()
    support.put(folder.parent / "hub", "hub.key", b"short")
    before = contents(folder)
    assert run("load", put_return(folder)) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "key" in err
    assert contents(folder) == before


# -- The other commands ------------------------------------------------------------------------


def test_rebuilding_makes_the_same_warehouse_and_a_new_version(folder, capsys):
    put_return(folder)
    _, loaded = told(capsys, "load", folder)
    before = contents(folder)
    assert run("rebuild") == 0
    told_as = "The warehouse was made anew from 4 readings of archived files.\n"
    assert capsys.readouterr().out == told_as
    assert contents(folder) == before
    _, again = told(capsys, "load", folder)
    assert again["data_version"] == loaded["data_version"] + 1


def test_the_status_says_what_the_warehouse_holds(folder, capsys):
    put_return(folder)
    run("load", folder)
    capsys.readouterr()
    assert run("status") == 0
    out = capsys.readouterr().out
    lines = dict(line.rsplit(maxsplit=1) for line in out.splitlines() if "no sample" not in line)
    assert (lines["Files"], lines["Returns in force"], lines["Problems told"]) == ("4", "1", "0")


def test_a_trace_leads_from_a_return_to_its_cells_and_back(folder, capsys):
    put_return(folder)
    run("load", folder)
    capsys.readouterr()
    assert run("trace", "A-1", "2025/26 Q1", "Spending", "--row", "2") == 0
    assert "    D2 Amount: ‘£1,250.00’ → £1,250.00\n" in capsys.readouterr().out
    status, told_back = told(capsys, "trace", "return.xlsx", "Spending", "D2")
    (row,) = told_back["files"][0]["sheets"][0]["rows"]
    assert (status, row["outcome"], row["cells"][0]["value"]) == (0, "loaded", 125000)


def test_a_trace_of_what_is_not_there_is_one_line_with_status_2(folder, capsys):
    run("load", folder)
    capsys.readouterr()
    assert run("trace", "partner.csv") == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "The nearest is ‘partners.csv’." in err


@pytest.mark.parametrize("command", ["load", "check", "sample", "rebuild", "status", "trace"])
def test_the_help_names_each_command_and_each_command_has_its_own(capsys, command):
    assert run("--help") == 0
    assert f"\n    {command} " in capsys.readouterr().out
    assert run(command, "--help") == 0
    assert capsys.readouterr().out.startswith(f"usage: python -m etl {command} ")


def as_program(folder: Path, *words) -> subprocess.CompletedProcess:
    environment = {**os.environ, "HUB_DATABASE_URL": str(folder.parent / "hub" / "warehouse.db")}
    return subprocess.run(
        [sys.executable, "-m", "etl", *map(str, words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_as_a_program_it_ends_with_its_status_and_says_nothing_beside(folder):
    put_return(folder, Spending=SLIP)
    done = as_program(folder, "load", "--json", folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["totals"]["files"] == 4


def test_as_a_program_a_mistake_is_one_line_and_no_traceback(folder):
    done = as_program(folder, "load", "/nowhere/at-all.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "There is no such file or folder: /nowhere/at-all.csv.\n"
