"""How days, money, shares and lists are said in a sentence."""

from collections.abc import Iterable
from datetime import date


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def pounds(pence: float) -> str:
    return f"−£{-pence / 100:,.0f}" if pence < 0 else f"£{pence / 100:,.0f}"


def percent(share: float) -> str:
    return f"{share:.0%}"


def number(value: float) -> str:
    return f"{value:,g}"


def listed(words: Iterable[object]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *front, last = map(str, words)
    return f"{', '.join(front)} and {last}" if front else last
