"""How a day is said to those who send data."""

from datetime import date


def day(when: date) -> str:
    """`3 July 2026`."""
    return f"{when.day} {when:%B %Y}"
