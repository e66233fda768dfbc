"""Choice of a file: one on this disk, or one of the archive by its name or SHA-256."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, func, select

from data.journal.book import STATUS as JOURNAL
from data.settings import Settings
from data.warehouse.tables import file
from etl.archive.archive import ArchiveError, sha256_of
from etl.archive.archive_key import own_archive
from etl.load.ledger import refused_for_personal_data
from etl.templates.issued_workbook import NotGivenError

_START_OF_SHA = re.compile(r"[0-9a-f]{8,64}", re.I)


@dataclass(frozen=True)
class ArchivedFile:
    """A file as the warehouse knows it."""

    file_id: int
    sha256: str
    name: str
    received_on: date
    status: str


def find(connection: Connection, settings: Settings, wanted: str) -> tuple[ArchivedFile, bytes]:
    """The newest arrival of a file, and its bytes; NotGivenError where there is none."""
    path = Path(wanted)
    if path.is_file():
        return _on_disk(connection, path)
    chosen = _by_sha(connection, wanted) or _newest(
        connection, func.lower(file.c.name) == wanted.lower()
    )
    if chosen is None:
        raise NotGivenError(_nothing_like(connection, wanted))
    return chosen, bytes_of(connection, settings, chosen)


def numbered(connection: Connection, file_id: int) -> ArchivedFile:
    """The file of a number."""
    chosen = _newest(connection, file.c.file_id == file_id)
    if chosen is None:
        raise NotGivenError(f"There is no file number {file_id}.")
    return chosen


def bytes_of(connection: Connection, settings: Settings, chosen: ArchivedFile) -> bytes:
    """A file's bytes from the archive, which does not keep what was refused for personal data."""
    try:
        return own_archive(connection, settings).open(chosen.sha256)
    except ArchiveError as error:
        if chosen.file_id in refused_for_personal_data(connection):
            raise NotGivenError(
                f"{chosen.name} was refused for the personal data in it, so the hub did not keep "
                "it. Whoever still has the file can give its path instead of its name."
            ) from None
        raise NotGivenError(str(error)) from None


def _on_disk(connection: Connection, path: Path) -> tuple[ArchivedFile, bytes]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotGivenError(f"{path} cannot be read: {error.strerror}.") from None
    chosen = _newest(connection, file.c.sha256 == sha256_of(data))
    if chosen is None:
        raise NotGivenError(
            f"{path} was never loaded here, so nothing of it was rejected. "
            f"Load it first: python -m etl load {path}"
        )
    return chosen, data


def _by_sha(connection: Connection, wanted: str) -> ArchivedFile | None:
    """The file of a SHA-256, or of the start of one that only one file has."""
    if not _START_OF_SHA.fullmatch(wanted):
        return None
    starts = file.c.sha256.startswith(wanted.lower())
    shas = connection.scalars(select(file.c.sha256).where(starts).distinct()).all()
    if len(shas) > 1:
        raise NotGivenError(f"{len(shas)} files begin with {wanted}. Give more of the SHA-256.")
    return _newest(connection, starts)


def _newest(connection: Connection, which: ColumnElement[bool]) -> ArchivedFile | None:
    columns = [file.c[name] for name in ArchivedFile.__dataclass_fields__]
    query = select(*columns).where(which, file.c.status != JOURNAL).order_by(file.c.file_id.desc())
    row = connection.execute(query.limit(1)).mappings().first()
    return ArchivedFile(**row) if row else None


def _nothing_like(connection: Connection, wanted: str) -> str:
    names = connection.scalars(select(file.c.name).distinct()).all()
    near = get_close_matches(wanted, names, n=1)
    offer = f" Did you mean {near[0]}?" if near else ""
    return f"There is no file ‘{wanted}’, neither here nor among those that were loaded.{offer}"
