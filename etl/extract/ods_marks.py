"""Marks of an .ods, walked before it is opened: repeats are counted, never written out."""

import re
from collections.abc import Callable
from itertools import product

from etl.extract import limits
from etl.extract.left_out import IsKnown, left_out
from etl.extract.marks import OWN, Marks, foreign_sign
from etl.extract.refusal import UnreadableError, damaged, refuse_too_far, too_much
from etl.extract.text_count import TextCount
from etl.schema.problem import address

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _TABLE, _TEXT = (f"{_OASIS}:{name}:1.0" for name in ("office", "table", "text"))
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_SAVED_AS = {
    "float": f"{_OFFICE} value",
    "percentage": f"{_OFFICE} value",
    "currency": f"{_OFFICE} value",
    "date": f"{_OFFICE} date-value",
    "time": f"{_OFFICE} time-value",
    "boolean": f"{_OFFICE} boolean-value",
}
_NO_KIND = (None, "void")
_ERROR = re.compile(r"#[A-Z/0]+[!?]?|#N/A|Err:\d+", re.A)
_POUND = ("", *OWN)
_OUT_OF_SIGHT = ("collapse", "filter")


class DocumentMarks:
    """Marks of every sheet, by name; the document's elements come to it one after the other.

    `out` are sheets that are left out, `copies` those of another file that its formulas refer to.
    """

    def __init__(self, is_known: IsKnown) -> None:
        self.sheets: dict[str, Marks] = {}
        self.out: dict[str, dict] = {}
        self.copies: set[str] = set()
        self._is_known = is_known
        self._stretches: dict[str, tuple[int, int]] = {}  # where each sheet stands among the bytes
        self._is_calculated = False
        self._blank: dict[str, dict[tuple[int, int], str]] = {}  # formulas that show nothing
        self._marks, self._name = Marks(), ""
        self._filtered: list[str] = []
        self._depth = self._notes = self._cells = 0
        self._text_count = TextCount()
        self._row = self._column = 0  # the next ones
        self._rows = 1  # how often this row stands
        self._cell: dict | None = None
        self._shown: list[str] = []
        self._opened = {
            f"{_TABLE} table": self._begin_table,
            f"{_TABLE} table-source": self._begin_source,
            f"{_TABLE} table-column": self._begin_column,
            f"{_TABLE} table-row": self._begin_row,
            f"{_TABLE} table-cell": self._begin_cell,
            f"{_TABLE} covered-table-cell": self._begin_cell,
            f"{_TABLE} database-range": self._begin_range,
            f"{_OFFICE} annotation": self._begin_note,
            f"{_TEXT} p": self._begin_text,
            f"{_TEXT} s": self._spaces,
        }
        self._closed = {
            f"{_TABLE} table": self._end_table,
            f"{_TABLE} table-row": self._end_row,
            f"{_TABLE} table-cell": self._end_cell,
            f"{_TABLE} covered-table-cell": self._end_covered,
            f"{_OFFICE} annotation": self._end_note,
            f"{_TEXT} p": self._end_text,
        }

    def attach(self, parser) -> None:
        """Be called for every element that a parser meets."""
        self._parser = parser
        parser.StartElementHandler, parser.EndElementHandler = self._open, self._close

    def finish(self, is_calculated: bool) -> None:
        """Every element has come; whether from a program that works all formulas out.

        From another, where no formula has any result, an empty one was never calculated.
        """
        for name in self.copies:
            del self.sheets[name]
            self.out.pop(name, None)
        for name, marks in self.sheets.items():
            marks.is_filtered = any(area.startswith(f"{name}.") for area in self._filtered)
            if self._is_calculated and not is_calculated:
                marks.empty |= self._blank[name].keys()
            elif not is_calculated:
                marks.unsaved |= self._blank[name]

    def without(self, content: bytes, names: set[str]) -> bytes:
        """The document without some of its sheets."""
        pieces, before = [], 0
        for start, end in sorted(self._stretches[name] for name in names):
            pieces.append(content[before:start])
            before = content.index(b">", end) + 1
        return b"".join([*pieces, content[before:]])

    def _open(self, name: str, attributes: dict) -> None:
        if action := self._opened.get(name):
            self._take(action, attributes)

    def _close(self, name: str) -> None:
        if action := self._closed.get(name):
            self._take(action)

    def _take(self, action: Callable, *attributes: dict) -> None:
        """Take an element in, but of a sheet that is left out only its beginning and end."""
        if self._name in self.out and action not in (self._begin_table, self._end_table):
            return
        try:
            action(*attributes)
        except UnreadableError as why:
            self.out[self._name] = left_out(self._name, why, self._is_known)
            self._text_count = TextCount(self._counted)
            self._parser.CharacterDataHandler = None

    def _begin_table(self, attributes: dict) -> None:
        self._depth += 1
        if self._depth > 1:
            raise damaged()  # a table inside a cell
        self._name = attributes.get(f"{_TABLE} name", "")
        if self._name in self.sheets:
            raise damaged()
        self._marks = self.sheets[self._name] = Marks()
        self._blank[self._name] = {}
        self._start, self._counted = self._parser.CurrentByteIndex, self._text_count.characters
        self._cell, self._notes = None, 0
        self._row = self._column = self._cells = 0

    def _end_table(self) -> None:
        self._depth -= 1
        self._stretches[self._name] = (self._start, self._parser.CurrentByteIndex)

    def _begin_source(self, _: dict) -> None:
        """A sheet that stands elsewhere: one of another file, which nobody sees, is no sheet."""
        if self._name.startswith("'file:"):
            self.copies.add(self._name)

    def _begin_column(self, attributes: dict) -> None:
        first, self._column = self._column, self._column + _repeats(attributes, "columns")
        if attributes.get(f"{_TABLE} visibility") in _OUT_OF_SIGHT:
            self._marks.hidden_columns += range(first, min(self._column, limits.COLUMNS))

    def _begin_row(self, attributes: dict) -> None:
        self._column, self._rows = 0, _repeats(attributes, "rows")
        if attributes.get(f"{_TABLE} visibility") in _OUT_OF_SIGHT:
            last = min(self._row + self._rows, limits.ROWS)
            self._marks.hidden_rows += range(self._row + 1, last + 1)

    def _end_row(self) -> None:
        self._row += self._rows

    def _begin_cell(self, attributes: dict) -> None:
        self._cells += 1
        if self._cells > limits.WRITTEN_CELLS:
            raise too_much(f"more than {limits.WRITTEN_CELLS:,} cells on one sheet")
        self._cell, self._shown = attributes, []

    def _begin_text(self, _: dict) -> None:
        if self._cell is not None and not self._notes:
            self._shown.append("")
            self._parser.CharacterDataHandler = self._text

    def _text(self, text: str) -> None:
        self._shown[-1] += text

    def _spaces(self, attributes: dict) -> None:
        """A count of spaces, which its reader writes out."""
        if _whole(attributes.get(f"{_TEXT} c", "1")) > limits.CELL_CHARACTERS:
            raise too_much("more spaces in one cell than a cell can hold")

    def _end_text(self) -> None:
        self._parser.CharacterDataHandler = None

    def _begin_note(self, _: dict) -> None:
        self._notes += 1
        if self._cell is not None:
            self._marks.comments.append(address(self._column, self._row + 1))

    def _end_note(self) -> None:
        self._notes -= 1

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        repeats = _repeats(attributes, "columns")
        kind, shown = attributes.get(f"{_OFFICE} value-type"), "\n".join(self._shown).strip()
        formula = attributes.get(f"{_TABLE} formula")
        if kind or formula is not None or shown:
            self._marks.reach(self._row + self._rows, self._column + repeats - 1)
            refuse_too_far(self._name, self._marks.rows, self._marks.columns)
            self._count_text(attributes, shown, repeats)
            if mark := self._mark(attributes, kind, formula, shown):
                mark(self._places(repeats))
        self._merge(attributes)
        self._column += repeats

    def _count_text(self, attributes: dict, shown: str, repeats: int) -> None:
        """Count what its reader writes out for a cell, in each place where it is repeated."""
        written = len(shown) + sum(map(len, attributes.values()))
        self._text_count.add(written * repeats * self._rows)

    def _mark(self, attributes: dict, kind: str | None, formula: str | None, shown: str):
        """What is to be done with the places of a cell that its reader would lose.

        Gnumeric calls every number a float: what it is of, the text that is shown says.
        """
        if attributes.get(f"{_CALC} value-type") == "error" or (
            formula is not None and _ERROR.fullmatch(shown)
        ):
            return lambda places: self._marks.lost.update(dict.fromkeys(places, shown or "#VALUE!"))
        saved = kind == "string" or (kind in _SAVED_AS and attributes.get(_SAVED_AS[kind]))
        self._is_calculated |= formula is not None and bool(saved)
        if formula is not None and not saved:
            shown_formula = formula.partition(":")[2] or formula
            shows_nothing = kind in _NO_KIND and not shown
            marked = self._blank[self._name] if shows_nothing else self._marks.unsaved
            return lambda places: marked.update(dict.fromkeys(places, shown_formula))
        if not saved:
            return lambda places: self._marks.lost.update(dict.fromkeys(places, shown))
        if kind == "currency" and (sign := attributes.get(f"{_OFFICE} currency", "")) not in _POUND:
            return lambda places: self._marks.currencies.update(dict.fromkeys(places, f"{sign} "))
        if kind == "float" and (sign := foreign_sign(shown)):
            return lambda places: self._marks.currencies.update(dict.fromkeys(places, sign))
        is_share = kind == "percentage" or (kind == "float" and shown.endswith("%"))
        return self._marks.percentages.update if is_share else None

    def _places(self, repeats: int) -> list[tuple[int, int]]:
        rows = range(self._row + 1, self._row + self._rows + 1)
        return list(product(rows, range(self._column, self._column + repeats)))

    def _merge(self, attributes: dict) -> None:
        wide = int(attributes.get(f"{_TABLE} number-columns-spanned", "1"))
        high = int(attributes.get(f"{_TABLE} number-rows-spanned", "1"))
        if wide > 1 or high > 1:
            first = address(self._column, self._row + 1)
            last = address(self._column + wide - 1, self._row + high)
            self._marks.merged.append(f"{first}:{last}")

    def _end_covered(self) -> None:
        """A cell under a merged one: whatever it holds counts as blank."""
        attributes, self._cell = self._cell, None
        repeats = _repeats(attributes, "columns")
        if attributes.get(f"{_OFFICE} value-type") or any(self._shown):
            self._marks.reach(self._row + self._rows, self._column + repeats - 1)
            refuse_too_far(self._name, self._marks.rows, self._marks.columns)
            self._marks.covered.update(self._places(repeats))
        self._column += repeats

    def _begin_range(self, attributes: dict) -> None:
        if attributes.get(f"{_TABLE} display-filter-buttons") == "true":
            area = attributes.get(f"{_TABLE} target-range-address", "")
            self._filtered.append(area.replace("'", "").lstrip("$"))


def _repeats(attributes: dict, what: str) -> int:
    return _whole(attributes.get(f"{_TABLE} number-{what}-repeated", "1"))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= 12):
        raise damaged()
    return int(text)
