"""Formulas of an .xls: whether one may give a text, for which some programs save a zero."""

import struct
from enum import Flag, auto

_STRING, _ATTRIBUTE, _SHARED = 0x17, 0x19, 0x01
_JOINED = 0x08
_CALLS = (0x21, 0x22)  # a function of so many arguments as it has, and of any number
_SUM, _CHOICES = 0x10, 0x04
_PAIRS = range(0x03, 0x12)  # of two values comes one
_SIZES = {
    **{0x01: 4, 0x02: 4, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8, 0x20: 7, 0x23: 4, 0x24: 4, 0x25: 8},
    **{0x2A: 4, 0x2B: 8, 0x2C: 4, 0x2D: 8, 0x39: 6, 0x3A: 6, 0x3B: 10, 0x3C: 6, 0x3D: 10, 0x16: 0},
}
_NUMBERS = {0x1C, 0x1D, 0x1E, 0x1F, 0x16}
_PASSED_OVER = {0x12: 0, 0x13: 0, 0x14: 0, 0x15: 0, 0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2}
_IF, _CHOOSE, _OF_OTHERS = 1, 100, 255
_TEXT_FUNCTIONS = {
    *{13, 14, 30, 31, 48, *range(111, 117), 118, 119, 120, 130, 162},
    *{204, 214, 215, 219, 336, 354, 360, 368},
}
_EITHER_FUNCTIONS = {28, 29, 78, 83, 101, 102, 125, 148, 235, 244, 358, 359}  # of others

Places = set[tuple[int, int]]


class Result(Flag):
    """What a formula may give: a number, a text, or whatever stands in another cell."""

    NUMBER = auto()
    TEXT = auto()
    EITHER = auto()


def result_of(formula: bytes) -> Result:
    """What a formula of 1997 or later may give, by its parts; a sum of several where it chooses."""
    try:
        return _Walk(formula).result()
    except (IndexError, KeyError, struct.error):  # a part that is not known here
        return Result.EITHER | (Result.TEXT if _STRING in formula else Result.EITHER)


class _Walk:
    """The parts of a formula one after the other, each after the values that it takes."""

    def __init__(self, formula: bytes) -> None:
        self._formula, self._at = formula, 0
        self._values: list[Result] = []

    def result(self) -> Result:
        while self._at < len(self._formula):
            part = self._formula[self._at]
            self._at += 1
            self._take(part if part < 0x20 else part & 0x1F | 0x20)
        return self._values[-1]

    def _take(self, part: int) -> None:
        if part in _PAIRS:
            del self._values[-2:]
            self._values.append(Result.TEXT if part == _JOINED else Result.NUMBER)
        elif part in _PASSED_OVER:
            self._skip(_PASSED_OVER[part])
        elif part == _STRING:
            length, is_wide = self._skip(2)
            self._skip(length << (is_wide & 1))
            self._values.append(Result.TEXT)
        elif part == _ATTRIBUTE:
            self._attribute(*struct.unpack("<BH", self._skip(3)))
        elif part in _CALLS:
            self._call(part)
        else:
            self._skip(_SIZES[part])
            self._values.append(Result.NUMBER if part in _NUMBERS else Result.EITHER)

    def _skip(self, size: int) -> bytes:
        self._at += size
        return self._formula[self._at - size : self._at]

    def _attribute(self, kind: int, count: int) -> None:
        if kind & _CHOICES:
            self._skip(2 * count + 2)
        elif kind & _SUM:
            self._values[-1] = Result.NUMBER

    def _call(self, part: int) -> None:
        from xlrd.formula import func_defs

        count = self._skip(1)[0] & 0x7F if part == _CALLS[1] else None
        function = struct.unpack("<H", self._skip(2))[0] & 0x7FFF
        count = func_defs[function][1] if count is None else count
        values = self._values[len(self._values) - count :]
        del self._values[len(self._values) - count :]
        self._values.append(_given(function, values))


def _given(function: int, values: list[Result]) -> Result:
    """What a function gives for some values."""
    if function in (_IF, _CHOOSE, _OF_OTHERS):
        given = Result.EITHER if function == _OF_OTHERS else Result(0)
        if function == _IF and len(values) < 3:
            given = Result.NUMBER
        for value in values[1:]:
            given |= value
        return given
    if function in _TEXT_FUNCTIONS:
        return Result.TEXT
    return Result.EITHER if function in _EITHER_FUNCTIONS else Result.NUMBER
