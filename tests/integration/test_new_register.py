"""A register that is only declared goes all the way, from a cell to what readers see."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import new_register

HOUSE = Path(__file__).parents[2]
DECLARATION = Path(new_register.__file__).with_name("music_stands.py")
DATA = ("*.db*", "archive", "inbox", "sample")  # what a hub that is in use keeps there
LENT = ["M-1", 12, "None"]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of the product with the register's declaration, and the migration that it asks for."""
    house = tmp_path_factory.mktemp("house")
    for room, beside in {"data": DATA, "etl": (), "dashboard": (), "tests/support": ()}.items():
        others = shutil.ignore_patterns("__pycache__", *beside)
        shutil.copytree(HOUSE / room, house / room, ignore=others)
    shutil.copy(DECLARATION, house / "data/registers")
    run(house, "data.warehouse", "migrate", "music stands lent")
    return house


@pytest.fixture(scope="module")
def used(house, tmp_path_factory):
    """What becomes of three rows, one of them faulty, and of one that is given back."""
    folder = tmp_path_factory.mktemp("hub")
    return json.loads(run(house, "tests.support.new_register", str(folder)))


def run(house: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=house, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_its_migration_is_written_from_the_declaration(house):
    (written,) = house.glob("data/warehouse/migrations/versions/*_music_stands_lent.py")
    assert 'sa.Column("how_many", sa.Integer(), nullable=True)' in written.read_text()
    assert "there is nothing to write" in run(house, "data.warehouse", "migrate", "more")


def test_a_faulty_row_is_refused_with_its_cell_and_a_sentence(used):
    assert used["problems"] == [["D3", "‘none’ is not a number."]]


def test_readers_see_its_rows_by_agreement_each_as_it_stands(used):
    returned = ["M-1", 12, "2026-01-10"]
    assert used["today"] == {"A-1": [returned], "A-2": [["M-3", 2, "None"]]}


def test_a_past_day_does_not_know_what_was_done_or_begun_later(used):
    assert used["on new year's day"] == {"A-1": [LENT]}


def test_an_area_sees_the_rows_of_its_own_agreements(used):
    assert used["in Bedford"].keys() == {"A-2"}


def test_each_version_leads_back_to_the_cells_that_brought_it(used):
    first, second = used["traced"]
    assert (first[0], second[0]) == ("stands lent.xlsx", "given back.xlsx")
    assert "2026-01-10" in " ".join(second[1])


def test_a_rebuild_gives_the_same_versions(used):
    assert used["is rebuilt"]
