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
        told = tomllib.loads(path.read_text(encoding="utf-8")).get("journal", [])
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NotFound(f"{path} is no file of entries: {error}. {WRITTEN_LIKE}") from None
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise NotFound(f"{path} is no file of entries. {WRITTEN_LIKE}")
    return [_minute(one) for one in told]


def _minute(told: Mapping[str, object]) -> Minute:
    said = {name: _text(value) for name, value in told.items()}
    act, agreement = said.pop("act", ""), said.pop("agreement", None)
    return Minute(str(act), agreement and str(agreement), said)


def _text(value: object) -> object:
    """As it would be typed in a form; the changed settings stay a table."""
    return value if isinstance(value, dict) else str(value)
