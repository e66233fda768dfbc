"""Records of an .xls, counted before anything is made of them."""

import io
import struct
from collections.abc import Iterator

from etl.extract import limits
from etl.extract.refusal import too_much

_HEAD = struct.Struct("<HH")  # what kind of record, and how many bytes follow
_CELLS = {0x06, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x208, 0x27E}  # of one cell, or of a row
_BYTES_A_CELL = {0xBD: 6, 0xBE: 2}  # of records of several cells beside each other


def stream_of(data: bytes) -> bytes:
    """The records of a workbook; an error of the reading library where it is damaged."""
    from xlrd.compdoc import CompDoc

    document = CompDoc(data, logfile=io.StringIO())
    return document.get_named_stream("Workbook") or document.get_named_stream("Book") or b""


def records(stream: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """The kind and bytes of each record from a place on."""
    while start + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, start)
        start += _HEAD.size
        yield kind, stream[start : start + length]
        start += length


def refuse_too_many_written(stream: bytes) -> None:
    """Refuse a workbook with more cells than any return, those with only a colour included."""
    cells = 0
    for kind, record in records(stream):
        cells += kind in _CELLS
        if kind in _BYTES_A_CELL:
            cells += len(record) // _BYTES_A_CELL[kind]
        if cells > limits.WRITTEN_CELLS:
            raise too_much(f"more than {limits.WRITTEN_CELLS:,} cells, blank ones included")
