"""The marker of a sample hub: the day that it keeps, and what its people had entered by then."""

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine, func, select

from data.warehouse.engine import writing
from data.warehouse.state import set_state
from data.warehouse.tables import file
from etl.archive.discover import MARKER


def write_marker(folder: Path, day: date) -> None:
    """Say in the sample's folder for which day it was made, and what its people have entered."""
    head = f"# This folder holds the sample hub; nothing in it is real.\ntoday = {day}\n"
    text = "\n".join([head, *map(_table, entries(day))])
    folder.joinpath(MARKER).write_text(text, encoding="utf-8")


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


def entries(day: date) -> list[dict[str, str]]:
    """As they would be typed on `day`, in their order."""
    return [{name: _typed(value, day) for name, value in entry.items()} for entry in _ENTRIES]


def _typed(value: str | timedelta, day: date) -> str:
    return (day + value).isoformat() if isinstance(value, timedelta) else value


_ENTRIES: tuple[dict[str, str | timedelta], ...] = (
    {
        "act": "acknowledge",
        "agreement": "A-0306",
        "rule": "return_overdue",
        "note": "The chair has been asked twice; a new treasurer starts next month.",
    },
    {
        "act": "reply",
        "agreement": "A-0304",
        "replied_on": timedelta(days=-10),
        "reply": "They see the fall themselves: two tutors left in spring. Both posts are "
        "filled, and each new tutor teaches beside an old one until Easter.",
    },
    {
        "act": "disagree",
        "agreement": "A-0207",
        "rule": "spend_off_profile",
        "why": "The hall is paid for in one sum each summer, so spending cannot follow the "
        "profile; over the year it comes out even.",
    },
    {
        "act": "decision",
        "agreement": "A-0302",
        "kind": "vary",
        "decided_on": timedelta(days=-20),
        "decided_by": "music service",
        "organisation": "none",
        "rationale": "Rehearsals move to a hall without steps; the value stays.",
        "options": "A ramp at the old hall; meeting online in winter.",
        "effective_on": timedelta(days=5),
    },
    {
        "act": "acknowledge",
        "rule": "need_uncovered",
        "area": "Milton Keynes",
        "note": "A call for proposals is being written.",
    },
)
