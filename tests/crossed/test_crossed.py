"""The tool that sends workbooks through other programs tells a silent difference from others."""

from functools import partial
from pathlib import Path

import openpyxl
import pytest

from tests.crossed.command import Absent, installed
from tests.crossed.crossing import Crossing, crossed
from tests.crossed.programs import PROGRAMS, Filled, Program


@pytest.fixture(scope="module")
def crossing(tmp_path_factory):
    return Crossing(tmp_path_factory.mktemp("crossing"))


def lines_of(program: Program, crossing: Crossing) -> tuple[int, list[str]]:
    lines = []
    status = crossed([program], crossing, lines.append)
    return status, [line.removeprefix(f"{program.name:12} ") for line in lines]


def changed(sheet: str, cell: str, value: object, work: Filled, ending: str, folder: Path):
    """What a program does that writes another value into a cell than was typed."""
    book = openpyxl.load_workbook(work.book)
    book[sheet][cell] = value
    book.save(folder / f"changed.{ending}")
    return [folder / f"changed.{ending}"]


def absent(work: Filled, ending: str, folder: Path):
    installed("no-such-program", "no-such-package")


def test_what_openpyxl_typed_and_saved_loads_as_the_same_facts(crossing):
    openpyxl_itself = next(program for program in PROGRAMS if program.name == "openpyxl")
    assert lines_of(openpyxl_itself, crossing) == (0, ["xlsx       same"])


@pytest.mark.parametrize(
    ("cell", "value", "status", "line"),
    [
        ("D2", 1234.75, 1, "xlsx       SILENT: spending"),
        ("D2", 1234.555, 0, "xlsx       told: money"),
        ("G2", "beside", 0, "xlsx       same"),
    ],
)
def test_a_difference_is_silent_unless_its_sender_is_told(crossing, cell, value, status, line):
    changing = Program("Changing", ("xlsx",), partial(changed, "Spending", cell, value))
    assert lines_of(changing, crossing) == (status, [line])


def test_what_is_told_of_one_sheet_excuses_no_other(crossing):
    def save(work, ending, folder):
        (path,) = changed("Spending", "D2", "many", work, ending, folder)
        return changed("Progress", "C2", 31, Filled(path, path, path, ()), ending, folder)

    assert lines_of(Program("Changing", ("xlsx",), save), crossing) == (
        1,
        ["xlsx       SILENT: progress (money)"],
    )


def test_a_program_that_is_not_here_is_named_and_passed_over(crossing):
    assert lines_of(Program("Absent", ("ods",), absent), crossing) == (
        0,
        ["ods        not here: apt-get install no-such-package"],
    )
    with pytest.raises(Absent):
        installed("no-such-program", "no-such-package")
