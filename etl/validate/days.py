"""Days of a table: none done lies in the future, none of a quarter outside it, and odd ones.

Odd is what a return can hardly be of: a quarter not begun or outside its agreement's term, a
session outside it, a day of preparation before its quarter began, or several such days. Its sender
is asked.
"""

from datetime import date

import polars as pl

from data.calendar import Quarter
from data.formatting import counted, day
from data.register import Column
from etl.schema.kinds.dates import is_month_first
from etl.schema.origin import ORIGIN
from etl.schema.problem import Problem, address
from etl.validate.context import Known
from etl.validate.validation import Validation

_REMEDY = "Check the quarter and the agreement. If they are right, nothing need be done."
_DAY_REMEDY = "Check the day: 05/12/2025 is 5 December. If it is right, nothing need be done."
_CELLS_NAMED = 5
Term = tuple[date, date]
_DAYS_REMEDY = "Give every row of a return the same day."


def us_dates(validation: Validation, column: Column) -> Problem:
    """What is wrong with a column whose dates have the month first, told at the first of them."""
    index = validation.table.index_of(column.name)
    dates = validation.texts.select("row", column.name).drop_nulls().iter_rows()
    cells = [(address(index, row), text) for row, text in dates if is_month_first(text)]
    more = len(cells) - _CELLS_NAMED
    named = ", ".join(f"{cell} ({text})" for cell, text in cells[:_CELLS_NAMED])
    return Problem(
        "us_dates",
        f"The dates under ‘{column.header}’ have the month first: {named}"
        f"{f' and {more:,} more' if more > 0 else ''}.",
        "Type the day first in all of the column, like 03/07/2026, or as 3 July 2026.",
        column=column.name,
        cell=cells[0][0],
        value=cells[0][1],
    )


def check_days(validation: Validation) -> None:
    """Refuse what was done in the future, and what was done outside the return's quarter."""
    source, typed = validation.source, validation.typed
    for column in (*source.columns, *ORIGIN[2:]):
        if column.is_done and column.name in typed.columns:
            rows = typed.filter(pl.col(column.name) > validation.context.known.today)["row"]
            validation.report(rows, _in_future(column.name))
    inside = [column.name for column in source.columns if column.in_quarter]
    if inside:
        bounds = _bounds(typed["quarter"])
        dated = typed.join(bounds, on="quarter", how="left", maintain_order="left")
        for name in inside:
            outside = (pl.col(name) < pl.col("first_day")) | (pl.col(name) > pl.col("last_day"))
            quarters = dated.filter(outside).group_by("quarter", "first_day", "last_day")
            for (quarter, first, last), rows in quarters:
                lies = f"{quarter}, which runs from {day(first)} to {day(last)}"
                validation.report(rows["row"].sort(), _outside(name, lies))


def ask_about_term(validation: Validation) -> None:
    """Ask once about the sessions of each agreement that were held before or after it ran.

    Those of a quarter that lies outside as a whole are asked about with the return.
    """
    if validation.source.storage != "sessions":
        return
    held = validation.typed.select("row", "agreement_code", "quarter", "session_date").drop_nulls()
    held = held.filter(~pl.col("row").is_in(list(validation.refused)))
    terms = validation.context.known.term_of
    for (code,), sessions in held.group_by("agreement_code", maintain_order=True):
        term, days = terms.get(code), pl.col("session_date")
        if term is None:
            continue
        odd = sessions.filter((days < term[0]) | (days > term[1]))
        quarters = {text for text in odd["quarter"].unique() if not _is_outside(text, term)}
        odd = odd.filter(pl.col("quarter").is_in(quarters))
        if not odd.is_empty():
            validation.report(odd["row"].head(1), _outside_agreement(code, term, odd.height))


