"""How the warehouse is opened for a viewer: what every part of the store stands on."""

from contextlib import AbstractContextManager

from sqlalchemy import Engine

from dashboard.store.memory import Memory
from dashboard.store.reader import Reader, open_reader
from data.settings import Settings


class Door:
    """One engine, its settings, and what is remembered of the newest data version."""

    def __init__(self, engine: Engine, settings: Settings):
        self._engine = engine
        self._settings = settings
        self._memory = Memory()

    def _open(self) -> AbstractContextManager[Reader]:
        return open_reader(self._engine, self._settings, self._memory)
