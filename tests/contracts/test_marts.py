"""Every mart is one query that says its grain, what touches it, and fills its table's columns."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from data.warehouse import refresh
from data.warehouse.engine import reading
from data.warehouse.tables import marts
from etl.sources import SOURCES

FILES = sorted(Path(refresh.__file__).with_name("marts").glob("*.sql"))
each_mart = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_every_table_of_a_mart_has_its_query_and_every_query_its_table():
    assert {f"mart_{path.stem}" for path in FILES} == marts.keys()


@each_mart
def test_the_first_line_states_the_grain(path):
    assert lines(path)[0].startswith("-- one row per ")


@each_mart
def test_the_grain_that_is_stated_is_the_key_of_the_table(path):
    grain = lines(path)[0].removeprefix("-- one row per ").split(":")[0]
    parts = re.split(r", | and ", grain)
    assert len(marts[f"mart_{path.stem}"].primary_key.columns) == len(parts)


@each_mart
def test_the_second_line_names_the_sources_that_touch_it(path):
    head, _, named = lines(path)[1].partition(": ")
    assert head == "-- touched by"
    assert set(named.split(", ")) <= SOURCES.keys()


@each_mart
def test_the_columns_of_the_query_are_those_of_the_table_in_their_order(path, engine):
    query = path.read_text(encoding="utf-8")
    with reading(engine) as connection:
        columns = connection.execute(text(query), {"first": 0, "last": 0}).keys()
    assert list(columns) == [column.name for column in marts[f"mart_{path.stem}"].columns]


@each_mart
def test_a_mart_holds_counts_and_sums_and_never_a_ratio(path):
    query = "\n".join(line for line in lines(path) if not line.startswith("--"))
    assert not re.search(r"/|\bavg\s*\(|\bround\s*\(", query, re.IGNORECASE)
