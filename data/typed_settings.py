"""Typed settings, parsed as values or refused in a sentence."""

import re
from collections.abc import Callable
from datetime import date

KINDS = {
    "share": "a share",
    "ratio": "a number",
    "days": "a whole number of days",
    "count": "a whole number",
    "points": "a whole number of points",
    "pence": "a whole number of pence",
}
_BAND = re.compile(r"(?P<quotes>\d{1,2}) from £?(?P<pounds>[\d,]{1,12})")


class NotASettingError(ValueError):
    """A setting that is unknown or out of its bounds; its text says what to do."""


def number(name: str, unit: str, at_least: float, at_most: float) -> Callable[[str], float]:
    """Reads a number within bounds: whole but for shares and ratios; `65%` is a share too."""
    is_whole = unit not in ("share", "ratio")

    def read(text: str) -> float:
        match = re.fullmatch(r"(£?)(\d{1,12}(?:\.\d{1,12})?)(%?)", text.strip().replace(",", ""))
        value = _value(unit, *match.groups()) if match else None
        if value is None or (is_whole and value != int(value)):
            raise NotASettingError(
                f"‘{text}’ is not a value for {name}. Give {KINDS[unit]} from {at_least:g} to "
                f"{at_most:g}."
            )
        if not at_least <= value <= at_most:
            raise NotASettingError(
                f"{name} may be from {at_least:g} to {at_most:g}; {text.strip()} lies outside."
            )
        return int(value) if is_whole else value

    return read


def _value(unit: str, sign: str, digits: str, percent: str) -> float | None:
    """The number typed; None where its sign does not go with the unit."""
    if percent:
        return float(digits) / 100 if unit in ("share", "ratio") else None
    if sign:
        return round(float(digits) * 100) if unit == "pence" else None
    return float(digits)


def review_day(text: str) -> str:
    """The day of the policy's next review, as an ISO date."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise NotASettingError(
            f"‘{text}’ is not a day for the policy’s next review. Write it like 2026-09-30."
        ) from None


def spending_profile(text: str) -> list[float]:
    """`30;60;90;100` as four rising shares that end in 1."""
    parts = [part.strip().rstrip("%") for part in text.split(";")]
    is_read = all(re.fullmatch(r"\d{1,3}(\.\d{1,6})?", part) for part in parts)
    shares = [float(part) / 100 for part in parts] if is_read else []
    if len(shares) != 4 or shares != sorted(shares) or shares[-1] != 1:
        raise NotASettingError(
            f"‘{text}’ is not a profile of spending. Write four rising percentages that end in "
            "100, like 30;60;90;100."
        )
    return shares


def quote_bands(text: str) -> list[list[int]]:
    """`1 from £0; 3 from £10,000` as [[0, 1], [1000000, 3]]: pence, quotes."""
    matches = [_BAND.fullmatch(part.strip()) for part in text.split(";")]
    bands = sorted(
        [int(band["pounds"].replace(",", "") or 0) * 100, int(band["quotes"])]
        for band in matches
        if band
    )
    if not all(matches) or bands[0][0] != 0:
        raise NotASettingError(
            f"‘{text}’ does not say how many quotes are asked for from £0 up. Write it like "
            "‘1 from £0; 3 from £10,000’."
        )
    return bands
