"""Reach the warehouse: one address, two databases, the same promises."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
)

MIGRATIONS = Path(__file__).with_name("migrations")
# The newest migration, by its file's name: Alembic is imported only to migrate.
SCHEMA = max(path.name[:4] for path in MIGRATIONS.glob("versions/[0-9]*.py"))
_LOAD_LOCK = 4_831_201  # any number, the same for every loader on one PostgreSQL
_WAIT_SECONDS = 30  # for another writer, unless the address ends in ?timeout=


class WarehouseError(Exception):
    """The warehouse cannot be reached or used; its text says what to do."""


def engine_for(url: str) -> Engine:
    """An engine for a database address; nothing is opened yet."""
    try:
        address = make_url(url)
        wait = int(address.query.get("timeout", _WAIT_SECONDS)) * 1000
        address = address.difference_update_query(["timeout"])
        is_served = address.get_backend_name() != "sqlite"
        engine = create_engine(address, pool_pre_ping=is_served, hide_parameters=True)
    except (ArgumentError, ImportError, TypeError, ValueError):
        raise WarehouseError(
            "The database address cannot be read. Write sqlite:////path/warehouse.db or "
            "postgresql://user:password@host/database (in --db or HUB_DATABASE_URL)."
        ) from None
    if is_served:
        event.listen(engine, "begin", partial(_begin_served, wait))
    else:
        event.listen(engine, "connect", partial(_prepare_sqlite, wait))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(wait: int, connection, _record) -> None:
    connection.isolation_level = None  # this file begins transactions itself, DDL included
    connection.execute(f"pragma busy_timeout = {wait}")
    _write_ahead(connection, monotonic() + wait / 1000)
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "cache_size = -65536",
    ):
        connection.execute(f"pragma {pragma}")


def _write_ahead(connection: sqlite3.Connection, until: float) -> None:
    """Change a new file's journal; for this alone SQLite does not wait for who holds the file."""
    while True:
        try:
            connection.execute("pragma journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or monotonic() > until:
                raise
            sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("begin immediate" if _writes(connection) else "begin")


def _begin_served(wait: int, connection: Connection) -> None:
    """As SQLite does: one writer at a time, and nobody waits for it without end."""
    if _writes(connection):
        connection.exec_driver_sql(f"set local lock_timeout = {wait}")
        connection.exec_driver_sql(f"select pg_advisory_xact_lock({_LOAD_LOCK})")


def _writes(connection: Connection) -> bool:
    return connection.get_execution_options().get("writes", False)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the warehouse."""
    with told_plainly(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes; one writer at a time, all or nothing."""
    with told_plainly(engine), engine.connect() as connection:
        connection = connection.execution_options(writes=True)
        with connection.begin():
            yield connection


def version_now(engine: Engine) -> int:
    """The data version, asked as cheaply as can be: every request and every open page asks it."""
    try:
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("select value from state where name = 'data_version'")
            row = cursor.fetchone()
        finally:
            connection.close()
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:
        raise _unusable(engine, error) from error
    return int(row[0]) if row else 0


@contextmanager
def told_plainly(engine: Engine) -> Iterator[None]:
    """Turn the database's own complaint into one line that says what to do."""
    try:
        yield
    except (IntegrityError, DataError, ProgrammingError):
        raise  # faults of this program, not of the database
    except DBAPIError as error:
        raise _unusable(engine, error.orig) from error
    except engine.dialect.loaded_dbapi.OperationalError as error:  # from `copy`, by the driver
        raise _unusable(engine, error) from error


def _unusable(engine: Engine, error: BaseException) -> WarehouseError:
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    where = engine.url.render_as_string(hide_password=True)
    if _is_busy(error):
        return WarehouseError(
            f"The database {where} is being written by another load, or held by another program. "
            "Wait until that has finished, and try again."
        )
    return WarehouseError(
        f"The database {where} could not be used: {reason}. "
        "Check the address (--db or HUB_DATABASE_URL), that the server runs, "
        "and that the disk has room and may be written."
    )


def _is_busy(error: BaseException) -> bool:
    """Whether another writer was waited for in vain, as each driver says it."""
    sqlite, served = getattr(error, "sqlite_errorname", ""), getattr(error, "sqlstate", "")
    return sqlite.startswith("SQLITE_BUSY") or served == "55P03"


def open_warehouse(url: str) -> Engine:
    """An engine whose tables exist in their newest form; a missing SQLite file is made.

    So is its folder, but no path of folders: whoever mistypes an address gets no second warehouse.
    """
    engine = engine_for(url)
    if engine.dialect.name == "sqlite" and engine.url.database:
        _make_folder(Path(engine.url.database).parent)
    with told_plainly(engine), engine.connect() as connection:
        schema = _schema_of(connection)
    if schema is not None and schema > SCHEMA:
        raise WarehouseError(
            "This warehouse was made by a newer version of the dashboard. Use that one."
        )
    if schema != SCHEMA:
        with writing(engine) as connection:
            _upgrade(connection)
    return engine


def existing_warehouse(url: str) -> Engine:
    """An engine for a warehouse that is there already; readers make nothing."""
    engine = engine_for(url)
    path = engine.url.database
    if engine.dialect.name == "sqlite" and path and not Path(path).is_file():
        raise WarehouseError(
            f"There is no warehouse at {path}. Load something first: python -m etl load PATH"
        )
    with told_plainly(engine), engine.connect() as connection:
        schema = _schema_of(connection)
        if schema is None:
            raise WarehouseError(
                f"There is no warehouse at {engine.url.render_as_string(hide_password=True)}. "
                "Load something first: python -m etl load PATH"
            )
        if schema != SCHEMA:
            raise WarehouseError(
                "This warehouse was made by another version of the dashboard. If by an older one, "
                "bring it up to date with: python -m etl upgrade"
            )
    return engine


def warehouse_to_check(url: str) -> Engine:
    """The warehouse at an address; where no SQLite file is yet, an empty one in memory."""
    return open_warehouse("sqlite://") if is_missing(url) else existing_warehouse(url)


def is_missing(url: str) -> bool:
    """Whether an address is of a SQLite file that is not there yet."""
    path = engine_for(url).url.database
    return bool(url.startswith("sqlite") and path and not Path(path).is_file())


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WarehouseError(
            f"The folder {folder} for the warehouse could not be made: {error.strerror}. "
            "Check the address (--db or HUB_DATABASE_URL)."
        ) from None


def _schema_of(connection: Connection) -> str | None:
    """The migration that a database stands at; None where it holds no warehouse."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("select version_num from alembic_version"))


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection):
    """Alembic's settings, to migrate on a connection inside its transaction."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
