"""The store: sessions that hold what a viewer may see. Nothing else in the dashboard queries."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from dashboard.domain.viewer import Viewer
from dashboard.store.cache import Answer, Cache
from dashboard.store.session import Session
from dashboard.store.transaction import Transaction
from data.settings import Settings
from data.warehouse.engine import reading, version_now
from data.warehouse.state import data_version, today


class Store:
    """One warehouse and its settings, with what has been worked out of its newest data version."""

    def __init__(self, engine: Engine, settings: Settings):
        self._engine = engine
        self._settings = settings
        self._cache = Cache()

    @contextmanager
    def open(self, viewer: Viewer) -> Iterator[Session]:
        """What a viewer may see, in one read transaction."""
        with reading(self._engine) as connection:
            yield session_on(connection, self._settings, viewer, self._cache)

    def recall(self, viewer: Viewer, key: Hashable, ask: Callable[[Session], Answer]) -> Answer:
        """An answer that is the same for all of a viewer's scope, asked in a session where new."""

        def asked_anew() -> Answer:
            with self.open(viewer) as session:
                return ask(session)

        return self._cache.recall(self.version(), ("by store", viewer.scope, key), asked_anew)

    def version(self) -> int:
        """The data version, asked as cheaply as can be."""
        return version_now(self._engine)


def session_on(
    connection: Connection, settings: Settings, viewer: Viewer, cache: Cache | None = None
) -> Session:
    """A session in a transaction that somebody else has begun, such as a writer's."""
    day, version = today(settings, connection), data_version(connection)
    return Session(viewer, Transaction(connection, cache or Cache(), version, day))
