"""Formulas of an .xls whose result is missing or empty, which its readers take for blanks."""

import struct
from collections.abc import Iterator
from itertools import takewhile

from etl.extract.xls_records import records

_SHEET, _FORMULA, _END = 0x85, 0x06, 0x0A
_CELL = struct.Struct("<HHH8sH")  # row, column, style, result, flags
_EMPTY = b"\x03", b"\xff\xff"  # how the result of an empty text begins and ends
_CALCULATE_ON_OPENING = 0x2

Places = set[tuple[int, int]]


def empty_formulas(stream: bytes) -> list[tuple[Places, Places]]:
    """Of each sheet the places of formulas never calculated, and of those with an empty result.

    Programs that do not calculate write an empty result under every formula: in a workbook that
    has no other result, none was calculated.
    """
    starts = [
        int.from_bytes(record[:4], "little")
        for kind, record in _records(stream, 0)
        if kind == _SHEET and record[5:6] == b"\0"
    ]
    read = [_on_sheet(stream, start) for start in starts]
    is_calculated = any(other for _, _, other in read)
    return [
        (unsaved, empty) if is_calculated else (unsaved | empty, set())
        for unsaved, empty, _ in read
    ]


def _on_sheet(stream: bytes, start: int) -> tuple[Places, Places, bool]:
    """Those places of a sheet, and whether any of its formulas has another result."""
    unsaved, empty, has_others = set(), set(), False
    for kind, record in _records(stream, start):
        if kind == _FORMULA and len(record) >= _CELL.size:
            row, column, _, result, flags = _CELL.unpack_from(record)
            if (result[:1], result[6:]) != _EMPTY:
                has_others = True
            else:
                awaits = flags & _CALCULATE_ON_OPENING
                (unsaved if awaits else empty).add((row + 1, column))
    return unsaved, empty, has_others


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on, up to the end of their part of the stream."""
    return takewhile(lambda record: record[0] != _END, records(stream, start))
