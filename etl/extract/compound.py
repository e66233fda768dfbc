"""Compound files: a folder of streams in one file, as old office programs write them.

What such a file is, its root folder says: a workbook may hold a document, and texts any words.
"""

import io
import struct

_SECTOR = 4096  # so large that the head has room for every table that is needed
_NONE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ROOT, _STREAM = 5, 2
_ENTRY = struct.Struct("<64sHBBIII36xIQ")  # name, its length, kind, …, left, right, child, place
_HEAD = struct.Struct("<8s16xHHHHH6xIIIIIIIII")
_LISTED = 109  # tables that the head lists
_SMALL_HEAD = 512  # what the library takes every head for


class Compound:
    """The root folder, its `names` in small letters; an error of the library if damaged."""

    def __init__(self, data: bytes) -> None:
        from xlrd.compdoc import CompDoc

        if data[30:31] == b"\x0c":  # sectors of 4,096 bytes, and a head as large
            data = data[:_SMALL_HEAD] + data[_SECTOR:]
        self._read = CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True)
        nodes = self._read.dirlist
        self.names = frozenset(nodes[child].name.casefold() for child in nodes[0].children)

    def workbook(self) -> bytes:
        """The records of the workbook in it, the newer of two."""
        name = "Workbook" if "workbook" in self.names else "Book"
        data, start, length = self._read.locate_named_stream(name)
        return bytes(data[start : start + length])


def compound_of(streams: dict[str, bytes]) -> bytes:
    """A compound file with some streams in its root folder."""
    parts, entries, chains = [], [], []
    for number, (name, stream) in enumerate(streams.items(), start=1):
        right = number + 1 if number < len(streams) else _NONE
        whole = _whole(stream)
        entries.append(_entry(name, _STREAM, right, _NONE, len(chains), len(whole)))
        chains += _chain(len(chains), whole)
        parts.append(whole)
    folder = _whole(_entry("Root Entry", _ROOT, _NONE, 1, _END, 0) + b"".join(entries))
    at = len(chains)
    chains += _chain(at, folder)
    return _head(at, chains) + b"".join([*parts, folder, _table(chains)])


def _whole(data: bytes) -> bytes:
    """Whole sectors, one at least: what is shorter would stand elsewhere."""
    return data.ljust(max(1, -(-len(data) // _SECTOR)) * _SECTOR, b"\0")


def _chain(first: int, sectors: bytes) -> list[int]:
    """Which sector follows each."""
    return [*range(first + 1, first + len(sectors) // _SECTOR), _END]


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    spelt = name.encode("utf-16-le")
    return _ENTRY.pack(spelt, len(spelt) + 2, kind, 1, _NONE, right, child, first, size)


def _tables(sectors: int) -> int:
    """How many sectors the table of them takes, itself included."""
    return -(-sectors // (_SECTOR // 4 - 1))


def _table(chains: list[int]) -> bytes:
    table = chains + [_TABLE] * _tables(len(chains))
    table += [_NONE] * (-len(table) % (_SECTOR // 4))
    return struct.pack(f"<{len(table)}I", *table)


def _head(folder: int, chains: list[int]) -> bytes:
    sign = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    first, tables = len(chains), _tables(len(chains))
    # Version 3, for of version 4 its one reader wants more than is needed here.
    head = _HEAD.pack(sign, 62, 3, 0xFFFE, 12, 6, 1, tables, folder, 0, _SECTOR, _END, 0, _END, 0)
    listed = [*range(first, first + tables), *[_NONE] * (_LISTED - tables)]
    return (head + struct.pack(f"<{_LISTED}I", *listed)).ljust(_SECTOR, b"\0")
