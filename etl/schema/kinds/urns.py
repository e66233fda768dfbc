"""URNs, a school's six digits: as people type them, within other words, and with a slip."""

import re
from collections.abc import Collection, Iterator

from data.kinds import plain

_URN = re.compile(r"(?:urn)?([0-9]{6})")
_WITHIN = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
_AS_DIGITS = str.maketrans("oil", "011")


def read_urn(text: str) -> str | None:
    """`990902` for `URN 990902`; None where a text is nothing but a URN no longer."""
    match = _URN.fullmatch(plain(text))
    return match[1] if match else None


def urns_meant(text: str, urns: Collection[str]) -> list[str]:
    """Those of some URNs that a text holds among other words, or is one slip away from."""
    held = [urn for urn in _WITHIN.findall(text) if urn in urns]
    if held:
        return held
    digits = plain(text).removeprefix("urn").translate(_AS_DIGITS)
    if not re.fullmatch("[0-9]{5,7}", digits):
        return []
    return [digits] if digits in urns else sorted({*_one_slip_away(digits)} & set(urns))


def _one_slip_away(digits: str) -> Iterator[str]:
    """What one digit more, less or other makes of a number, or two that change places."""
    halves = [(digits[:n], digits[n:]) for n in range(len(digits) + 1)]
    for before, after in halves:
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for digit in "0123456789":
            yield before + digit + after
            yield before + digit + after[1:]
