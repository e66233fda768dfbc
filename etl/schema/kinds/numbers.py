"""Numbers within the bounds of their kind, hours and amounts of money."""

import re
from decimal import Context, Decimal

from data.formatting import quoted
from data.kinds import Kind, with_plain_hyphens
from etl.schema.kinds.fault import FaultError

_NUMBER = re.compile(
    r"[+-]?(?:(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?", re.A | re.I
)
_KEPT = Context(prec=15)  # the digits that a spreadsheet keeps; what programs write beyond is noise
_NOUGHT = Decimal("1e-9")  # less is what is left where amounts cancel each other out
# As a spreadsheet shows a number for which it has no room, and as it then writes it into a CSV.
_SHORTENED = re.compile(r"[+-]?\d(?:[.,](\d+))?E\+(\d{2})", re.A)
_LOOSE_SPACE = re.compile(r"(?<!\d) +| +(?!\d)", re.A)


def _bare(text: str) -> str:
    """Without spaces, but those between digits: `1 234` is a number and `1 2` is none."""
    return _LOOSE_SPACE.sub("", with_plain_hyphens(text).replace("\u00a0", " "))


def _plain_decimal(digits: str) -> Decimal:
    """The number as any spreadsheet keeps it: 0.30000000000000004 is 0.3."""
    value = _KEPT.create_decimal(digits.replace(",", "").replace(" ", ""))
    return value if abs(value) >= _NOUGHT else Decimal(0)


def _refuse_shortened(text: str, number: str) -> None:
    """Refuse a number of which only the first digits were written: 1.2E+05 may be 123456."""
    matched = _SHORTENED.fullmatch(number)
    if matched and len(matched[1] or "") < int(matched[2]):
        raise FaultError(
            f"{quoted(text)} shows the first digits of a number only.",
            "Set the cell's format to Number, make its column wider, and save the file again.",
        )


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
    _refuse_shortened(text, bare)
    return _plain_decimal(bare)


def is_numeric(text: str) -> bool:
    """Whether a text is a number or an amount of money."""
    try:
        read_decimal(text.strip("()").replace("£", ""))
    except FaultError:
        return False
    return True


_TIME_OF_DAY = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?", re.A)
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
    if matched := _TIME_OF_DAY.fullmatch(text):
        raise FaultError(
            f"{quoted(text)} is a time, not a number of hours.",
            f"If it lasted so long, type {int(matched[1]) + int(matched[2]) / 60:.4g}, and set the "
            "cell's format to Number.",
        )
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


_MONEY = re.compile(
    r"(\()?(?:£?([+-]?)|([+-])£)([\d, ]*+(?:\.\d*+)?(?:[eE][+-]\d{1,2})?)(\))?", re.A
)
_MONEY_REMEDY = "Type pounds and pence, like 1234.50 or £1,234.50."


def read_pence(kind: Kind, text: str) -> int:
    """Pounds as whole pence."""
    matched = _MONEY.fullmatch(_bare(text))
    if not matched or bool(matched[1]) != bool(matched[5]) or not _NUMBER.fullmatch(matched[4]):
        raise FaultError(f"{quoted(text)} is not an amount of money.", _MONEY_REMEDY)
    _refuse_shortened(text, matched[4])
    pounds = _plain_decimal(matched[4])
    # Three decimals may be a point between thousands, as on the continent: 12.500.
    if len(matched[4].partition(".")[2]) == 3 or pounds * 100 % 1:
        raise FaultError(
            f"{quoted(text)} has more than two decimals.", "Round the amount to whole pence."
        )
    if pounds > kind.at_most:
        raise FaultError(
            f"{quoted(text)} is more than £10 million.", "Check the amount.", "money_limit"
        )
    negative = bool(matched[1]) or "-" in (matched[2], matched[3])
    return -int(pounds * 100) if negative else int(pounds * 100)
