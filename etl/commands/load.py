"""python -m etl load PATH…: take files in."""

from data.settings import Settings
from etl.command import Arguments, Command, require_paths
from etl.reporting import declare_files, reported


def _run(given: Arguments, settings: Settings) -> int:
    from data.warehouse.engine import open_warehouse
    from etl.load import Loader
    from etl.sample.marker import keep_sample_day

    require_paths(given.paths)
    loader = Loader(open_warehouse(settings.database_url), settings, given.backfill)
    keep_sample_day(loader.engine, given.paths)
    return reported(given, loader, Loader.load)


COMMAND = Command("load", "load files and folders", declare_files, _run)
