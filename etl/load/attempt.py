"""Read one file, for the first time or again: its rows are written and what became of them told."""

import logging
from collections.abc import Callable

from sqlalchemy import Connection

from data.warehouse.engine import WarehouseError
from etl.archive.archive import ArchiveError
from etl.load import ledger
from etl.load.load_file import Intake
from etl.load.retry import remember
from etl.load.returns import Arrival
from etl.recognise.incoming_file import Parcel
from etl.report.report import FAULT, FileReport
from etl.schema.problem import Problem
from etl.validate.lookups import Known

_log = logging.getLogger(__name__)


def attempt(connection: Connection, parcel: Parcel, arrival: Arrival, secret: bytes) -> FileReport:
    """Write a parcel's rows, the record of what became of them, and what it waits for."""
    ledger.record_attempt(connection, arrival.file_id, arrival.today)
    mended = ledger.mended_rows(connection, arrival.file_id)
    intake = Intake(connection, parcel, Known(connection, arrival.today), secret, arrival, mended)
    report = intake.run()
    ledger.record_outcome(connection, arrival.file_id, report, intake.set_aside, intake.mends)
    waits = () if report.is_refused_for_personal_data else intake.waits
    remember(connection, arrival.file_id, waits)
    return report


def or_fault(parcel: Parcel, run: Callable[[], FileReport]) -> FileReport:
    """What `run` reports; a fault of this program is logged and reported, not raised."""
    try:
        return run()
    except (WarehouseError, ArchiveError):
        raise
    except Exception as error:
        _log.exception("%s could not be loaded", parcel.name)
        return _program_fault(parcel, error)


def _program_fault(parcel: Parcel, error: Exception) -> FileReport:
    told = Problem(
        FAULT,
        f"A fault of this program kept the file out ({type(error).__name__}); nothing of it was "
        "loaded.",
        "The file is kept. Tell whoever looks after the dashboard; the log has the details.",
    )
    return FileReport(parcel.name, parcel.sha256, "refused", problems=(told,))
