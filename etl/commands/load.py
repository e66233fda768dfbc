"""python -m etl load PATH…: take files in."""

from data.settings import Settings
from etl.cli.command import Arguments, Command, declare_files, reported, require_paths


def _run(given: Arguments, settings: Settings) -> int:
    from data.warehouse.engine import is_missing, open_warehouse
    from etl.archive.discover import MARKER
    from etl.load.loader import Loader

    require_paths(given.paths)
    is_new = is_missing(settings.database_url)
    loader = Loader(open_warehouse(settings.database_url), settings, given.backfill)
    if any((path / MARKER).is_file() for path in given.paths):
        from etl.sample.marker import keep_sample_day

        keep_sample_day(loader.engine, given.paths)
    status = reported(given, loader, Loader.load)
    if is_new and not given.json:
        print(f"There was no warehouse yet: {loader.engine.url.database} was made.")
    return status


COMMAND = Command("load", "load files and folders", declare_files, _run)
