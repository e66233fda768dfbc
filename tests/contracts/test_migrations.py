"""The migrations make the tables that the code names, on both databases."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from data.warehouse import engine as warehouse
from data.warehouse.tables import metadata


def test_the_newest_migration_is_the_schema_that_the_engine_asks_for():
    config = Config()
    migrations = Path(warehouse.__file__).with_name("migrations")
    config.set_main_option("script_location", str(migrations))
    assert ScriptDirectory.from_config(config).get_current_head() == warehouse.SCHEMA


def test_migrating_an_empty_database_gives_the_tables(engine):
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
