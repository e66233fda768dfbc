"""Corrections workbook: a sender's rejected rows, each faulty cell marked and explained."""

from xlsxwriter.worksheet import Worksheet

from data.calendar import Quarter
from data.hub import HUB
from data.register import Column
from etl.recognise.forms import CORRECTIONS, CORRECTS, FORM, READ_ME
from etl.schema.origin import MENDED_ROW, ORIGIN
from etl.schema.problem import Problem
from etl.schema.source import Source
from etl.templates.choose_file import ArchivedFile
from etl.templates.guidance import Letter, how_to_correct
from etl.templates.input_rules import allowed
from etl.templates.issued_workbook import Given, file_name
from etl.templates.rejected_rows import Rejected, Sheet
from etl.templates.typed_text import personal_in, write_typed
from etl.templates.workbook_writer import FAULT, INK, LINE, WASH, Book

_SPARE_ROWS = 1_000  # below the last, in which lists and checks still hold
_MARK = {"bg_color": FAULT, "border": 5, "bold": True}


def corrections(back: Rejected, letter: Letter) -> Given:
    """The workbook; rows go into it exactly as they were typed, personal data does not."""
    file = letter.file
    book = Book(f"To correct: {file.name}", letter.today)
    guidance = how_to_correct(back, letter)
    book.guidance(READ_ME, f"Please correct: {file.name}", guidance)
    if back.form is not None:
        _form(book, back)
    for sheet in back.sheets:
        _table(book, sheet)
    if back.are_added:
        _corrections_form(book, file)
    stem = file.name.rpartition(".")[0] or file.name
    return Given(file_name(stem, "corrections" if back.are_added else "to-correct"), book.bytes())


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
    message = f"‘{column.header}’ was not said."
    return Problem("required", message, "Fill in the cell.")


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
    quarters = {row.get("quarter") for row in back.rows}
    try:
        return Quarter.parse(quarters.pop() or "") if len(quarters) == 1 else None
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
    personal = personal_in(source, column, text) or (wrong and wrong.rule == "personal_data")
    wrong = wrong or (_left_out(personal) if personal else None)
    given = {"bg_color": WASH} if column in (MENDED_ROW, *ORIGIN) else {}
    looks = _MARK if wrong or is_marked else {"border": 1, "border_color": LINE} | given
    style = book.cell(column, **looks)
    if text is None or personal:
        sheet.write_blank(*place, None, style)
    else:
        is_faulty = (wrong or is_marked) and column is not MENDED_ROW
        write = _as_it_came if is_faulty else write_typed
        write(sheet, place, column, text, style)
    if wrong:
        _remark(sheet, place, wrong, "It was left out here." if personal and text else "")


def _as_it_came(sheet: Worksheet, place, column: Column, text: str, style) -> None:
    sheet.write_string(*place, text, style)


def _left_out(what: str) -> Problem:
    return Problem("personal_data", f"This cell held {what}.", "The hub takes in none of that.")


def _remark(sheet: Worksheet, place: tuple[int, int], wrong: Problem, more: str = "") -> None:
    remark = " ".join(filter(None, (wrong.message, wrong.remedy, more)))
    lines = len(remark) // 38 + 2
    size = {"width": 280, "height": 18 * lines, "font_size": 10, "color": "#fff9e6"}
    sheet.write_comment(*place, remark, {"author": HUB.name} | size)


def _corrections_form(book: Book, file: ArchivedFile) -> None:
    """What tells the hub's computer where the rows belong; nothing is to be typed there."""
    sheet = book.sheet(CORRECTIONS, landscape=False)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 72)
    for row, (label, value) in enumerate(((CORRECTS, file.sha256), ("File name", file.name))):
        sheet.write_string(row, 0, label, book.style(bold=True))
        sheet.write_string(row, 1, value, book.style())
    sheet.protect()
