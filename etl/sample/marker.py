"""The day that a sample hub keeps, so that it does not grow stale, and what was entered by then."""

import json
import tomllib
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, func, select

from data.warehouse.engine import writing
from data.warehouse.state import set_state
from data.warehouse.tables import file
from etl.archive.discover import MARKER
from etl.sample.entries import entries


def write_marker(folder: Path, day: date) -> None:
    """Say in the sample's folder for which day it was made, and what its people have entered."""
    head = f"# This folder holds the sample hub; nothing in it is real.\ntoday = {day}\n"
    told = "\n".join([head, *map(_table, entries(day))])
    folder.joinpath(MARKER).write_text(told, encoding="utf-8")


def _table(entry: dict[str, str]) -> str:
    """One entry of the journal in TOML, whose plain strings are those of JSON."""
    lines = [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in entry.items()]
    return "\n".join(["[[journal]]", *lines, ""])


def keep_sample_day(engine: Engine, paths: list[Path]) -> None:
    """Where an empty warehouse is about to be given a sample, let it keep the sample's day."""
    markers = [path / MARKER for path in paths if (path / MARKER).is_file()]
    if not markers:
        return
    day = tomllib.loads(markers[0].read_text(encoding="utf-8"))["today"]
    with writing(engine) as connection:
        if not connection.scalar(select(func.count()).select_from(file)):
            set_state(connection, "sample_today", day.isoformat())
