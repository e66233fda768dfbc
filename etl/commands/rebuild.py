"""python -m etl rebuild: make the warehouse anew from the archive."""

from data.settings import Settings
from etl.cli.command import Arguments, Command, CommandError, takes_nothing


def _run(given: Arguments, settings: Settings) -> int:
    from data.warehouse.engine import existing_warehouse
    from etl.archive.archive import ArchiveError
    from etl.load.rebuild import replay
    from etl.report.text import progress

    try:
        with progress() as shown:
            reports = replay(existing_warehouse(settings.database_url), settings, shown)
    except ArchiveError as error:
        raise CommandError(f"{error} Nothing was changed.") from None
    faults = [report.name for report in reports if report.is_fault]
    print(f"The warehouse was made anew from {len(reports):,} readings of archived files.")
    if faults:
        print(f"A fault of this program kept out: {', '.join(faults)}. The log has the details.")
    return 1 if faults else 0


COMMAND = Command("rebuild", "make the warehouse anew from the archive", takes_nothing, _run)
