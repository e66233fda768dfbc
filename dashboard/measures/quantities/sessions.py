"""Places on registers, headcounts and hours of the sessions for children."""

from collections.abc import Iterable

from dashboard.domain.facts import ReturnFacts, Sessions
from dashboard.domain.snapshot import Cell
from dashboard.measures.quantity import Number, Quantity, names_of
from data.calendar import Quarter
from data.policies import Policy
from data.vocabulary.activities import NOT_FOR_CHILDREN, WHOLE_CLASS

HOUR = 3600
_ON_REGISTERS = ("registered_children", "children")
OF_THE_PERIOD = (
    Quantity("enrolled", "places on registers", "count", of="places", people=_ON_REGISTERS),
    Quantity(
        "attended",
        "places attended",
        "count",
        of="places",
        people=_ON_REGISTERS,
        whole="enrolled",
    ),
    Quantity("headcount", "children counted by headcount", "count", of="children"),
    Quantity(
        "headcount_hours",
        "contact hours from headcounts",
        "hours",
        of="hours",
        people=("headcount",),
    ),
    Quantity(
        "contact_hours",
        "hours of sessions times children present",
        "hours",
        of="hours",
        people=_ON_REGISTERS,
        together=("children", "headcount"),
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
        "agreement_contact_hours",
        "contact hours of these agreements",
        "hours",
        of="hours",
        people=("agreement_children",),
        together=("agreement_children", "agreement_headcount"),
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
    headcount_seconds = sum(line.headcount_seconds for line in lines)
    seconds = headcount_seconds + sum(line.attended_seconds for line in lines)
    return {
        "enrolled": sum(line.enrolled for line in lines),
        "attended": sum(line.attended for line in lines),
        "headcount": sum(line.headcount for line in lines),
        "headcount_hours": headcount_seconds / HOUR,
        "contact_hours": seconds / HOUR,
    }


def _of_agreements(returns: tuple[ReturnFacts, ...]) -> dict[str, Number]:
    """What all sessions of some agreements add up to, whatever their activity."""
    if not tells_of_attendance(returns):
        return dict.fromkeys(names_of(OF_AGREEMENTS))
    lines = for_children(returns)
    seconds = sum(line.attended_seconds + line.headcount_seconds for line in lines)
    return {
        "agreement_headcount": sum(line.headcount for line in lines),
        "agreement_contact_hours": seconds / HOUR,
    }


def _whole_class_headcount(returns: tuple[ReturnFacts, ...]) -> int | None:
    if not tells_of_attendance(returns):
        return None
    return sum(line.headcount for line in _whole_class(returns))


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
