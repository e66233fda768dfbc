"""One writer at a time, on both databases; whoever waits in vain, or is cut off, is told so."""

import sqlite3
from threading import Timer

import polars as pl
import pytest
from sqlalchemy import text

from data.warehouse.bulk import insert
from data.warehouse.engine import WarehouseError, engine_for, reading, writing
from data.warehouse.state import data_version, raise_version, set_state
from data.warehouse.tables import file
from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.waiting import PATIENCE_SECONDS


@pytest.fixture
def hurried(engine):
    """The same warehouse, for somebody who waits a second."""
    address = engine.url.update_query_dict({"timeout": "1"})
    hurried = engine_for(address.render_as_string(hide_password=False))
    yield hurried
    hurried.dispose()


def test_a_second_writer_waits_in_vain_and_is_told(engine, hurried):
    told = pytest.raises(WarehouseError, match="being written by another load")
    with writing(engine), told, writing(hurried):
        pass
    with writing(hurried) as connection:
        raise_version(connection)
    with reading(engine) as connection:
        assert data_version(connection) == 1


def test_a_reader_does_not_wait_for_a_writer(engine, hurried):
    with writing(engine) as connection:
        set_state(connection, "data_version", "7")
        with reading(hurried) as beside:
            assert data_version(beside) == 0


def test_a_load_that_must_wait_in_vain_says_so_and_loads_nothing(engine, hurried, tmp_path):
    paths = support.registers(tmp_path)
    with writing(engine), pytest.raises(WarehouseError, match="try again"):
        Hub(hurried, tmp_path).loader().load(paths)
    hub = Hub(engine, tmp_path)
    assert hub.count(file) == 0
    assert [told.status for told in hub.loader().load(paths).files] == ["loaded"] * 3


def test_who_opens_a_new_file_while_another_does_waits_for_it(tmp_path):
    path = tmp_path / "new.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    with pytest.raises(WarehouseError, match="being written by another load"):
        _opened(path, "0")
    Timer(0.3, other.execute, ["commit"]).start()
    assert _opened(path, str(PATIENCE_SECONDS)) == "wal"


def _opened(path, wait: str) -> str:
    engine = engine_for(f"sqlite:///{path}?timeout={wait}")
    with reading(engine) as connection:
        mode = connection.scalar(text("pragma journal_mode"))
    engine.dispose()
    return mode


@pytest.mark.parametrize("wait", ["soon", "1.5"])
def test_a_wait_that_is_no_number_of_seconds_is_told(wait):
    with pytest.raises(WarehouseError, match="cannot be read"):
        engine_for(f"sqlite:///hub.db?timeout={wait}")


def test_a_server_that_goes_while_rows_are_copied_is_the_servers_fault_not_the_files(postgresql):
    """Else the file would count as refused, and what was sent to mend it would load before it."""
    rows = pl.DataFrame({"name": ["a"], "value": ["b"]})
    with pytest.raises(WarehouseError, match="could not be used"), writing(postgresql) as mine:
        number = mine.scalar(text("select pg_backend_pid()"))
        with postgresql.connect() as other:
            other.execute(text(f"select pg_terminate_backend({number}, 5000)"))
        insert(mine, file.metadata.tables["state"], rows)
