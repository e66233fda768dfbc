"""python -m etl watch FOLDER: load files as they arrive in a folder."""

import argparse
from datetime import datetime
from pathlib import Path

from data.settings import Settings
from etl.cli.command import Arguments, Command, CommandError


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--once", action="store_true", help="load what is there, then end")
    parser.add_argument("--every", type=_seconds, metavar="SECONDS", help="between looks; else 5")
    parser.add_argument(
        "--settle", type=_seconds, metavar="SECONDS", help="unchanged for so long = whole; else 3"
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0.1 <= seconds <= 3600:
        raise argparse.ArgumentTypeError("give seconds from 0.1 to 3600")
    return seconds


def _run(given: Arguments, settings: Settings) -> int:
    import signal

    from data.warehouse.engine import open_warehouse
    from etl.archive.archive import ArchiveError
    from etl.archive.discover import PathError
    from etl.jobs.inbox import watched
    from etl.jobs.stable_files import SETTLE_SECONDS, Settling
    from etl.jobs.watch import LOOK_SECONDS, STOPS, Watcher
    from etl.load.loader import Loader

    if not given.folder.is_dir():
        raise CommandError(f"There is no folder {given.folder} to watch. Make it first.")
    try:
        with watched(given.folder) as inbox:

            def loader() -> Loader:
                return Loader(open_warehouse(settings.database_url), settings)

            settling = Settling(given.folder, given.settle or SETTLE_SECONDS)
            watcher = Watcher(inbox, loader, _say, settling)
            for stop in STOPS:
                signal.signal(stop, lambda *_: watcher.stopping.set())
            if given.once:
                watcher.once()
                return int(watcher.went_wrong)
            _say(f"Watching {given.folder}. Stop with Ctrl+C.")
            watcher.run(given.every or LOOK_SECONDS)
    except (ArchiveError, PathError) as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"{error.filename or given.folder}: {error.strerror}.") from None
    _say("Stopped. Nothing is half done.")
    return 0


def _say(line: str) -> None:
    """A line with its time; a name that is no text is shown as far as it can be."""
    stamped = f"{datetime.now().astimezone():%H:%M:%S}  {line}"
    print(stamped.encode(errors="backslashreplace").decode(), flush=True)


COMMAND = Command("watch", "load files as they arrive in a folder", _declare, _run)
