"""Workbooks as the hub writes them: pleasant to read, and text is never a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.hub import HUB
from data.kinds import CODE, DATE, LABEL, MONEY, TEXT
from data.register import Column

INK, ACCENT, PALE = "#15191d", "#0a5a69", "#e3eff0"
FAULT, LINE, WASH = "#ffe08a", "#d9ddd8", "#f5f6f4"
LAST_ROW = 19_999  # counted from 0; some programs make a cell of every row that is checked
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_TEXTS = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
_PAPER_A4 = 9
_DAY = "d mmm yyyy"  # shows who typed 3/7 whether it was taken for 7 March, in a CSV too


class Book:
    """One workbook being written; `bytes` closes it."""

    def __init__(self, title: str, made_on: date) -> None:
        self._held = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._held, _OPTIONS)
        created = datetime.combine(made_on, time())
        self._book.set_properties({"title": title, "author": HUB.name, "created": created})
        self._formats: dict[tuple, Format] = {}

    def bytes(self) -> bytes:
        self._book.close()
        return self._held.getvalue()

    def style(self, **more: object) -> Format:
        """A format like the others but for `more`."""
        key = tuple(sorted(more.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(_TEXTS | more)
        return self._formats[key]

    def cell(self, column: Column, **more: object) -> Format:
        """How the cells of a column look: codes and words stay text, whatever is typed."""
        return self.style(num_format=_number_format(column), **_wrapped(column), **more)

    def sheet(self, name: str, landscape: bool = True) -> Worksheet:
        """A new sheet, set up for printing on A4, one page wide."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(_PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.5, 0.5, 0.7, 0.7)
        sheet.set_footer("&L&A&RPage &P of &N")
        if landscape:
            sheet.set_landscape()
        return sheet

    def guidance(self, name: str, title: str, lines: Iterable[tuple[str, str]]) -> None:
        """A sheet to be read: labels and sentences; a label without a sentence heads what follows.

        It is protected, for nothing is to be typed there.
        """
        sheet = self.sheet(name, landscape=False)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 96)
        sheet.write_string(0, 0, title, self.style(bold=True, font_size=16, font_color=ACCENT))
        for row, (label, sentence) in enumerate(lines, start=1):
            heads = {"font_color": ACCENT, "font_size": 13} if label and not sentence else {}
            sheet.write_string(row, 0, label, self.style(bold=True, text_wrap=not heads, **heads))
            sheet.write_string(row, 1, sentence, self.style(text_wrap=True))
            if heads:
                sheet.set_row(row, 26)
        sheet.protect()

    def heading(self, sheet: Worksheet, columns: Sequence[Column], fixed: int = 0) -> None:
        """The headings, which stay in sight with the first `fixed` columns; bold where needed."""
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.header, self.headed(column))
            sheet.set_column(at, at, width(column), self.cell(column, locked=False))
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, fixed)
        sheet.repeat_rows(0)

    def headed(self, column: Column, **more: object) -> Format:
        """How a heading looks: dark and bold over what is needed in every row, else pale."""
        dark = {"bold": True, "font_color": "#ffffff", "bg_color": ACCENT}
        pale = {"italic": True, "font_color": INK, "bg_color": PALE}
        looks = (dark if column.required else pale) | {"text_wrap": True, "bottom": 1} | more
        return self.style(**looks)


def width(column: Column) -> int:
    """How wide a column should be, in characters."""
    widest = max(len(word) for word in (*column.header.split(), *column.kind.choices))
    usual = {TEXT: 44, LABEL: 26, CODE: 18, DATE: 13}.get(column.kind, 12)
    return max(usual, widest + 3)


def _number_format(column: Column) -> str:
    if column.kind in (CODE, LABEL, TEXT):
        return "@"
    return {DATE: _DAY, MONEY: "£#,##0.00"}.get(column.kind, "General")


def _wrapped(column: Column) -> dict:
    return {"text_wrap": True} if column.kind.is_free_text else {}
