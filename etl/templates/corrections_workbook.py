"""The workbook that gives a sender's rejected rows back, each faulty cell marked and explained."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.worksheet import Worksheet

from data.calendar import Quarter
from data.formatting import day
from data.hub import HUB
from data.kinds import DATE
from data.personal import personal_in_ref, personal_in_text
from data.register import Column
from etl.recognise.forms import CORRECTIONS, CORRECTS, FORM, READ_ME
from etl.report.grouping import alike
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import read_cell
from etl.schema.origin import MENDED_ROW, ORIGIN
from etl.schema.problem import Problem
from etl.schema.source import Source
from etl.templates.choose_file import Kept
from etl.templates.input_rules import allowed
from etl.templates.issued_workbook import Given, file_name
from etl.templates.rejected_rows import Rejected, Sheet
from etl.templates.workbook_writer import FAULT, INK, LINE, WASH, Book

_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_SPARE_ROWS = 1_000  # below the last, in which lists and checks still hold
_MARK = {"bg_color": FAULT, "border": 5, "bold": True}


@dataclass(frozen=True)
class Letter:
    """What goes with the rows: which file they are of, what was told of it, and to whom it goes."""

    kept: Kept
    errors: Sequence[Problem]
    recipient: str
    today: date


def corrections(back: Rejected, letter: Letter) -> Given:
    """The workbook; rows go into it exactly as they were typed, personal data does not."""
    kept = letter.kept
    book = Book(f"To correct: {kept.name}", letter.today)
    guidance = _guidance(back, letter)
    book.guidance(READ_ME, f"Please correct: {kept.name}", guidance)
    if back.form is not None:
        _form(book, back)
    for sheet in back.sheets:
        _table(book, sheet)
    if back.are_added:
        _corrections_form(book, kept)
    stem = kept.name.rpartition(".")[0] or kept.name
    return Given(file_name(stem, "corrections" if back.are_added else "to-correct"), book.bytes())


# -- What to read --------------------------------------------------------------------------------


def _guidance(back: Rejected, letter: Letter) -> Iterator[tuple[str, str]]:
    yield "For", letter.recipient
    yield "Your file", f"{letter.kept.name}, received {day(letter.kept.received_on)}"
    yield "Send it back to", f"{HUB.contact}, {HUB.name} ({HUB.lead})"
    yield "What to do", ""
    yield from _added(back) if back.are_added else _whole(back)
    yield "What is wrong", ""
    yield "Cells of your file", "What is wrong there, and what to do"
    follows = "no_return" if back.wrong_fields else None  # goes with the fault of the form
    for group in alike(found for found in letter.errors if found.rule != follows):
        yield group.place or "The file", f"{group.message} {group.remedy}"


def _added(back: Rejected) -> Iterator[tuple[str, str]]:
    count = sum(len(sheet.rows) for sheet in back.sheets)
    only = "One row" if count == 1 else f"{count:,} rows"
    yield "", f"{only} of your file could not be taken in. All others are in and stay as they are."
    yield "1", f"Correct the marked cells: {_MARKED}"
    yield "2", f"Leave the column ‘{MENDED_ROW.header}’ and the sheet {CORRECTIONS} as they are."
    yield "3", "Save this workbook and send it back. Your own file need not be sent again."


def _whole(back: Rejected) -> Iterator[tuple[str, str]]:
    yield "", _FORM_AT_FAULT if back.wrong_fields else _SHEET_AT_FAULT
    yield "1", f"Correct the marked cells: {_MARKED}"
    yield "2", "Keep the other rows as they are: these sheets are read anew, as a whole."
    yield "3", "Save this workbook and send it back. Your own file need not be sent again."


_FORM_AT_FAULT = (
    "Something on sheet Return is wrong, so the return is needed once more as a whole. All of it "
    "is here."
)
_SHEET_AT_FAULT = (
    "None of the rows of the sheets in this workbook could be read, because something is "
    "wrong with a sheet as a whole. What is not in this workbook is in already and stays as it is."
)
_MARKED = (
    "they are yellow with a thick border, and a note beside each says what is wrong and what to "
    "type. Rest the pointer on the cell to read it. Where personal data stood, the cell is blank."
)


# -- What to correct -----------------------------------------------------------------------------


def _form(book: Book, back: Rejected) -> None:
    sheet = book.sheet(FORM.sheet, landscape=False)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 40)
    for row, column in enumerate(FORM.columns):
        sheet.write_string(row, 0, column.header, book.headed(column))
        wrong = back.wrong_fields.get(column.name) or _unsaid(back, column)
        _cell(book, sheet, (row, 1), column, back.form.get(column.name), wrong, FORM)
        sheet.data_validation(row, 1, row, 1, allowed(column, f"B{row + 1}"))


def _unsaid(back: Rejected, column: Column) -> Problem | None:
    """What is wrong with a field of a form that was not there at all."""
    if back.wrong_fields or back.form.get(column.name) or not column.required:
        return None
    said = f"‘{column.header}’ was not said."
    return Problem("required", said, "Fill in the cell.")


def _table(book: Book, back: Sheet) -> None:
    sheet = book.sheet(back.source.sheet)
    fixed = sum(column in (MENDED_ROW, *ORIGIN) for column in back.columns)
    book.heading(sheet, back.columns, fixed=fixed or 1)
    for at, column in enumerate(back.columns):
        wrong = _wrong_heading(back, at)
        if wrong:
            sheet.write_string(0, at, column.header, book.headed(column, **_MARK | _DARK))
            _remark(sheet, (0, at), wrong)
        if column in back.source.columns:
            rule = allowed(column, f"{_letter(at)}2", _quarter(back))
            sheet.data_validation(1, at, len(back.rows) + _SPARE_ROWS, at, rule)
    marked = {at for at in range(len(back.columns)) if _is_wrong_throughout(back, at)}
    for place, row in enumerate(back.rows):
        for at, column in enumerate(back.columns):
            wrong = back.wrong.get((place, column.name))
            wrong = wrong or (back.wrong.get((place, None)) if at == 0 else None)
            text, cell = row.get(column.name), (place + 1, at)
            _cell(book, sheet, cell, column, text, wrong, back.source, at in marked)


_DARK = {"font_color": INK, "italic": False}  # on the mark's colour


def _letter(at: int) -> str:
    return chr(ord("A") + at)


def _wrong_heading(back: Sheet, at: int) -> Problem | None:
    """What is wrong with a heading; the first one bears what is wrong with the whole sheet."""
    column, whole = back.columns[at], back.wrong_headings.get(None)
    if whole and whole.rule == "missing_column":
        return whole if _is_lacking(back, column) else None
    return back.wrong_headings.get(column.name) or (whole if at == 0 else None)


def _is_wrong_throughout(back: Sheet, at: int) -> bool:
    """Whether every cell below a heading is at fault, not the heading alone."""
    column = back.columns[at]
    wrong = _wrong_heading(back, at)
    return bool(wrong) and (column.name in back.wrong_headings or wrong.rule == "missing_column")


def _is_lacking(back: Sheet, column: Column) -> bool:
    return column.required and not any(row.get(column.name) for row in back.rows)


def _quarter(back: Sheet) -> Quarter | None:
    """The quarter of all rows, where they are of one."""
    said = {row.get("quarter") for row in back.rows}
    try:
        return Quarter.parse(said.pop() or "") if len(said) == 1 else None
    except ValueError:
        return None


def _cell(
    book: Book,
    sheet: Worksheet,
    place: tuple[int, int],
    column: Column,
    text: str | None,
    wrong: Problem | None,
    source: Source,
    is_marked: bool = False,
) -> None:
    """One cell as it was typed; what is wrong with it is marked and told."""
    personal = _personal(column, text, source) or (wrong and wrong.rule == "personal_data")
    wrong = wrong or (_left_out(personal) if personal else None)
    given = {"bg_color": WASH} if column in (MENDED_ROW, *ORIGIN) else {}
    looks = _MARK if wrong or is_marked else {"border": 1, "border_color": LINE} | given
    style = book.cell(column, **looks)
    if text is None or personal:
        sheet.write_blank(*place, None, style)
    else:
        _write(sheet, place, column, text, style, wrong or is_marked)
    if wrong:
        _remark(sheet, place, wrong, "It was left out here." if personal and text else "")


def _personal(column: Column, text: str | None, source: Source) -> str | None:
    """What personal data a cell holds, whether or not it was told of."""
    if text is None or not source.is_searched(column) or _reads_as_figure(column, text):
        return None
    return personal_in_ref(text) if column.name == source.pseudonym else personal_in_text(text)


def _reads_as_figure(column: Column, text: str) -> bool:
    if column.kind is not DATE and not column.kind.is_number:
        return False
    try:
        read_cell(column.kind, text)
    except FaultError:
        return False
    return True


def _left_out(what: str) -> Problem:
    return Problem("personal_data", f"This cell held {what}.", "The hub takes in none of that.")


def _write(sheet: Worksheet, place, column: Column, text: str, style, is_faulty: object) -> None:
    """A date as a date and a number as a number; a faulty cell is text, exactly as it came."""
    if (is_faulty and column is not MENDED_ROW) or not _reads_as_figure(column, text):
        sheet.write_string(*place, text, style)
    elif column.kind is DATE:
        sheet.write_datetime(*place, read_cell(column.kind, text), style)
    elif _PLAIN_NUMBER.fullmatch(text):
        sheet.write_number(*place, float(text), style)
    else:
        sheet.write_string(*place, text, style)


def _remark(sheet: Worksheet, place: tuple[int, int], wrong: Problem, more: str = "") -> None:
    told = " ".join(filter(None, (wrong.message, wrong.remedy, more)))
    lines = len(told) // 38 + 2
    size = {"width": 280, "height": 18 * lines, "font_size": 10, "color": "#fff9e6"}
    sheet.write_comment(*place, told, {"author": HUB.name} | size)


def _corrections_form(book: Book, kept: Kept) -> None:
    """What tells the hub's computer where the rows belong; nothing is to be typed there."""
    sheet = book.sheet(CORRECTIONS, landscape=False)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 72)
    for row, (label, value) in enumerate(((CORRECTS, kept.sha256), ("File name", kept.name))):
        sheet.write_string(row, 0, label, book.style(bold=True))
        sheet.write_string(row, 1, value, book.style())
    sheet.protect()
