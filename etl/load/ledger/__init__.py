"""The record of every file that came: what became of its rows, and what was wrong with them."""

from etl.load.ledger.arrivals import first_received, kept_out, latest_with
from etl.load.ledger.mended import is_still_wrong, mark_mended, mended_rows
from etl.load.ledger.problems import open_problems, problem_again, refused_for_personal_data
from etl.load.ledger.recording import (
    record_attempt,
    record_fault,
    record_file,
    record_outcome,
    strike,
)
from etl.load.ledger.standing import is_in_force, stays_replaced

__all__ = [
    "first_received",
    "is_in_force",
    "is_still_wrong",
    "kept_out",
    "latest_with",
    "mark_mended",
    "mended_rows",
    "open_problems",
    "problem_again",
    "record_attempt",
    "record_fault",
    "record_file",
    "record_outcome",
    "refused_for_personal_data",
    "stays_replaced",
    "strike",
]
