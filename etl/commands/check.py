"""python -m etl check PATH…: read everything, write nothing."""

from data.settings import Settings
from etl.cli.command import Arguments, Command, declare_files, reported, require_paths


def _run(given: Arguments, settings: Settings) -> int:
    from data.warehouse.engine import warehouse_to_check
    from etl.load.loader import Loader

    require_paths(given.paths)
    engine = warehouse_to_check(settings.database_url)
    return reported(given, Loader(engine, settings, given.backfill), Loader.check)


COMMAND = Command("check", "read everything, write nothing", declare_files, _run)
