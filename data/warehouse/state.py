"""State of the warehouse: its data version, and the day of a sample hub."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from data.settings import Settings
from data.warehouse.tables import state


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


def state_value(connection: Connection, name: str) -> str | None:
    return connection.scalar(select(state.c.value).where(state.c.name == name))


def set_state(connection: Connection, name: str, value: str) -> None:
    if state_value(connection, name) is None:
        connection.execute(state.insert().values(name=name, value=value))
    else:
        connection.execute(state.update().where(state.c.name == name).values(value=value))
