"""The sample hub, and copies of it thinned until small groups are common."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func

from data.warehouse import tables
from data.warehouse.engine import open_warehouse, writing
from data.warehouse.refresh import refresh
from data.warehouse.state import raise_version
from etl.__main__ import main as etl

TODAY = "2026-12-01"
EVERY = 1_000_000  # more returns than there are
KEPT = {"as it is": None, "a third of the people": 3, "a ninth of the people": 9}


def hubs(folder: Path) -> Iterator[tuple[str, Path]]:
    """The sample as it is, and thinned to so many of its people: names and warehouses."""
    whole = folder / "sample" / "warehouse.db"
    etl(["sample", str(folder / "files"), "--today", TODAY])
    whole.parent.mkdir()
    etl(["load", "--backfill", str(folder / "files"), "--db", str(whole)])
    for name, one_in in KEPT.items():
        yield name, _thinned(whole, folder / f"{one_in}", one_in) if one_in else whole


def _thinned(whole: Path, folder: Path, one_in: int) -> Path:
    """One in so many children and answers left, all else as it was."""
    shutil.copytree(whole.parent, folder)
    engine = open_warehouse(f"sqlite:///{folder / whole.name}")
    by_child = (tables.fact_attendance, tables.fact_learning)
    with writing(engine) as connection:
        for table in by_child:
            connection.execute(table.delete().where(table.c.participant_id % one_in != 0))
        answers = tables.fact_satisfaction
        length = func.length(func.replace(answers.c.response_hash, "a", ""))
        connection.execute(answers.delete().where(length % one_in != 0))
        connection.execute(
            tables.fact_headcount.update().values(
                headcount=tables.fact_headcount.c.headcount / one_in
            )
        )
        for mart in tables.marts.values():
            connection.execute(mart.delete())
        refresh(connection, 0, EVERY)
        raise_version(connection)
    engine.dispose()
    return folder / whole.name
