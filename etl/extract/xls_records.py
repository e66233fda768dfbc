"""Records of an .xls, walked before anything is made of them."""

import struct
from collections.abc import Iterator

_HEAD = struct.Struct("<HH")  # what kind of record, and how many bytes follow
BEGIN, END = 0x809, 0x0A
GOES_ON = 0x3C  # what is too long for the record before
_NOTHING = b"\xff\x0f"  # a kind that no program knows, and every one passes over


def records(stream: bytes | bytearray, start: int = 0) -> Iterator[tuple[int, int, int]]:
    """The kind of each record of the part that begins here, and where its bytes begin and end.

    A chart in between is a part of its own, and passed over.
    """
    depth = 0
    while start + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, start)
        start += _HEAD.size
        depth += kind == BEGIN
        if start + length > len(stream):
            return
        if depth <= 1:
            yield kind, start, start + length
        depth -= kind == END
        if kind == END and depth <= 0:
            return
        start += length


class Copy:
    """A copy of the records with nothing in it but what cells depend on.

    What is left behind keeps its place and length, so that all else keeps its own.
    """

    def __init__(self, stream: bytes) -> None:
        self.stream = bytearray(stream)
        self._stays = False

    def keep(self, kind: int, start: int, kinds: set[int]) -> None:
        """Leave a record behind that is of none of some kinds, with what goes on below it."""
        self._stays = kind in kinds or (kind == GOES_ON and self._stays)
        if not self._stays:
            self.write(start - _HEAD.size, _NOTHING)

    def write(self, start: int, data: bytes) -> None:
        self.stream[start : start + len(data)] = data

    def clear(self, start: int) -> None:
        """Leave nothing of the part that begins here."""
        for kind, at, _ in records(self.stream, start):
            self.keep(kind, at, {BEGIN, END})
