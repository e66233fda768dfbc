"""Settings of an installation, read once from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HOME = Path(__file__).resolve().parent


class SettingError(ValueError):
    """A setting that cannot be used; its text says what to do."""


@dataclass(frozen=True)
class Settings:
    """Where things are and who may come in.

    `fixed_today` stands for the clock where it is set; `archive` and `key_file` lie beside
    a SQLite database unless the environment says otherwise.
    """

    database_url: str
    archive: Path
    key_file: Path
    fixed_today: date | None = None
    auth: str = "demo"
    host: str = "127.0.0.1"
    port: int = 8050

    def is_of_database(self, path: Path) -> bool:
        """Whether a file is the SQLite database, or one of those that SQLite keeps beside it."""
        database = self.database_url.removeprefix("sqlite:///")
        return str(path) in (database, f"{database}-wal", f"{database}-shm")


def settings_from(environment: Mapping[str, str], database_url: str | None = None) -> Settings:
    """The settings that an environment gives; `database_url` overrides it (the `--db` option)."""
    url = _url(database_url or environment.get("HUB_DATABASE_URL") or str(HOME / "warehouse.db"))
    beside = _folder_of(url)
    return Settings(
        database_url=url,
        archive=Path(environment.get("HUB_ARCHIVE") or beside / "archive"),
        key_file=Path(environment.get("HUB_KEY_FILE") or beside / "hub.key"),
        fixed_today=_day(environment.get("HUB_TODAY")),
        auth=environment.get("HUB_AUTH", "demo"),
        host=environment.get("HUB_HOST", "127.0.0.1"),
        port=_port(environment.get("HUB_PORT", "8050")),
    )


def _url(address: str) -> str:
    """A database address as SQLAlchemy wants it; a bare path means a SQLite file."""
    if "://" not in address:
        return f"sqlite:///{Path(address).absolute()}"
    for short in ("postgres://", "postgresql://"):
        if address.startswith(short):
            return "postgresql+psycopg://" + address.removeprefix(short)
    return address


def _folder_of(url: str) -> Path:
    path = url.removeprefix("sqlite:///") if url.startswith("sqlite:///") else ""
    return Path(path).absolute().parent if path and path != ":memory:" else HOME


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise SettingError(
            f"HUB_TODAY is ‘{text}’, which is not a date. Write it like 2026-01-15."
        ) from None


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise SettingError(f"HUB_PORT is ‘{text}’. Give a port between 1 and 65535.")
    return int(text)
