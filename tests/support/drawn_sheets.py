"""Sheets drawn by hand, and a warehouse that files are sent to."""

import polars as pl
from sqlalchemy import func, select

from data.settings import settings_from
from data.warehouse.engine import reading
from data.warehouse.tables import metadata
from etl.extract.sheet import Sheet, tidied
from etl.load.loader import Loader
from tests import support

TODAY = "2026-01-15"


def sheet(table: str, name: str = "Sheet1", is_csv: bool = False) -> Sheet:
    """A sheet as it was read, of a drawn table; a line of `-` is a blank row."""
    rows = [[None if cell is None else str(cell) for cell in row] for row in support.cells(table)]
    columns = {"row": pl.Series(range(1, len(rows) + 1), dtype=pl.UInt32)} | {
        f"c{index}": pl.Series(
            [row[index] if index < len(row) else None for row in rows], dtype=pl.String
        )
        for index in range(max(map(len, rows)))
    }
    return Sheet(name, tidied(pl.DataFrame(columns)), is_csv=is_csv)


class Hub:
    """A warehouse that files are sent to, one `send` after the other."""

    def __init__(self, engine, folder):
        self.engine, self.folder, self.today = engine, folder, TODAY

    def settings(self):
        told = {"HUB_TODAY": self.today, "HUB_ARCHIVE": str(self.folder / "archive")}
        return settings_from(told | {"HUB_KEY_FILE": str(self.folder / "hub.key")})

    def loader(self, backfill=False) -> Loader:
        return Loader(self.engine, self.settings(), backfill)

    def send(self, name, data, backfill=False):
        """The report on one file."""
        path = support.put(self.folder, name, data)
        return self.loader(backfill).load([path]).files[0]

    def rows(self, query):
        with reading(self.engine) as connection:
            return connection.execute(query).all()

    def count(self, table, *where) -> int:
        return self.rows(select(func.count()).select_from(table).where(*where))[0][0]

    def everything(self) -> dict:
        """All rows of all tables, but for the clock."""
        columns = {t: [c for c in t.c if c.name != "loaded_at"] for t in metadata.sorted_tables}
        return {t.name: sorted(map(repr, self.rows(select(*columns[t])))) for t in columns}
