"""Statements compiled once for all warehouses of one kind, not anew for each test's own."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Dialect, Engine

from data.warehouse import engine as warehouse_engine


@contextmanager
def shared_compilation() -> Iterator[None]:
    """Engines that are made meanwhile share a dialect and what was compiled for it."""
    create_engine = warehouse_engine.create_engine
    dialects: dict[str, Dialect] = {}
    compiled: dict[str, dict] = {}

    def create_sharing(address, **how) -> Engine:
        engine = create_engine(address, **how)
        backend = address.get_backend_name()
        engine.dialect = dialects.setdefault(backend, engine.dialect)
        engine.update_execution_options(compiled_cache=compiled.setdefault(backend, {}))
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse_engine, "create_engine", create_sharing)
        yield
