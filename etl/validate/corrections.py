"""Corrections validated: against the cells of the mended file, and the rows of it that stand."""

import polars as pl

from etl.schema.origin import MENDED_ROW
from etl.schema.problem import Problem
from etl.validate.validation import Validation


def refuse_uncorrected(validation: Validation) -> None:
    """Refuse rows in which a cell that could not be read stands as it was given back.

    The text of a formula, say, would pass for a text that somebody typed.
    """
    texts = validation.texts
    if MENDED_ROW.name not in texts.columns:
        return
    for cell in validation.context.mended.unread_cells(validation.source):
        if cell.column in texts.columns:
            is_row = pl.col(MENDED_ROW.name) == str(cell.row)
            same = texts.filter(is_row & (pl.col(cell.column) == cell.value))["row"]
            remedy = "Type the value in its place."
            validation.report(same, Problem(cell.rule, cell.message, remedy, column=cell.column))


def refuse_standing_otherwise(validation: Validation) -> None:
    """Refuse rows that say otherwise than a row of the mended return that stands already."""
    source, mended = validation.source, validation.context.mended
    if source.subject is not None:
        validation.report(
            mended.contradicted(source, validation.valid).sort(),
            Problem(
                "stands_already",
                "The return holds a row about the same thing already.",
                "To change a row that was loaded, send the whole return again.",
            ),
        )
