"""What a return can hardly be of: a quarter not begun or outside its agreement's term, a day of
preparation before its quarter began, or several such days."""

from datetime import date

import polars as pl

from data.calendar import Quarter
from etl.schema.formatting import day
from etl.validate.lookups import Known
from etl.validate.problem_collector import Refusals

REMEDY = "Check the quarter and the agreement. If they are right, nothing need be done."
DAY_REMEDY = "Check the day: 05/12/2025 is 5 December. If it is right, nothing need be done."
_DAYS_REMEDY = "Give every row of a return the same day."


def odd_quarter(agreement_code: str, quarter: str, known: Known) -> tuple[str, str] | None:
    """Rule and message where a return's quarter is odd; None where it is as it should be."""
    said = Quarter.parse(quarter)
    if said.start > known.today:
        return "future_quarter", f"{quarter} has not begun yet; it starts on {day(said.start)}."
    term = known.term_of.get(agreement_code)
    if term and (said.end < term[0] or said.start > term[1]):
        runs = f"{agreement_code} runs from {day(term[0])} to {day(term[1])}"
        return "outside_term", f"{quarter} lies outside the agreement: {runs}."
    return None


def odd_day(prepared_on: date | None, quarter: str) -> tuple[str, str] | None:
    """The same of the day on which it was prepared.

    One inside the quarter is not asked about: a partner whose work is done may report early.
    """
    start = Quarter.parse(quarter).start
    if prepared_on is None or prepared_on >= start:
        return None
    told = f"This return was prepared on {day(prepared_on)}, before {quarter} began"
    return "prepared_before", f"{told} on {day(start)}."


def tell_odd(typed: pl.DataFrame, texts: pl.DataFrame, known: Known, refusals: Refusals) -> None:
    """Ask once about each return that the rows of a CSV are of, at the first row concerned."""
    named = typed.drop_nulls(["agreement_code", "quarter"])
    is_dated, days = pl.col("prepared_on").is_not_null(), pl.col("prepared_on")
    returns = named.group_by("agreement_code", "quarter", maintain_order=True).agg(
        pl.col("row").first().alias("row"),
        pl.col("row").filter(is_dated).first().alias("dated_row"),
        pl.col("row").filter(days != days.drop_nulls().first()).first().alias("other_row"),
        days.max().alias("latest"),
    )
    for agreement_code, quarter, row, dated_row, other_row, latest in returns.iter_rows():
        if odd := odd_quarter(agreement_code, quarter, known):
            refusals.add_rows([row], texts, "quarter", *odd, REMEDY, "query")
        if odd := odd_day(latest, quarter):
            refusals.add_rows([dated_row], texts, "prepared_on", *odd, DAY_REMEDY, "query")
        if other_row is not None:
            refusals.add_rows(
                [other_row],
                texts,
                "prepared_on",
                "several_days",
                f"Rows of this return were prepared on different days; the latest, {day(latest)}, "
                "counts.",
                _DAYS_REMEDY,
                "query",
            )
