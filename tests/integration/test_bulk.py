"""Rows written many at a time come back as they were, in whatever number."""

from datetime import date, timedelta

import polars as pl
import pytest
from sqlalchemy import select

from data.warehouse.bulk import insert, read
from data.warehouse.engine import reading, writing
from data.warehouse.tables import released_characteristic

FIRST = date(2025, 9, 1)


def _figures(count: int) -> pl.DataFrame:
    """A frame with texts, dates and numbers, no two rows alike."""
    return pl.DataFrame(
        {
            "quarter": [f"quarter ‘{n}’, 100%" for n in range(count)],
            "span": ["to-date"] * count,
            "area": ["Luton"] * count,
            "characteristic": ["fsm"] * count,
            "released_on": [FIRST + timedelta(days=n) for n in range(count)],
            "children": range(count),
            "known": [n * 1_000 for n in range(count)],
        },
        schema={
            "quarter": pl.String,
            "span": pl.String,
            "area": pl.String,
            "characteristic": pl.String,
            "released_on": pl.Date,
            "children": pl.Int64,
            "known": pl.Int64,
        },
    )


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250, 50_101])
def test_what_is_written_is_what_was_given(engine, count):
    given = _figures(count)
    with writing(engine) as connection:
        insert(connection, released_characteristic, given)
    table = released_characteristic
    with reading(engine) as connection:
        there = read(connection, select(table).order_by(table.c.released_on), given.schema)
    assert there.equals(given)
