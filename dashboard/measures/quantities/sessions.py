"""Places on registers, headcounts and hours of the sessions for children."""

from collections.abc import Iterable

from dashboard.domain.facts import ReturnFacts, Sessions
from dashboard.domain.snapshot import Cell
from data.calendar import Quarter
from data.vocabulary.activities import NOT_FOR_CHILDREN, WHOLE_CLASS

HOUR = 3600


def quantities(cell: Cell) -> dict[str, int | float | None]:
    return _of_the_period(cell) | {
        "whole_class_headcount": _whole_class_headcount(cell.deliveries),
        "whole_class_headcount_last_year": _whole_class_headcount(last_year(cell)),
        "agreement_contact_hours": _contact_hours(cell.returns),
    }


def _of_the_period(cell: Cell) -> dict[str, int | float | None]:
    if not tells_of_attendance(cell.deliveries):
        names = ("enrolled", "attended", "headcount", "headcount_hours", "contact_hours")
        return dict.fromkeys(names)
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


def _contact_hours(returns: tuple[ReturnFacts, ...]) -> float | None:
    """All contact hours of some returns, whatever the activity."""
    if not tells_of_attendance(returns):
        return None
    lines = for_children(returns)
    return sum(line.attended_seconds + line.headcount_seconds for line in lines) / HOUR


def _whole_class_headcount(returns: tuple[ReturnFacts, ...]) -> int | None:
    if not tells_of_attendance(returns):
        return None
    return sum(line.headcount for line in _whole_class(returns))


def mostly_headcounts(returns: tuple[ReturnFacts, ...]) -> bool:
    """Whether most whole-class attendance came as headcounts, so that children are not told."""
    lines = _whole_class(returns)
    return sum(line.headcount for line in lines) > sum(line.attended for line in lines)


def tells_of_attendance(returns: Iterable[ReturnFacts]) -> bool:
    return any(came.received.tells_of("attendance") for came in returns)


def for_children(returns: Iterable[ReturnFacts]) -> list[Sessions]:
    lines = (line for came in returns for line in came.sessions)
    return [line for line in lines if line.activity not in NOT_FOR_CHILDREN]


def _whole_class(returns: Iterable[ReturnFacts]) -> list[Sessions]:
    return [line for line in for_children(returns) if line.activity == WHOLE_CLASS]


def last_year(cell: Cell) -> tuple[ReturnFacts, ...]:
    """What came for the academic year before the period's."""
    quarters = Quarter(cell.quarters[0].year - 1, 1).whole_year()
    return cell.returns_of(cell.deliverers, quarters)
