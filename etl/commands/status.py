"""python -m etl status: what the warehouse holds."""

from data.settings import Settings
from etl.cli.command import Arguments, Command, takes_nothing


def _run(given: Arguments, settings: Settings) -> int:
    from data.warehouse.engine import existing_warehouse
    from etl.report.text import print_status

    print_status(existing_warehouse(settings.database_url))
    return 0


COMMAND = Command("status", "what the warehouse holds", takes_nothing, _run)
