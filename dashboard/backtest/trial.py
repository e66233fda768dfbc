"""What is to be tried: settings to change, and the past quarters to try them on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.formatting import day
from dashboard.domain.viewer import NotFound
from data.adjustable import read_changes
from data.calendar import Quarter, between
from data.policies import Policy
from data.typed_settings import NotASettingError

LOOKED_BACK = 8


class NotATrial(NotFound):
    """Settings or quarters that cannot be tried; its text says all that is wrong with them."""


@dataclass(frozen=True)
class Trial:
    """Settings with the values to try (plain JSON, see `data.adjustable`), on closed quarters."""

    changes: Mapping[str, Any]
    quarters: tuple[Quarter, ...]


def read_trial(
    policy: Policy,
    typed: Mapping[str, str],
    first: str | None,
    last: str | None,
    closed: Sequence[Quarter],
) -> Trial:
    """What was typed, as a trial; `closed` are the quarters whose returns are due, oldest first.

    Raises `NotATrial` with everything that is wrong at once.
    """
    wrong, changes, quarters = [], {}, ()
    try:
        changes = read_changes(policy, typed)
    except NotASettingError as error:
        wrong.append(str(error))
    try:
        quarters = read_quarters(first, last, closed)
    except NotATrial as error:
        wrong.append(str(error))
    if wrong:
        raise NotATrial(" ".join(wrong))
    return Trial(changes, quarters)


def read_quarters(
    first: str | None, last: str | None, closed: Sequence[Quarter]
) -> tuple[Quarter, ...]:
    """The quarters from first to last; the newest eight where neither is said."""
    if not closed:
        raise NotATrial("No quarter’s returns are due yet, so there is nothing to look back on.")
    read = [_quarter(text, closed) for text in (first, last)]
    wrong = dict.fromkeys(one for one in read if isinstance(one, str))
    if wrong:
        raise NotATrial(" ".join(wrong))
    end = read[1] or closed[-1]
    start = read[0] or max(end.shift(1 - LOOKED_BACK), closed[0])
    if start > end:
        raise NotATrial(f"The first quarter, {start}, lies after the last, {end}. Swap them.")
    return between(start, end)


def _quarter(text: str | None, closed: Sequence[Quarter]) -> Quarter | str | None:
    """A closed quarter, None where none is named, or what is wrong with it."""
    if not text:
        return None
    try:
        quarter = Quarter.parse(text)
    except ValueError as error:
        return str(error)
    if quarter < closed[0]:
        return f"Nothing is known of {quarter}. The first quarter here is {closed[0]}."
    if quarter > closed[-1]:
        return (
            f"The returns of {quarter} are not due until the end of {day(quarter.due_on)}. The "
            f"newest quarter to look back on is {closed[-1]}."
        )
    return quarter
