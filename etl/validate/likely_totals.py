"""Likely totals: lines that begin or end with total, say more, and equal the lines above them.

‘Total Music Ltd’ is a name, ‘Total tuition’ may be one; its figure tells. So its sender is asked.
"""

import polars as pl

from etl.recognise.totals import may_be_total
from etl.schema.problem import Problem
from etl.validate.validation import Validation

_FEWEST = 2  # lines that a total is the sum of


def ask_about_likely_totals(validation: Validation, code: str) -> None:
    """Ask about the rows whose code may say total, and whose figure is the sum of rows above."""
    named = validation.texts.select("row", pl.col(code).alias("text")).drop_nulls()
    named = named.filter(pl.col("text").str.contains("(?i)total"))
    suspects = {row for row, text in named.iter_rows() if may_be_total(text)}
    figures = [c.name for c in validation.source.columns if c.kind.is_number]
    for name in figures if suspects else ():
        rows = validation.typed.filter(~pl.col("row").is_in(list(validation.refused)))
        if likely := _sums(rows.select("row", name).drop_nulls(), suspects):
            validation.report(likely, _likely_total(code))
            return


def _sums(figures: pl.DataFrame, suspects: set[int]) -> list[int]:
    """The suspects among some rows that hold the sum of rows right above them."""
    values, likely = figures.to_series(1).to_list(), []
    for at, row in enumerate(figures["row"]):
        if row in suspects and values[at] and _is_sum_of_last(values[at], values[:at]):
            likely.append(row)
    return likely


def _is_sum_of_last(value: float, above: list[float]) -> bool:
    total = 0
    for count, earlier in enumerate(reversed(above), start=1):
        total += earlier
        if count >= _FEWEST and total == value:
            return True
    return False


def _likely_total(code: str) -> Problem:
    return Problem(
        "likely_total",
        "This row is called a total, and its figure is the sum of rows above it: they would count "
        "twice.",
        "If it is a total, delete the row and send the sheet again; if it is a line of its own, "
        "nothing need be done.",
        "query",
        column=code,
    )
