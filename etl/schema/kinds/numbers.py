"""Numbers within the bounds of their kind, hours and amounts of money."""

import re
from decimal import Decimal, InvalidOperation

from data.formatting import quoted
from data.kinds import Kind
from etl.schema.kinds.fault import FaultError

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


_LARGEST_COUNT = 2**31 - 1  # what the warehouse's whole numbers hold


def read_number(kind: Kind, text: str) -> float:
    value = float(read_decimal(text))
    _require_within(kind, text, value)
    return value


def read_integer(kind: Kind, text: str) -> int:
    value = read_decimal(text)
    if value != value.to_integral_value():
        raise FaultError(f"{quoted(text)} is not a whole number.", "Type a whole number.")
    _require_within(kind, text, value)
    if value > _LARGEST_COUNT:
        raise FaultError(f"{quoted(text)} is too large a number.", "Check the number.")
    return int(value)


def read_seconds(kind: Kind, text: str) -> int:
    """Hours as whole seconds."""
    hours = read_decimal(text)
    _require_within(kind, text, hours)
    seconds = round(hours * 3600)
    _require_above(kind.above, text, seconds)
    return seconds


def _require_within(kind: Kind, text: str, value: float | Decimal) -> None:
    if kind.above is not None:
        _require_above(kind.above, text, value)
    if kind.at_least is not None and value < kind.at_least:
        raise FaultError(
            f"{quoted(text)} is below {kind.at_least:g}.", f"Type at least {kind.at_least:,g}."
        )
    if kind.at_most is not None and value > kind.at_most:
        raise FaultError(
            f"{quoted(text)} is above {kind.at_most:,g}.", f"Type at most {kind.at_most:,g}."
        )
    if abs(value) > 1e12:
        raise FaultError(f"{quoted(text)} is too large a number.", "Check the number.")


def _require_above(above: float, text: str, value: float | Decimal) -> None:
    if value <= above:
        raise FaultError(
            f"{quoted(text)} is not above {above:g}.", f"Type a number above {above:g}."
        )


_MONEY = re.compile(r"(\()?(?:£?([+-]?)|([+-])£)([\d, ]*+(?:\.\d*+)?)(\))?", re.A)
_MONEY_REMEDY = "Type pounds and pence, like 1234.50 or £1,234.50."


def read_pence(kind: Kind, text: str) -> int:
    """Pounds as whole pence."""
    matched = _MONEY.fullmatch(_bare(text))
    if not matched or bool(matched[1]) != bool(matched[5]) or not _NUMBER.fullmatch(matched[4]):
        raise FaultError(f"{quoted(text)} is not an amount of money.", _MONEY_REMEDY)
    pounds = _plain_decimal(matched[4])
    if len(matched[4].partition(".")[2]) > 2:
        raise FaultError(
            f"{quoted(text)} has more than two decimals.", "Round the amount to whole pence."
        )
    if pounds > kind.at_most:
        raise FaultError(
            f"{quoted(text)} is more than £10 million.", "Check the amount.", "money_limit"
        )
    negative = bool(matched[1]) or "-" in (matched[2], matched[3])
    return -int(pounds * 100) if negative else int(pounds * 100)
