"""The shape of the code: few ways between its rooms, and short ways through them."""

from pathlib import Path

import pytest

from tests.shape.imports import read_code
from tests.shape.routes import measure_to_card, row_of_attendance

CODE = read_code()
MOST_FILES = 45


def test_no_folder_is_wider_than_thirty_modules():
    assert CODE.widest_folder()[1] <= 30


@pytest.mark.parametrize(("package", "most"), [("dashboard", 61), ("etl", 59)])
def test_rooms_depend_on_few_others(package, most):
    assert len(CODE.room_arrows(package)) <= most


@pytest.mark.parametrize("follow", [row_of_attendance, measure_to_card])
def test_a_row_and_a_measure_pass_few_files(follow, tmp_path: Path):
    files = follow(tmp_path)
    assert len(files) <= MOST_FILES, files
