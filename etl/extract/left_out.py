"""Sheets left out: one that the hub does not know refuses no workbook, however large it is."""

from collections.abc import Callable
from typing import TypeVar

from etl.extract import limits
from etl.extract.refusal import (
    UnreadableError,
    refuse_too_far,
    refuse_too_many_cells,
    refuse_too_many_faults,
)

IsKnown = Callable[[str], bool]  # whether a sheet's name is one of the hub's
Key = TypeVar("Key", int, str)  # by which a sheet is known among the others
Span = tuple[str, int, int]  # a sheet's name, rows and columns


def left_out(name: str, why: UnreadableError, is_known: IsKnown) -> dict:
    """A sheet as `read_workbook` gives it of which no cell was looked at, and why.

    Refuses the workbook where the sheet is one of the hub's, or not too large but broken.
    """
    rule, message, _ = why.reason
    if rule != "too_large" or is_known(name):
        raise why
    return {"name": name, "rows": [], "faults": [], "notes": [], "unread": message}


def without_too_large(spans: dict[Key, Span], is_known: IsKnown) -> dict[Key, dict]:
    """The sheets that are left out for what they span, alone or all together."""
    out = {}
    for number, span in spans.items():
        try:
            refuse_too_far(*span)
        except UnreadableError as why:
            out[number] = left_out(span[0], why, is_known)
    sizes = {n: rows * columns for n, (_, rows, columns) in spans.items() if n not in out}
    unknown = {n for n in sizes if not is_known(spans[n][0])}
    for number in _largest(sizes, unknown, limits.CELLS):
        try:
            refuse_too_many_cells(spans[n][1:] for n in sizes)
        except UnreadableError as why:
            out[number] = left_out(spans[number][0], why, is_known)
    refuse_too_many_cells(span[1:] for n, span in spans.items() if n not in out)
    return out


def without_too_many_faults(sheets: list[dict], is_known: IsKnown) -> list[dict]:
    """The sheets, without those that have more cells to correct than anybody would be told."""
    sizes = {n: len(sheet["faults"]) for n, sheet in enumerate(sheets)}
    unknown = {n for n in sizes if not is_known(sheets[n]["name"])}
    for number in _largest(sizes, unknown, limits.FAULTS):
        try:
            refuse_too_many_faults(sum(sizes.values()))
        except UnreadableError as why:
            sheets[number] = left_out(sheets[number]["name"], why, is_known)
    refuse_too_many_faults(sum(len(sheet["faults"]) for sheet in sheets))
    return sheets


def _largest(sizes: dict[Key, int], of: set[Key], most: int) -> list[Key]:
    """Which of some sheets, the largest first, must go so that the others are no more than that."""
    total, gone = sum(sizes.values()), []
    for number in sorted(of, key=sizes.get, reverse=True):
        if total <= most:
            break
        gone.append(number)
        total -= sizes[number]
    return gone
