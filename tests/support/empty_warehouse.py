"""Empty, migrated SQLite warehouses: migrated once for a process, then written as they are."""

import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from data.warehouse.engine import existing_warehouse, open_warehouse


def empty_warehouse(path: Path) -> Engine:
    """An engine for a new, empty warehouse at a path."""
    path.write_bytes(_migrated())
    return existing_warehouse(f"sqlite:///{path}")


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        open_warehouse(f"sqlite:///{path}").dispose()
        return path.read_bytes()
