"""A quarter that a return can hardly be of, and a day on which it can hardly have been prepared."""

from datetime import date

from data.warehouse.quarters import Quarter
from etl.known import Known
from etl.saying import day

DAY_REMEDY = "Check that the day stands first and the month second, like 05/12/2025."
REMEDY = "Check the quarter and the agreement. If they are right, nothing need be done."


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


def odd_day(prepared_on: date, quarter: str, known: Known) -> tuple[str, str] | None:
    """Rule and message where a return was prepared before its quarter began, of which it cannot
    tell anything. One prepared before the quarter's end may: nothing more was to take place.
    """
    start = Quarter.parse(quarter).start
    if not prepared_on < start <= known.today:
        return None
    prepared, began = day(prepared_on), day(start)
    return "early_day", f"{prepared} lies before {quarter}, which began on {began}."
