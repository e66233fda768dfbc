"""A hub whose registers are loaded once for a module, and copied for each test (SQLite)."""

import shutil
from collections.abc import Callable
from pathlib import Path

from data.warehouse.engine import existing_warehouse
from tests.support.drawn_sheets import Hub
from tests.support.empty_warehouse import empty_warehouse

_NAME = "warehouse.db"


def prepared(folder: Path, fill: Callable[[Hub], object]) -> Path:
    """The folder, with a warehouse that was filled once."""
    hub = Hub(empty_warehouse(folder / _NAME), folder)
    fill(hub)
    hub.engine.dispose()
    return folder


def copied(folder: Path, to: Path) -> Hub:
    """A hub of its own that begins as the one in a folder."""
    shutil.copytree(folder, to, dirs_exist_ok=True)
    return Hub(existing_warehouse(f"sqlite:///{to / _NAME}"), to)
