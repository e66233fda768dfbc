"""State of the warehouse: its data version, and the day of a sample hub."""

from datetime import date, datetime
from hashlib import blake2b
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from data.settings import Settings
from data.warehouse.tables import state

KEY_MARK = "key_mark"


def data_version(connection: Connection) -> int:
    return int(state_value(connection, "data_version") or 0)


def raise_version(connection: Connection) -> None:
    """One more, in the transaction of whatever changed the warehouse."""
    set_state(connection, "data_version", str(data_version(connection) + 1))


def today(settings: Settings, connection: Connection) -> date:
    """HUB_TODAY, else the day that a sample hub keeps, else the clock in the hub's time zone."""
    sample_day = state_value(connection, "sample_today")
    if settings.fixed_today:
        return settings.fixed_today
    return (
        date.fromisoformat(sample_day)
        if sample_day
        else datetime.now(ZoneInfo("Europe/London")).date()
    )


def noise_secret(connection: Connection) -> bytes:
    """What the noise of shown counts is drawn with: 32 bytes, which never leave the process.

    Made of the mark of the installation's key, so that it stays when a warehouse is rebuilt, and
    the key itself need not be at hand.
    """
    mark = state_value(connection, KEY_MARK) or ""
    return blake2b(mark.encode(), digest_size=32, person=b"noise of counts").digest()


def counts_with_noise_since(connection: Connection) -> date | None:
    """The day on which the way counts are shown was changed; None where it never was another."""
    day = state_value(connection, "counts_with_noise_since")
    return date.fromisoformat(day) if day else None


def state_value(connection: Connection, name: str) -> str | None:
    return connection.scalar(select(state.c.value).where(state.c.name == name))


def set_state(connection: Connection, name: str, value: str) -> None:
    if state_value(connection, name) is None:
        connection.execute(state.insert().values(name=name, value=value))
    else:
        connection.execute(state.update().where(state.c.name == name).values(value=value))
