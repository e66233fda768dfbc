"""Numbers within bounds, hours and amounts of money."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

import polars as pl

from etl.schema.formatting import quoted
from etl.schema.kinds.kind import FaultError, Kind

MONEY_LIMIT_PENCE = 1_000_000_000  # £10 million

_NUMBER = re.compile(
    r"[+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d*)?(?:e[+-]?\d{1,2})?|[+-]?\.\d+", re.A | re.I
)
_LOOSE_SPACE = re.compile(r"(?<!\d) +| +(?!\d)", re.A)


def _bare(text: str) -> str:
    """Without spaces, but those between digits: `1 234` is a number and `1 2` is none."""
    return _LOOSE_SPACE.sub("", text.replace("\u2212", "-").replace("\u00a0", " "))


def _plain_decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", ""))


def read_decimal(text: str) -> Decimal:
    """A number as typed. A percentage is none: whether 85% counts as 85 or as 0.85 cannot be known
    from the cell, only from the objective's target, so that its sender is asked.
    """
    bare = _bare(text)
    if bare.endswith("%") and _NUMBER.fullmatch(bare[:-1]):
        raise FaultError(
            f"{quoted(text)} is a percentage, not a number.",
            f"Type {bare[:-1]} where the target is of a hundred, or the share where it is of 1.",
        )
    if not _NUMBER.fullmatch(bare):
        raise FaultError(f"{quoted(text)} is not a number.", "Type digits only, like 12 or 12.5.")
    try:
        return _plain_decimal(bare)
    except InvalidOperation:
        raise FaultError(
            f"{quoted(text)} is not a number.", "Type digits only, like 12.5."
        ) from None


def is_numeric(text: str) -> bool:
    """Whether a text is a number or an amount of money."""
    try:
        read_decimal(text.strip("()").replace("£", ""))
    except FaultError:
        return False
    return True


def number(at_least: float | None = None, above: float | None = None, at_most: float | None = None):
    """A number within bounds."""

    def read(text: str) -> float:
        value = float(read_decimal(text))
        _within(text, value, at_least, above, at_most)
        return value

    bounds = {"at_least": at_least, "above": above, "at_most": at_most}
    return Kind("number", pl.Float64(), read, is_number=True, **bounds)


def integer(at_least: int | None = None, at_most: int | None = None) -> Kind:
    """A whole number within bounds."""
    read = _integer_reader(at_least, at_most)
    bounds = {"at_least": at_least, "at_most": at_most, "decimals": 0}
    return Kind("whole number", pl.Int64(), read, is_number=True, **bounds)


_LARGEST_COUNT = 2**31 - 1  # what the warehouse's whole numbers hold


def _integer_reader(at_least: int | None, at_most: int | None) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = read_decimal(text)
        if value != value.to_integral_value():
            raise FaultError(f"{quoted(text)} is not a whole number.", "Type a whole number.")
        _within(text, value, at_least, None, at_most)
        if value > _LARGEST_COUNT:
            raise FaultError(f"{quoted(text)} is too large a number.", "Check the number.")
        return int(value)

    return read


def _within(text, value, at_least, above, at_most) -> None:
    if above is not None and value <= above:
        raise FaultError(
            f"{quoted(text)} is not above {above:g}.", f"Type a number above {above:g}."
        )
    if at_least is not None and value < at_least:
        raise FaultError(f"{quoted(text)} is below {at_least:g}.", f"Type at least {at_least:,g}.")
    if at_most is not None and value > at_most:
        raise FaultError(f"{quoted(text)} is above {at_most:,g}.", f"Type at most {at_most:,g}.")
    if abs(value) > 1e12:
        raise FaultError(f"{quoted(text)} is too large a number.", "Check the number.")


_LONGEST_SESSION = 12  # hours


def _read_hours(text: str) -> int:
    hours = read_decimal(text)
    _within(text, hours, None, 0, _LONGEST_SESSION)
    seconds = round(hours * 3600)
    _within(text, seconds, None, 0, None)
    return seconds


HOURS = Kind(  # kept as whole seconds
    "hours", pl.Int64(), _read_hours, is_number=True, above=0, at_most=_LONGEST_SESSION
)

_MONEY = re.compile(r"(\()?(?:£?([+-]?)|([+-])£)([\d, ]*+(?:\.\d*+)?)(\))?", re.A)
_MONEY_REMEDY = "Type pounds and pence, like 1234.50 or £1,234.50."


def _read_pence(text: str) -> int:
    found = _MONEY.fullmatch(_bare(text))
    if not found or bool(found[1]) != bool(found[5]) or not _NUMBER.fullmatch(found[4]):
        raise FaultError(f"{quoted(text)} is not an amount of money.", _MONEY_REMEDY)
    pence = _plain_decimal(found[4]) * 100
    if len(found[4].partition(".")[2]) > 2:
        raise FaultError(
            f"{quoted(text)} has more than two decimals.", "Round the amount to whole pence."
        )
    if pence > MONEY_LIMIT_PENCE:
        raise FaultError(
            f"{quoted(text)} is more than £10 million.", "Check the amount.", "money_limit"
        )
    negative = bool(found[1]) or "-" in (found[2], found[3])
    return -int(pence) if negative else int(pence)


_MOST_POUNDS = MONEY_LIMIT_PENCE // 100
MONEY = Kind(  # kept as whole pence
    "money",
    pl.Int64(),
    _read_pence,
    is_number=True,
    at_least=-_MOST_POUNDS,
    at_most=_MOST_POUNDS,
    decimals=2,
)
