"""python -m etl upgrade: bring an older warehouse up to date."""

from data.settings import Settings
from etl.cli.command import Arguments, Command, takes_nothing


def _run(given: Arguments, settings: Settings) -> int:
    from data.warehouse.engine import open_warehouse

    open_warehouse(settings.database_url)
    print("The warehouse is up to date.")
    return 0


COMMAND = Command("upgrade", "bring an older warehouse up to date", takes_nothing, _run)