def _outside_agreement(code: str, term: Term, rows: int) -> Problem:
    return Problem(
        "outside_term",
        f"{counted(rows, 'row')} {'is' if rows == 1 else 'are'} of days outside the agreement: "
        f"{_runs(code, term)}.",
        "Check the days and the agreement. If they are right, nothing need be done.",
        "query",
        column="session_date",
    )


def _is_outside(quarter: str, term: Term) -> bool:
    """Whether a quarter as a whole lies outside a term."""
    meant = Quarter.parse(quarter)
    return meant.end < term[0] or meant.start > term[1]


def _runs(code: str, term: Term) -> str:
    return f"{code} runs from {day(term[0])} to {day(term[1])}"


def _bounds(quarters: pl.Series) -> pl.DataFrame:
    """First and last day of each distinct quarter: quarter, first_day, last_day."""
    distinct = [Quarter.parse(text) for text in quarters.unique().drop_nulls()]
    return pl.DataFrame(
        {
            "quarter": [str(quarter) for quarter in distinct],
            "first_day": [quarter.start for quarter in distinct],
            "last_day": [quarter.end for quarter in distinct],
        },
        schema={"quarter": pl.String, "first_day": pl.Date, "last_day": pl.Date},
    )


def _in_future(column: str) -> Problem:
    remedy = "Correct the date; send what is still to come when it has happened."
    return Problem("future_date", "This date lies in the future.", remedy, column=column)


def _outside(column: str, quarter: str) -> Problem:
    remedy = "Correct the date, or send the row in the return of its own quarter."
    message = f"This date lies outside {quarter}."
    return Problem("outside_quarter", message, remedy, column=column)


def odd_quarter(agreement_code: str, quarter: str, known: Known) -> Problem | None:
    """A query where a return's quarter is odd."""
    meant, term = Quarter.parse(quarter), known.term_of.get(agreement_code)
    if meant.start > known.today:
        rule = "future_quarter"
        message = f"{quarter} has not begun yet; it starts on {day(meant.start)}."
    elif term and _is_outside(quarter, term):
        rule = "outside_term"
        message = f"{quarter} lies outside the agreement: {_runs(agreement_code, term)}."
    else:
        return None
    return Problem(rule, message, _REMEDY, "query", column="quarter")


def odd_day(prepared_on: date | None, quarter: str) -> Problem | None:
    """A query where a return was prepared before its quarter began.

    A day inside the quarter is not asked about: a partner whose work is done may report early.
    """
    start = Quarter.parse(quarter).start
    if prepared_on is None or prepared_on >= start:
        return None
    message = (
        f"This return was prepared on {day(prepared_on)}, before {quarter} began on {day(start)}."
    )
    return Problem("prepared_before", message, _DAY_REMEDY, "query", column="prepared_on")


def _several_days(latest: date) -> Problem:
    return Problem(
        "several_days",
        f"Rows of this return were prepared on different days; the latest, {day(latest)}, counts.",
        _DAYS_REMEDY,
        "query",
        column="prepared_on",
    )


def query_odd_returns(validation: Validation) -> None:
    """Ask once about each return that the rows of a CSV are of, at the first row concerned."""
    named = validation.typed.drop_nulls(["agreement_code", "quarter"])
    is_dated, days = pl.col("prepared_on").is_not_null(), pl.col("prepared_on")
    returns = named.group_by("agreement_code", "quarter", maintain_order=True).agg(
        pl.col("row").first().alias("row"),
        pl.col("row").filter(is_dated).first().alias("dated_row"),
        pl.col("row").filter(days != days.drop_nulls().first()).first().alias("other_row"),
        days.max().alias("latest"),
    )
    for agreement_code, quarter, row, dated_row, other_row, latest in returns.iter_rows():
        if odd := odd_quarter(agreement_code, quarter, validation.context.known):
            validation.report([row], odd)
        if odd := odd_day(latest, quarter):
            validation.report([dated_row], odd)
        if other_row is not None:
            validation.report([other_row], _several_days(latest))
