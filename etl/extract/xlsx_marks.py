"""Marks of an .xlsx sheet, walked before it is opened: its extent, and what a reader hides."""

import re
from functools import cache

from etl.extract import limits
from etl.extract.marks import Marks
from etl.extract.refusal import damaged, too_much
from etl.extract.xlsx_parts import MAIN, Book, Styles
from etl.schema.problem import address

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.A | re.I)
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0*)?)?$")
_OF_DATE = re.compile(rb"\bt=([\"'])d\1")
_TRUE = ("1", "true")
_TOLD = ("d", "e")  # cells of which one reader makes something else, or nothing
_CELLS = f"{MAIN} sheetData"
_TAG = re.compile(rb"<([\w.:-]+)")
_BARE = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()


@cache
def column_of(letters: str) -> int:
    """`AB` as an index that begins at 0."""
    if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        raise damaged()
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


class SheetMarks(Marks):
    """Marks of the sheet whose elements come to it one after the other."""

    def __init__(self, styles: Styles, book: Book, is_hidden: bool) -> None:
        super().__init__(is_hidden=is_hidden)
        self.filled = 0
        self._styles, self._book = styles, book
        self._columns: list[tuple[int, int, str]] = []  # from, to, and their style
        self._row_style: str | None = None
        self._begins = 0  # where such a cell does that is put otherwise to the readers
        self._given: list[tuple[int, str]] = []  # such cells, and the style of those without one
        self._row, self._column, self._place = 0, -1, ""
        self._cells = self._blank_rows = self._joined = 0
        self._areas: list[tuple[range, range]] = []
        self._cell: dict = {}
        self._formula: list[str] | None = None
        self._result: list[str] | None = None
        self._is_filled = self._is_row_filled = False
        self._root: int | None = None  # where things stand among the bytes
        self._head = self._start = self._end = 0
        self._actions = {
            f"{MAIN} {name}": action
            for name, action in {
                "row": self._begin_row,
                "c": self._begin_cell,
                "v": self._begin_value,
                "is": self._fill,
                "f": self._begin_formula,
                "col": self._column_width,
                "sheetData": self._begin_cells,
                "mergeCell": self._merge,
                "autoFilter": self._filter,
            }.items()
        }

    def attach(self, parser) -> None:
        """Be called for every element that a parser meets."""
        self._parser = parser
        parser.StartElementHandler, parser.EndElementHandler = self._element, self._close

    def finish(self) -> None:
        """Every element has come."""
        for rows, columns in self._areas:
            self.cover(rows, columns)

    def only_cells(self, part: bytes) -> bytes:
        """The sheet with nothing but its cells, down to the last row that holds something."""
        if not self.rows:
            return _BARE
        root, cells = _TAG.match(part, self._root), _TAG.match(part, self._start)
        if not (root and cells):
            raise damaged()
        closing = b"</%b></%b>" % (cells[1], root[1])
        span = f'<dimension xmlns="{MAIN}" ref="A1:{address(self.columns - 1, self.rows)}"/>'
        return part[: self._head] + span.encode() + self._styled(part) + closing

    def _styled(self, part: bytes) -> bytes:
        """The cells, each with its style where it had none of its own, and days as texts.

        At a day that is written otherwise than it expects a reader gives up the whole sheet.
        """
        pieces, before = [], self._start
        for at, style in self._given:
            ends = part.index(b">", at)
            if style:
                after = _TAG.match(part, at).end()
                tag = b'%b s="%b"%b' % (part[at:after], style.encode(), part[after:ends])
            else:
                tag = _OF_DATE.sub(b't="str"', part[at:ends])
            pieces += [part[before:at], tag]
            before = ends
        return b"".join([*pieces, part[before : self._end]])

    def _element(self, name: str, attributes: dict) -> None:
        action = self._actions.get(name)
        if action is not None:
            action(attributes)
        if not self._head:
            self._begin()

    def _begin(self) -> None:
        if self._root is None:
            self._root = self._parser.CurrentByteIndex
        else:
            self._head = self._parser.CurrentByteIndex

    def _close(self, name: str) -> None:
        if name == _CELLS:
            self._end_row()

    def _begin_cells(self, _: dict) -> None:
        if self._start:
            raise damaged()
        self._start = self._parser.CurrentByteIndex

    def _begin_row(self, attributes: dict) -> None:
        self._end_row()
        self._row, self._column, self._place = _whole(attributes.get("r"), self._row + 1), -1, ""
        self._blank_rows += 1
        if self._blank_rows > limits.BLANK_ROWS:
            raise too_much(f"more than {limits.BLANK_ROWS:,} rows on one sheet")
        if attributes.get("hidden") in _TRUE:
            self.hidden_rows.append(self._row)
        is_styled = attributes.get("customFormat") in _TRUE
        self._row_style = attributes.get("s") if is_styled else None

    def _end_row(self) -> None:
        self._end_cell()
        if self._is_row_filled:
            self._end = self._parser.CurrentByteIndex
            self._is_row_filled = False

    def _begin_cell(self, attributes: dict) -> None:
        self._end_cell()
        self._cells += 1
        if self._cells > limits.WRITTEN_CELLS:
            raise too_much(f"more than {limits.WRITTEN_CELLS:,} cells on one sheet")
        self._cell, self._is_filled = attributes, False
        if "s" not in attributes or attributes.get("t") == "d":
            self._begins = self._parser.CurrentByteIndex
        place = attributes.get("r")
        if place is None:
            self._locate()
            self._column += 1
        else:
            self._place = place

    def _locate(self) -> None:
        """Take a cell's row and column from its address, once they are needed."""
        if self._place:
            letters = self._place.rstrip("0123456789")
            self._column = column_of(letters)
            self._row = _whole(self._place[len(letters) :], self._row)
            self._place = ""

    def _fill(self, _: dict) -> None:
        if not self._is_filled:
            self._locate()
            self._is_filled = self._is_row_filled = True
            self.filled += 1
            self.reach(self._row, self._column)
            if self._cell.get("t") == "d":
                self._given.append((self._begins, ""))
            style = self._cell.get("s") or self._style_around()
            if style in self._styles.telling and self._cell.get("t", "n") == "n":
                self._mark_number(style)
            if style in self._styles.struck:
                self.struck.append(address(self._column, self._row))

    def _style_around(self) -> str | None:
        """The style of the row or column, which stands for that of a cell without one."""
        if self._book.is_of_excel:
            return None
        columns = (s for first, last, s in self._columns if first <= self._column <= last)
        style = self._row_style or next(columns, None)
        if style in self._styles.shaping and self._cell.get("t", "n") == "n":
            self._given.append((self._begins, style))
        return style

    def _mark_number(self, style: str) -> None:
        place = (self._row, self._column)
        if style in self._styles.percentages:
            self.percentages.add(place)
        else:
            self.currencies[place] = self._styles.currencies[style]

    def _begin_formula(self, attributes: dict) -> None:
        self._fill(attributes)
        self._formula = []
        self._parser.CharacterDataHandler = self._formula.append

    def _begin_value(self, attributes: dict) -> None:
        self._fill(attributes)
        if self._formula is not None or self._cell.get("t") in _TOLD:
            self._result = []
            self._parser.CharacterDataHandler = self._result.append

    def _end_cell(self) -> None:
        if self._formula is None and self._result is None:
            return
        place, result = (self._row, self._column), "".join(self._result or ()).strip()
        kind = self._cell.get("t")
        if result and kind in _TOLD:
            self.lost[place] = _MIDNIGHT.sub("", result)
        elif self._formula is not None and self._is_unsaved(result):
            self.unsaved[place] = f"={''.join(self._formula).strip()}"
        elif self._formula is not None and kind == "str" and self._result is None:
            self.empty.add(place)
        self._parser.CharacterDataHandler = None
        self._formula = self._result = None

    def _is_unsaved(self, result: str) -> bool:
        """Whether a formula has no result, not even the empty text that `=IF(A1="","",A1)` gives.

        A zero in a workbook that was never calculated is none either.
        """
        if self._cell.get("t") == "str":
            return False
        return not result or (self._book.awaits_calculation and result == "0")

    def _column_width(self, attributes: dict) -> None:
        if style := attributes.get("style"):
            first, last = _whole(attributes.get("min"), 1), _whole(attributes.get("max"), 1)
            self._columns.append((first - 1, last - 1, style))
        if attributes.get("hidden") in _TRUE and len(self.hidden_columns) <= limits.COLUMNS:
            first, last = _whole(attributes.get("min"), 1), _whole(attributes.get("max"), 1)
            self.hidden_columns += range(first - 1, min(last, limits.COLUMNS))

    def _merge(self, attributes: dict) -> None:
        area = _AREA.fullmatch(attributes.get("ref", ""))
        if not area:
            raise damaged()
        left, top = column_of(area[1]), int(area[2])
        right, bottom = column_of(area[3] or area[1]), int(area[4] or area[2])
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        self._areas.append((rows, columns))
        self.merged.append(area[0])
        self._joined += min(len(rows), limits.ROWS) * min(len(columns), limits.COLUMNS)
        if self._joined > limits.MERGED_CELLS:
            raise too_much(f"more than {limits.MERGED_CELLS:,} merged cells on one sheet")

    def _filter(self, _: dict) -> None:
        self.is_filtered = True


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise damaged()
    return int(text)
