"""What an .xls says of itself as a whole, and how it is put to programs that would misread it.

A number format is what its record says, whichever number it goes by; a text of 1997 and later says
itself how its letters are written, whatever the workbook says of them.
"""

import struct

from etl.extract.refusal import locked
from etl.extract.xls_records import BEGIN, END, Copy, records

_SHEET, _ENCODING, _FORMAT, _STYLE, _NAME = 0x85, 0x42, 0x41E, 0xE0, 0x18
_LOCK, _WRITER = 0x2F, 0x5C
_NEEDED = {BEGIN, END, _SHEET, _ENCODING, 0x22, _FORMAT, 0x31, _STYLE, 0xFC}
_UTF_16 = (1200).to_bytes(2, "little")
_FILTER = b"\x0d"  # the built-in name under which a filter's area is kept
_BUILT_IN = 0x20
_OWN = range(164, 383)  # the numbers for a workbook's own formats; some programs use others
_NATIONAL = {5, 6, 7, 8, *range(37, 45)}  # formats that differ from country to country


class XlsBook:
    """The name and place of each sheet of cells; locked() where they are secret.

    `filtered` are the numbers of those with a filter; `is_of_calc` says that LibreOffice wrote it.
    """

    def __init__(self, stream: bytes, copy: Copy) -> None:
        self._is_new = stream[4:6] == b"\0\x06"  # of 1997 and later
        self.is_of_calc = False
        self.sheets: list[tuple[str, int]] = []
        self.filtered: set[int | None] = set()
        self._places: list[int | None] = []  # among those of cells, charts have none
        self._general = {0}
        self._formats: list[tuple[int, int]] = []  # where each stands, and its number
        self._styles: list[tuple[int, int]] = []
        for kind, start, stop in records(stream):
            copy.keep(kind, start, _NEEDED)
            self._read(kind, start, stream[start:stop], copy)
        self._move_formats(copy)

    def may_save_zeros(self, style: int) -> bool:
        """Whether its program may have saved a zero for a text, in a cell of this style.

        LibreOffice does, but not where a number is shown as it is. Before 1997 none did.
        """
        kinds = [kind for _, kind in self._styles[style : style + 1]]
        is_general = not self._general.isdisjoint(kinds)
        return self._is_new and not (self.is_of_calc and is_general)

    def _read(self, kind: int, start: int, record: bytes, copy: Copy) -> None:
        if kind == _LOCK:
            raise locked()
        if kind == _SHEET:
            self._list(record)
        elif kind == _NAME:
            self._look_for_filter(record)
        elif kind == _WRITER:
            self.is_of_calc = b"Calc" in record[:8]
        elif kind == _ENCODING and self._is_new:
            copy.write(start, _UTF_16)
        elif kind == _FORMAT:
            number = int.from_bytes(record[:2], "little")
            self._formats.append((start, number))
            if record[5:].upper() == b"GENERAL":
                self._general.add(number)
        elif kind == _STYLE:
            self._styles.append((start + 2, int.from_bytes(record[2:4], "little")))

    def _list(self, record: bytes) -> None:
        is_table = record[5:6] == b"\0"
        self._places.append(len(self.sheets) if is_table else None)
        if is_table:
            is_wide = self._is_new and bool(record[7] & 1)
            spelt = record[7 + self._is_new :]
            name = spelt.decode("utf-16-le" if is_wide else "cp1252", "replace")
            self.sheets.append((name, int.from_bytes(record[:4], "little")))

    def _look_for_filter(self, record: bytes) -> None:
        flags, sheet = struct.unpack_from("<H6xH", record)
        at = 14 + self._is_new
        if flags & _BUILT_IN and record[at : at + 1] == _FILTER and sheet:
            self.filtered.update(self._places[sheet - 1 : sheet])

    def _move_formats(self, copy: Copy) -> None:
        """Give formats a number of their own that go by one with a meaning, or by none."""
        numbers = {number for _, number in self._formats}
        free = (number for number in _OWN if number not in numbers)
        moved = dict(zip(sorted(numbers - _NATIONAL - set(_OWN)), free, strict=False))
        for at, number in (*self._formats, *self._styles):
            if number in moved:
                copy.write(at, moved[number].to_bytes(2, "little"))
