"""Entries of the journal written down in a file, as after a meeting, to be entered one by one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.domain.viewer import NotFound

WRITTEN_LIKE = "Write each entry as [[journal]] with its act, its agreement and what is said."


@dataclass(frozen=True)
class Minute:
    """One entry as it was written down."""

    act: str
    agreement: str | None
    typed: Mapping[str, object]


def read_minutes(path: Path) -> list[Minute]:
    """The entries of a TOML file, in its order; NotFound where it cannot be read as such."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("journal", [])
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NotFound(f"{path} is no file of entries: {error}. {WRITTEN_LIKE}") from None
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise NotFound(f"{path} is no file of entries. {WRITTEN_LIKE}")
    return [_minute(table) for table in tables]


def _minute(table: Mapping[str, object]) -> Minute:
    typed = {name: _text(value) for name, value in table.items()}
    act, agreement = typed.pop("act", ""), typed.pop("agreement", None)
    return Minute(str(act), agreement and str(agreement), typed)


def _text(value: object) -> object:
    """As it would be typed in a form; the changed settings stay a table."""
    return value if isinstance(value, dict) else str(value)
