"""Places on registers, headcounts and hours of the sessions for children."""

from collections.abc import Iterable

from dashboard.domain.count import Count
from dashboard.domain.facts import ReturnFacts, Sessions, total
from dashboard.domain.snapshot import Cell
from dashboard.measures.quantity import Number, Quantity, names_of
from data.calendar import Quarter
from data.policies import Policy
from data.vocabulary.activities import NOT_FOR_CHILDREN, WHOLE_CLASS

HOUR = 3600
_ON_REGISTERS = {"unit": "count", "of": "places", "people": "registered_children"}
_HOURS = {"unit": "hours", "of": "hours"}
OF_THE_PERIOD = (
    Quantity("enrolled", "places on registers", **_ON_REGISTERS),
    Quantity("attended", "places attended", whole="enrolled", **_ON_REGISTERS),
    Quantity("headcount", "children counted by headcount", "count", of="children"),
    Quantity("headcount_hours", "contact hours from headcounts", **_HOURS, people="headcount"),
    Quantity("register_hours", "contact hours from registers", **_HOURS, people="children"),
    Quantity(
        "contact_hours",
        "hours of sessions times children present",
        **_HOURS,
        adds=("register_hours", "headcount_hours"),
    ),
)
WHOLE_CLASS_HEADCOUNTS = (
    Quantity("whole_class_headcount", "whole-class headcount", "count", of="children"),
    Quantity(
        "whole_class_headcount_last_year",
        "whole-class headcount last year",
        "count",
        of="children",
    ),
)
OF_AGREEMENTS = (
    Quantity(
        "agreement_headcount",
        "children counted by headcount by these agreements",
        "count",
        of="children",
    ),
    Quantity(
        "agreement_headcount_hours",
        "contact hours from headcounts of these agreements",
        **_HOURS,
        people="agreement_headcount",
    ),
    Quantity(
        "agreement_register_hours",
        "contact hours from registers of these agreements",
        **_HOURS,
        people="agreement_children",
    ),
    Quantity(
        "agreement_contact_hours",
        "contact hours of these agreements",
        **_HOURS,
        adds=("agreement_register_hours", "agreement_headcount_hours"),
    ),
)
QUANTITIES = OF_THE_PERIOD + WHOLE_CLASS_HEADCOUNTS + OF_AGREEMENTS


def quantities(cell: Cell, policy: Policy) -> dict[str, Number]:
    headcounts = {
        "whole_class_headcount": _whole_class_headcount(cell.deliveries),
        "whole_class_headcount_last_year": _whole_class_headcount(last_year(cell)),
    }
    return _of_the_period(cell) | headcounts | _of_agreements(cell.returns)


def _of_the_period(cell: Cell) -> dict[str, Number]:
    if not tells_of_attendance(cell.deliveries):
        return dict.fromkeys(names_of(OF_THE_PERIOD))
    activity = cell.selection.activity
    lines = [ln for ln in for_children(cell.deliveries) if activity in (None, ln.activity)]
    return {
        "enrolled": total(lines, "enrolled"),
        "attended": total(lines, "attended"),
        "headcount": total(lines, "headcount"),
        **_hours(lines),
    }


def _of_agreements(returns: tuple[ReturnFacts, ...]) -> dict[str, Number]:
    """What all sessions of some agreements add up to, whatever their activity."""
    if not tells_of_attendance(returns):
        return dict.fromkeys(names_of(OF_AGREEMENTS))
    lines = for_children(returns)
    hours = {f"agreement_{name}": number for name, number in _hours(lines).items()}
    return {"agreement_headcount": total(lines, "headcount"), **hours}


def _hours(lines: Iterable[Sessions]) -> dict[str, float]:
    by_headcount = sum(line.headcount_seconds for line in lines)
    on_registers = sum(line.attended_seconds for line in lines)
    return {
        "headcount_hours": by_headcount / HOUR,
        "register_hours": on_registers / HOUR,
        "contact_hours": (by_headcount + on_registers) / HOUR,
    }


def _whole_class_headcount(returns: tuple[ReturnFacts, ...]) -> Count | None:
    if not tells_of_attendance(returns):
        return None
    return total(_whole_class(returns), "headcount")


def mostly_headcounts(returns: tuple[ReturnFacts, ...]) -> bool:
    """Whether most whole-class attendance came as headcounts, so that children are not told."""
    lines = _whole_class(returns)
    return sum(line.headcount for line in lines) > sum(line.attended for line in lines)


def tells_of_attendance(returns: Iterable[ReturnFacts]) -> bool:
    return any(facts.received.tells_of("attendance") for facts in returns)


def for_children(returns: Iterable[ReturnFacts]) -> list[Sessions]:
    lines = (line for facts in returns for line in facts.sessions)
    return [line for line in lines if line.activity not in NOT_FOR_CHILDREN]


def _whole_class(returns: Iterable[ReturnFacts]) -> list[Sessions]:
    return [line for line in for_children(returns) if line.activity == WHOLE_CLASS]


def last_year(cell: Cell) -> tuple[ReturnFacts, ...]:
    """What came for the academic year before the period's."""
    quarters = Quarter(cell.quarters[0].year - 1, 1).whole_year()
    return cell.returns_of(cell.deliverers, quarters)
