"""Archive key: the archive that belongs to a warehouse, opened by the key that filled both.

A key is made once, by the first load into an empty warehouse, and never instead of one that is
lost: with a second key the same child would be another.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select

from data.installation_key import KeyMissingError, is_filled, mark_of, own_key, remember_key
from data.settings import Settings
from data.warehouse.engine import reading, writing
from data.warehouse.tables import file
from etl.archive.archive import Archive, ArchiveError


def own_archive(connection: Connection, settings: Settings) -> Archive:
    """The archive to read; ArchiveError where its key is gone or another.

    Before the first load there may be none yet.
    """
    if is_filled(connection):
        with _as_archive_error():
            own_key(connection, settings)
    return Archive.of(settings)


def archive_to_fill(engine: Engine, settings: Settings) -> Archive:
    """The archive to write; a first load makes its key, and the warehouse remembers it."""
    with reading(engine) as connection:
        if mark_of(connection):
            return own_archive(connection, settings)
    with writing(engine) as connection, _as_archive_error():
        archive = Archive.of(settings)
        if is_filled(connection):
            _require_opens(connection, archive)
        else:
            archive.make_key()
        remember_key(connection, own_key(connection, settings))
    return archive


def _require_opens(connection: Connection, archive: Archive) -> None:
    """Of a warehouse that remembers no key, the newest file that is kept tells whether it fits."""
    newest = connection.scalars(select(file.c.sha256).order_by(file.c.file_id.desc()))
    archived = next((sha256 for sha256 in newest if archive.path(sha256).exists()), None)
    if archived:
        archive.open(archived)


@contextmanager
def _as_archive_error() -> Iterator[None]:
    try:
        yield
    except KeyMissingError as missing:
        raise ArchiveError(str(missing)) from None
