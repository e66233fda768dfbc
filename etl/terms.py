"""A quarter that a return can hardly be of: not begun, or outside its agreement's term."""

from datetime import date

from data.warehouse.quarters import Quarter
from etl.known import Known

REMEDY = "Check the quarter and the agreement. If they are right, nothing need be done."


def odd_quarter(agreement_code: str, quarter: str, known: Known) -> tuple[str, str] | None:
    """Rule and message where a return's quarter is odd; None where it is as it should be."""
    said = Quarter.parse(quarter)
    if said.start > known.today:
        return "future_quarter", f"{quarter} has not begun yet; it starts on {_day(said.start)}."
    term = known.term_of.get(agreement_code)
    if term and (said.end < term[0] or said.start > term[1]):
        runs = f"{agreement_code} runs from {_day(term[0])} to {_day(term[1])}"
        return "outside_term", f"{quarter} lies outside the agreement: {runs}."
    return None


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
