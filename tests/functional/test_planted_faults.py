"""Every planted fault gets the verdict of the contract, and every row is counted once."""

import json
import shutil
from pathlib import Path

import pytest

from etl.__main__ import main
from tests import support
from tests.support import planted
from tests.support.independent_count import Uncountable, rows_of
from tests.support.walks import sampled

CASES = planted.cases()


@pytest.fixture(scope="session")
def registered(tmp_path_factory):
    """An installation with a few registers, copied for each case."""
    sent, hub = tmp_path_factory.mktemp("registers"), tmp_path_factory.mktemp("hub")
    support.registers(sent)
    for name, table in planted.REGISTERS.items():
        support.put(sent, name, support.csv_bytes(table))
    with pytest.MonkeyPatch.context() as environment:
        installed(environment, hub)
        assert main(["load", str(sent)]) == 0
    return hub


def installed(environment, hub: Path) -> None:
    """The environment of an installation, on 15 January 2026."""
    for name in ("HUB_ARCHIVE", "HUB_KEY_FILE", "HUB_PORT"):
        environment.delenv(name, raising=False)
    environment.setenv("HUB_TODAY", "2026-01-15")
    environment.setenv("HUB_DATABASE_URL", str(hub / "warehouse.db"))


@pytest.fixture
def load(registered, tmp_path, monkeypatch, capsys):
    """Load files one after the other: the exit status and the report of each command."""
    shutil.copytree(registered, tmp_path / "hub")
    installed(monkeypatch, tmp_path / "hub")
    capsys.readouterr()

    def told(*given: planted.File) -> tuple[int, dict, str]:
        folder = tmp_path / f"sent-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        paths = [str(support.put(folder, file.name, file.data)) for file in given]
        status = main(["load", *paths, "--json"])
        out, err = capsys.readouterr()
        assert err == ""
        return status, json.loads(out), out

    return told


def of_another_count(case: planted.Case, report: dict) -> list[str]:
    """Sheets whose rows are not as many as counted a second way; none of what nobody can open.

    A sheet whose name holds what may never be told is looked for by its rows alone.
    """
    told = {sheet["sheet"]: sheet["rows"] for sheet in report["sheets"] if sheet["rows"]}
    try:
        counted = {} if case.expected.unopened else rows_of(case.file.data, case.file.name)
    except Uncountable:
        assert report["status"] == "refused" or case.file.name.endswith(".xls")
        return []
    unsaid = {sheet for sheet in counted if any(word in sheet for word in case.never)}
    differing = [
        sheet for sheet in counted if sheet not in unsaid and counted[sheet] != told.get(sheet, 0)
    ]
    return differing or ([] if sum(counted.values()) == sum(told.values()) else ["the sum"])


def unbalanced(report: dict, totals: dict) -> list[dict]:
    """Counts in which a row is lost or counted twice."""
    parts = ("loaded", "unchanged", "rejected", "set_aside")
    return [s for s in (*report["sheets"], totals) if s["rows"] != sum(s[part] for part in parts)]


def told_twice(problems: list[dict]) -> set[str]:
    """Cells with an error of which a note says that nothing need be done."""
    errors, notes = (
        {f"{p['sheet']} {p['cell']}" for p in problems if p["cell"] and p["severity"] == severity}
        for severity in ("error", "note")
    )
    return errors & notes


@pytest.mark.parametrize("case", sampled(CASES, 60), ids=lambda case: case.name)
def test_a_planted_fault(case, load):
    for file in case.earlier:
        load(file)
    status, answer, out = load(case.file, *case.given_with)
    (report,) = [told for told in answer["files"] if told["name"] == case.file.name]

    differences = case.expected.differences(status, report)
    assert not differences, "\n".join([case.why, *differences])
    assert [word for word in case.never if word.lower() in out.lower()] == []
    has_error = any(problem["severity"] == "error" for problem in report["problems"])
    assert has_error == (report["status"] in ("partly", "refused"))
    assert told_twice(report["problems"]) == set()
    assert of_another_count(case, report) == []
    assert unbalanced(report, answer["totals"]) == []


def test_no_two_planted_faults_have_one_name():
    names = [case.name for case in CASES]
    assert len(names) == len(set(names)) >= 90
