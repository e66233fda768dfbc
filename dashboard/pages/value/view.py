"""What a pound brings, in a sentence."""

from collections.abc import Sequence
from datetime import date

from dashboard.domain.formatting import plural
from dashboard.measures.kpi import Reading
from dashboard.views.value_for_money import Assessed


def answer(leverage: Reading, assessed: Sequence[Assessed], today: date) -> str:
    """`Each £1 of hub grant brought 30p of other income; 96 of 99 assessments due are made.`"""
    due = [one for one in assessed if one.standing(today) != "to come"]
    made = sum(one.assessed_on is not None for one in due)
    have = "has" if len(due) == 1 else "have"
    told = f"{made} of {plural(len(due), 'assessment')} due {have} been made" if due else ""
    brought = (
        f"each £1 of hub grant brought {_pence(leverage.value)} of other income"
        if leverage.value is not None
        else ""
    )
    said = "; ".join(filter(None, (brought, told)))
    return f"{said[0].upper()}{said[1:]}." if said else "Nothing is known yet of value for money."


def _pence(pounds: float) -> str:
    return f"£{pounds:.2f}" if pounds >= 1 else f"{pounds * 100:.0f}p"
