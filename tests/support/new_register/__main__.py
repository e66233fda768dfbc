"""Rows of music stands lent, sent to a hub that has the register: what becomes of them, as JSON.

Run where `music_stands.py` lies in data/registers and its migration is written; argument: a folder.
"""

import json
import sys
from datetime import date
from pathlib import Path

from dashboard.store.moment import Moment
from dashboard.store.snapshots import read_snapshot
from data.warehouse.engine import open_warehouse, reading
from etl.archive.archive_key import own_archive
from etl.load.rebuild import replay
from etl.trace.archived_files import reopener
from etl.trace.keys import versions
from tests import support
from tests.support.drawn_sheets import Hub

SHEET = "Music stands"
LENT = """
    stand_ref | agreement_code | make    | how_many | value | lent_on    | given_back_on
    M-1       | A-1            | Folding | 12       | £600  | 2025-10-01 | -
    M-2       | A-1            | Desk    | none     | £900  | 2025-10-01 | -
    M-3       | A-2            | Wooden  | 2        | £800  | 2026-01-05 | -
"""
GIVEN_BACK = """
    stand_ref | agreement_code | make    | how_many | value | lent_on    | given_back_on
    M-1       | A-1            | Folding | 12       | £600  | 2025-10-01 | 2026-01-10
"""


def main(folder: Path) -> dict:
    hub = Hub(open_warehouse(f"sqlite:///{folder}/hub.db"), folder)
    hub.loader().load(support.registers(folder))
    sent = hub.send("stands lent.xlsx", support.workbook(**{SHEET: LENT}))
    hub.today = "2026-01-20"
    hub.send("given back.xlsx", support.workbook(**{SHEET: GIVEN_BACK}))
    kept = hub.everything()["fact_music_stand"]
    replay(hub.engine, hub.settings(), lambda *_: None)
    return {
        "problems": [(p.cell, p.message) for p in sent.problems],
        "today": seen(hub, None),
        "on new year's day": seen(hub, date(2026, 1, 1)),
        "in Bedford": seen(hub, None, frozenset({"Bedford"})),
        "is rebuilt": hub.everything()["fact_music_stand"] == kept,
        "traced": traced(hub, "M-1"),
    }


def seen(hub: Hub, day: date | None, areas: frozenset[str] | None = None) -> dict:
    """What readers see on a day, by agreement: each one's reference, number and day of return."""
    with reading(hub.engine) as connection:
        registers = read_snapshot(connection, Moment.of(day, date(2026, 1, 20))).registers
    lent = (registers.within(areas) if areas else registers).of("music_stands")
    return {
        code: [(row.stand_ref, row.how_many, str(row.given_back_on)) for row in rows]
        for code, rows in lent.items()
    }


def traced(hub: Hub, ref: str) -> list:
    """Each version of a row: the file that brought it, and its cells."""
    with (
        reading(hub.engine) as connection,
        reopener(own_archive(connection, hub.settings())) as opener,
    ):
        found = versions(connection, opener, ref)
    return [(one.file.name, [cell.typed for cell in one.cells if cell.typed]) for one in found]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
