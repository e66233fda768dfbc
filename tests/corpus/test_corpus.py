"""The tool that checks folders of files says what came of each, and fails where one was amiss."""

import pytest

from tests import support
from tests.corpus.__main__ import corpus
from tests.corpus.checking import Checked, Limits, checked
from tests.support.drawn_sheets import Hub
from tests.support.empty_warehouse import empty_warehouse

LOWERED = Limits(megabytes=60)
PROBLEM = {"rule": "date", "severity": "error", "remedy": "Type the day first."}


@pytest.fixture
def hub(tmp_path):
    (tmp_path / "hub").mkdir()
    hub = Hub(empty_warehouse(tmp_path / "hub" / "hub.db"), tmp_path / "hub")
    yield hub
    hub.engine.dispose()


def said(*problems: dict, status: str = "loaded") -> dict:
    return {"files": [{"status": status, "problems": list(problems)}]}


def lines_of(checks: dict[str, Checked], folder) -> tuple[int, list[str]]:
    lines = []
    paths = [folder / name for name in checks]
    status = corpus(paths, lambda path: checks[path.name], LOWERED, lines.append)
    return status, lines


def test_each_file_of_a_folder_is_told_with_its_status_and_its_kinds_of_message(hub, tmp_path):
    partners = support.PARTNERS.replace("charity | small", "guild | small")
    texts = {"a.csv": support.csv_bytes(partners), "b.csv": b"no table\n", "c.csv": b""}
    texts |= {"d.xlsx": b"no workbook", "e.csv": support.csv_bytes(support.PARTNERS)}
    paths = [support.put(tmp_path, name, data) for name, data in texts.items()]

    def check(path):
        return Checked(1.04, 99.6, hub.loader().check([path]).as_json())

    lines = []
    assert corpus(paths, check, Limits(), lines.append) == 0
    assert [line.split()[0] for line in lines] == [
        "partly", "refused", "refused", "refused", "loaded", "3"
    ]  # fmt: skip
    assert lines[0] == "partly        1.0 s    100 MB  a.csv  error choice ×1"
    assert lines[-1] == "3 refused, 1 partly, 1 loaded"


@pytest.mark.parametrize(
    ("result", "fault"),
    [
        (Checked(1, 50, None, "exit status 1: KeyError: 'row'"), "exit status 1: KeyError: 'row'"),
        (Checked(1, 61, said()), "more than 60 MB"),
        (Checked(1, 50, said(PROBLEM | {"remedy": " "})), "no remedy: date"),
        (Checked(1, 50, said(PROBLEM | {"rule": "program_fault"})), "a fault of the program"),
    ],
)
def test_what_must_never_be_ends_with_1(result, fault, tmp_path):
    status, lines = lines_of({"a.csv": Checked(1, 50, said(PROBLEM)), "b.csv": result}, tmp_path)
    assert status == 1
    assert f"    AMISS: {fault}" in lines
    assert lines[-1] == "1 loaded, 1 AMISS"


def test_a_check_that_does_not_end_in_time_is_killed_and_told(tmp_path):
    path = support.put(tmp_path, "a.csv", support.csv_bytes(support.PARTNERS))
    result = checked(path, str(tmp_path / "hub.db"), Limits(seconds=0.02))
    assert result.faults(Limits()) == ["did not end in time"]
