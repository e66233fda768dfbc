"""Sent values: what a page sends to a callback, declared once for each property."""

from collections.abc import Callable, Iterable

from dash import Input, State

LONGEST = 4_094  # characters; gunicorn reads no longer line of a request, so no longer address
LARGEST = 2**53  # above it a browser cannot count


def is_text(value: object) -> bool:
    """Text as a browser writes an address: nothing unprintable, nor half a character."""
    return isinstance(value, str) and len(value) <= LONGEST and value.isprintable()


def is_number(value: object) -> bool:
    """A count: whole, not negative; `True` is none."""
    return type(value) is int and 0 <= value <= LARGEST


KINDS: dict[str, Callable[[object], bool]] = {
    "pathname": is_text,
    "search": is_text,
    "data": is_number,  # of `version`: what pages draw goes to the browser and never back
    "n_intervals": is_number,
}


def declared(dependencies: Iterable) -> None:
    """Raises `LookupError` where a callback hears of a property of which no kind is declared."""
    for heard in dependencies:
        name = heard.component_property if isinstance(heard, Input | State) else None
        if name is not None and name not in KINDS:
            raise LookupError(f"sent_values.py does not say what {heard} is")


def is_sendable(name: str, value: object) -> bool:
    """Whether a page may send this value of a property; None where it has none yet."""
    return value is None or KINDS[name](value)
