"""Marks of an .xls sheet, walked before it is opened: its extent, and what its readers lose."""

import struct

from etl.extract import limits
from etl.extract.marks import Marks
from etl.extract.refusal import too_much
from etl.extract.xls_book import XlsBook
from etl.extract.xls_formulas import Result, result_of
from etl.extract.xls_records import BEGIN, END, Copy, records
from etl.schema.problem import address

_FORMULA, _LOGICAL, _NOTE = 0x06, 0x205, 0x1C
_SHARED = {0x4BC: 8, 0x221: 12}  # a formula of several cells, and where its length stands
_FILLED = {_FORMULA, 0xFD, 0x203, 0x204, _LOGICAL, 0x27E, 0xD6}
_SEVERAL, _BLANKS = 0xBD, 0xBE
_BYTES_A_CELL = {_SEVERAL: 6, _BLANKS: 2}  # of records of several cells beside each other
_WRITTEN = _FILLED | {0x201, 0x208}  # of one cell, or of a row
_NEEDED = _FILLED | {*_SHARED, _SEVERAL, BEGIN, END, 0x208, 0x7D, 0xE5, 0x207, 0x236}
_CELL = struct.Struct("<HHH8sH4xH")  # row, column, style, result, flags, length of the formula
_EMPTY, _WRONG = (b"\x03", b"\xff\xff"), (b"\x02", b"\xff\xff")  # how a result begins and ends
_ZERO = bytes(8)
_CALCULATE_ON_OPENING = 0x2
_ELSEWHERE = 0x01  # the formula stands with another cell
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
_NOT_THERE = "#N/A"

Place = tuple[int, int]


class XlsMarks(Marks):
    """What the records of a sheet tell; the copy is left with those that cells depend on.

    `is_calculated` says whether any formula has a result but an empty text, which programs that do
    not calculate write under every one.
    """

    def __init__(self, stream: bytes, start: int, book: XlsBook, copy: Copy) -> None:
        super().__init__()
        self.is_calculated = False
        self.written = 0
        self._book = book
        self._place: Place = (0, 0)
        self._zeros: dict[Place, bytes] = {}
        self._shared: dict[Place, bytes] = {}
        for kind, begin, end in records(stream, start):
            copy.keep(kind, begin, _NEEDED)
            self._count(kind, end - begin)
            self._read(kind, begin, stream[begin:end], copy)
        for place, formula in self._zeros.items():
            self._ask(place, formula)

    def _count(self, kind: int, length: int) -> None:
        self.written += kind in _WRITTEN
        if kind in _BYTES_A_CELL:
            self.written += length // _BYTES_A_CELL[kind]
        if self.written > limits.WRITTEN_CELLS:
            raise too_much(f"more than {limits.WRITTEN_CELLS:,} cells, blank ones included")

    def _read(self, kind: int, start: int, record: bytes, copy: Copy) -> None:
        if kind in _FILLED:
            row, column = struct.unpack_from("<HH", record)
            self._place = (row + 1, column)
            self.reach(*self._place)
        if kind == _SEVERAL:
            row, last = struct.unpack("<H", record[:2])[0], struct.unpack("<H", record[-2:])[0]
            self.reach(row + 1, last)
        elif kind == _FORMULA:
            self._formula(record)
            copy.write(start + _CELL.size - 2, b"\0\0")  # nobody need read the formula itself
        elif kind in _SHARED:
            self._shared[self._place] = record[_SHARED[kind] + 2 :]
        elif kind == _LOGICAL and record[7]:
            self.lost[self._place] = _ERRORS.get(record[6], _NOT_THERE)
        elif kind == _NOTE:
            row, column = struct.unpack_from("<HH", record)
            self.comments.append(address(column, row + 1))

    def _formula(self, record: bytes) -> None:
        _, _, style, result, flags, length = _CELL.unpack_from(record)
        ends = result[:1], result[6:]
        if ends == _EMPTY:
            if flags & _CALCULATE_ON_OPENING:
                self.unsaved[self._place] = "a formula"
            else:
                self.empty.add(self._place)
            return
        self.is_calculated = True
        if ends == _WRONG:
            self.lost[self._place] = _ERRORS.get(result[2], _NOT_THERE)
        elif result == _ZERO and self._book.may_save_zeros(style):
            self._zeros[self._place] = record[_CELL.size : _CELL.size + length]

    def _ask(self, place: Place, formula: bytes) -> None:
        """Mark a saved zero whose formula gives a text, or may.

        What stands in another cell may be one as well, for which LibreOffice saves a zero too.
        """
        if formula[:1] == bytes([_ELSEWHERE]):
            row, column = struct.unpack_from("<HH", formula, 1)
            formula = self._shared.get((row + 1, column), b"")
        result = result_of(formula)
        if result == Result.TEXT:
            self.texts.add(place)
        elif Result.TEXT in result or (self._book.is_of_calc and Result.EITHER in result):
            self.zeros.add(place)
