"""Migrations: `python -m data.warehouse migrate "instruments on loan"` writes the next one."""

import argparse
import sys
from pathlib import Path

from alembic import command

from data.warehouse.engine import MIGRATIONS, SCHEMA, alembic_config, open_warehouse, writing

FORMAT = {
    "hooks": "ruff",
    "ruff.type": "exec",
    "ruff.executable": sys.executable,
    "ruff.options": "-m ruff format --quiet REVISION_SCRIPT_FILENAME",
}


def write_migration(message: str) -> Path | None:
    """The file of a migration from the newest one to the tables; None where they are the same."""
    engine = open_warehouse("sqlite://")
    with writing(engine) as connection:
        config = alembic_config(connection)
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        for name, value in FORMAT.items():
            config.set_section_option("post_write_hooks", name, value)
        script = command.revision(
            config,
            message,
            autogenerate=True,
            rev_id=f"{int(SCHEMA) + 1:04}",
            process_revision_directives=_leave_out_empty,
        )
    return Path(script.path) if script else None


def _leave_out_empty(_context, _revision, directives: list) -> None:
    if directives[0].upgrade_ops.is_empty():
        directives.clear()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m data.warehouse", description=__doc__)
    acts = parser.add_subparsers(required=True)
    migrate = acts.add_parser("migrate", help="write the migration that the tables ask for")
    migrate.add_argument("message", help="what changes, in a few words")
    written = write_migration(parser.parse_args().message)
    if written is None:
        print(f"The tables are as migration {SCHEMA} leaves them: there is nothing to write.")
    else:
        print(f"Written: {written.relative_to(MIGRATIONS.parents[2])}. Read it before it lands.")


if __name__ == "__main__":
    main()
