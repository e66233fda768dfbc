"""What the warehouse's quantities are called, and in what they are counted."""

from dashboard.components.numbers import count
from dashboard.domain.formatting import pounds, share
from dashboard.measures.kpi import Kpi, Reading

_SAY = {"count": count, "hours": count, "pence": pounds, "share": share}
QUANTITIES = {
    "agreement_children": ("children reached by these agreements", "count"),
    "agreement_contact_hours": ("contact hours of these agreements", "hours"),
    "allocated_profile_pence": ("hub grant due to be spent by its profile", "pence"),
    "answers": ("answers", "count"),
    "answers_positive": ("answers of 4 or 5", "count"),
    **{f"answers_{score}": (f"answers of {score}", "count") for score in (1, 2, 3, 4, 5)},
    "asked": ("people asked", "count"),
    "attended": ("places attended", "count"),
    "children": ("different children", "count"),
    "children_fsm": ("children on free school meals", "count"),
    "children_fsm_known": ("children whose free school meals status is known", "count"),
    "children_send": ("children with SEND", "count"),
    "children_send_known": ("children whose SEND status is known", "count"),
    "contact_hours": ("hours of sessions times children present", "hours"),
    "continuing_children": ("of them in another activity this year", "count"),
    "enrolled": ("places on registers", "count"),
    "headcount": ("children counted by headcount", "count"),
    "headcount_hours": ("contact hours from headcounts", "hours"),
    "income_pence": ("other income", "pence"),
    "objectives_achieved": ("objectives whose target is reached", "count"),
    "objectives_due": ("objectives due so far", "count"),
    "objectives_on_course": ("objectives at or above their profile", "count"),
    "objectives_with_value": ("running objectives with a value", "count"),
    "objectives_without_value": ("running objectives without a value yet", "count"),
    "paid_local_pence": ("paid to partners at home in the four areas", "pence"),
    "paid_pence": ("paid to partners", "pence"),
    "paired_children": ("different children scored before and after", "count"),
    "pairs": ("pairs of scores before and after", "count"),
    "pairs_improved": ("pairs that rose", "count"),
    "pairs_lower": ("pairs that fell", "count"),
    "pairs_same": ("pairs that stayed the same", "count"),
    "partners": ("partners with a running agreement", "count"),
    "pupils_fsm_share": ("pupils of the area on free school meals", "share"),
    "pupils_registered": ("pupils in the schools register", "count"),
    "registered_children": ("different children on registers", "count"),
    "respondents": ("people who answered", "count"),
    "responses": ("different responses", "count"),
    "returns_due": ("returns due", "count"),
    "returns_on_time": ("returns that came in time", "count"),
    "returns_received": ("returns that came", "count"),
    "schools": ("schools with an attended session", "count"),
    "schools_registered": ("schools in the register", "count"),
    "self_commissioned_pence": ("value of agreements with consortium members", "pence"),
    "spent_pence": ("hub grant spent", "pence"),
    "value_pence": ("value of all running agreements", "pence"),
    "whole_class_children": ("different children in whole-class sessions", "count"),
    "whole_class_headcount": ("whole-class headcount", "count"),
    "whole_class_headcount_last_year": ("whole-class headcount last year", "count"),
    "whole_class_last_year": ("children in whole-class sessions last year", "count"),
}


def words(name: str) -> str:
    return QUANTITIES[name][0]


def quantity(name: str, number: float) -> str:
    """A number of a quantity, in its own unit."""
    return _SAY[QUANTITIES[name][1]](number)


def worked_out(kpi: Kpi) -> str:
    """`places attended ÷ places on registers`"""
    return " ÷ ".join(words(name) for name in _parts(kpi))


def division(reading: Reading) -> str:
    """`1,230 (places attended) ÷ 1,400 (places on registers)`, so that it can be followed."""
    if reading.state != "ok":
        return ""
    told = zip(
        _parts(reading.kpi),
        (reading.numerator, reading.denominator, reading.measure),
        strict=False,
    )
    return " ÷ ".join(
        f"{quantity(name, number)} ({words(name)})" for name, number in told if number is not None
    )


def _parts(kpi: Kpi) -> list[str]:
    return [name for name in (kpi.numerator, kpi.denominator, kpi.measured_by) if name]
