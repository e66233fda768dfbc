"""A workbook comes as sheets of text; nothing broken on it passes for a blank or for a word."""

import io
import re
import struct
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.comments import Comment
from openpyxl.styles import Font, Protection

from etl.extract import grid, limits, reader
from etl.extract.compound import compound_of
from etl.extract.grid import cell_text
from etl.extract.marks import Marks
from etl.extract.refusal import UnreadableError
from etl.extract.workbook import read_workbook
from tests import support
from tests.support.hostile_files import ods, ods_cell, ods_row, rows, xlsx


def drawn(change=lambda sheet: None, rows=(("Line", "Amount"), ("1", 10), ("2", 20))) -> bytes:
    """A workbook of one sheet to which something was done."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    return saved(book)


def saved(book) -> bytes:
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def sheet_of(data: bytes) -> dict:
    (sheet,) = read_workbook(data)
    return sheet


def notes(data: bytes) -> list[str]:
    return [rule for sheet in read_workbook(data) for rule, *_ in sheet["notes"]]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as told:
        read_workbook(data)
    rule, message, remedy = told.value.reason
    assert message and remedy
    return rule


def repacked(data: bytes, change) -> bytes:
    """A workbook with the parts of its package changed: `change(name, bytes)`."""
    told = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(told, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return told.getvalue()


def test_cells_come_as_text_with_their_row_numbers():
    data = support.workbook(
        Spending=[["Line", "Amount"], [], ["007", 12.5], [True, date(2026, 7, 3)]]
    )
    assert sheet_of(data) == {
        "name": "Spending",
        "rows": [[1, ["Line", "Amount"]], [3, ["007", "12.5"]], [4, ["true", "2026-07-03"]]],
        "faults": [],
        "notes": [],
        "converted": [[1, ["12.5", "2026-07-03"]]],
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("", None),
        ("007", "007"),
        (7.0, "7"),
        (0.1 + 0.2, "0.3"),
        (1234567890123.0, "1234567890123"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (False, "false"),
        (datetime(2026, 7, 3), "2026-07-03"),
        (datetime(2026, 7, 3, 14, 30), "2026-07-03 14:30:00"),
        (time(1, 30), "01:30:00"),
    ],
)
def test_a_cell_is_the_text_that_a_person_sees(value, text):
    assert cell_text(value) == text


def test_dates_count_from_1904_where_the_workbook_says_so():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([date(2026, 7, 3)])
    assert sheet_of(saved(book))["rows"] == [[1, ["2026-07-03"]]]


def test_an_error_in_a_cell_comes_as_its_text_and_is_no_blank():
    data = drawn(lambda sheet: sheet.cell(2, 2, "#REF!"))
    assert sheet_of(data)["rows"][1] == [2, ["1", "#REF!"]]


def test_a_formula_whose_result_was_never_saved_is_told():
    data = drawn(lambda sheet: sheet.cell(3, 2, "=SUM(B1:B2)"))
    assert sheet_of(data)["faults"] == [[3, 1, "=SUM(B1:B2)", "formula"]]


def test_a_formula_in_a_row_of_its_own_is_told_as_well():
    data = drawn(lambda sheet: sheet.cell(5, 1, "=A1"))
    assert sheet_of(data)["faults"] == [[5, 0, "=A1", "formula"]]


def test_a_formula_without_a_result_is_told_whichever_program_wrote_the_sheet():
    def as_another_program(name, part):
        if name == "xl/workbook.xml" or not name.startswith("xl/worksheets/"):
            return part
        part = part.replace(b'xmlns="http', b'xmlns:x="http')
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"f", b"v", b"is", b"t"):
            for before in (b"<", b"</"):
                for after in (b" ", b">"):
                    part = part.replace(before + tag + after, before + b"x:" + tag + after)
        return part.replace(b"<v/>", b"<x:v/>").replace(b"<v />", b"<x:v />")

    rows = (("Line", "Amount"), ("1", "=6*7"))
    written = drawn(rows=rows)
    whole = zipfile.ZipFile(io.BytesIO(written)).read("xl/worksheets/sheet1.xml")
    kept = whole[whole.index(b"<sheetData") : whole.index(b"</sheetData>") + 12]
    bare = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

    def only_cells(name, part):
        return bare + kept + b"</worksheet>" if name.startswith("xl/worksheets/") else part

    data = repacked(repacked(written, only_cells), as_another_program)
    assert sheet_of(data)["faults"] == [[2, 1, "=6*7", "formula"]]


def test_a_row_of_nothing_but_such_formulas_is_a_row():
    sheet = sheet_of(drawn(lambda sheet: sheet.cell(5, 1, "=A1")))
    assert sheet["rows"][-1] == [5, ["=A1", None]]


def test_a_formula_whose_result_is_an_empty_text_is_a_blank():
    data = drawn(lambda sheet: sheet.cell(3, 2, "=A9"))

    def with_result(name, part):
        empty = b'<c r="B3" t="str"><f>A9</f><v></v></c>'
        return re.sub(rb'<c r="B3"[^>]*><f>A9</f><v ?/></c>', empty, part)

    sheet = sheet_of(repacked(data, with_result))
    assert (sheet["rows"][2], sheet["faults"]) == ([3, ["2", None]], [])


def test_a_formula_with_its_saved_result_is_the_result():
    data = drawn(lambda sheet: sheet.cell(3, 2, "=6*7"))

    def with_result(name, part):
        return part.replace(b"<f>6*7</f><v/>", b"<f>6*7</f><v>42</v>").replace(
            b"<f>6*7</f><v />", b"<f>6*7</f><v>42</v>"
        )

    sheet = sheet_of(repacked(data, with_result))
    assert (sheet["rows"][2], sheet["faults"]) == ([3, ["2", "42"]], [])


def hide_sheet(book_sheet):
    book_sheet.parent.create_sheet("In sight")
    book_sheet.sheet_state = "hidden"


def hide_row(sheet):
    sheet.row_dimensions[2].hidden = True


def hide_column(sheet):
    sheet.column_dimensions["B"].hidden = True


def merge(sheet):
    sheet.merge_cells("A2:A3")


def set_filter(sheet):
    sheet.auto_filter.ref = "A1:B3"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (hide_sheet, "hidden_sheet"),
        (hide_row, "hidden_rows"),
        (hide_column, "hidden_columns"),
        (merge, "merged_cells"),
        (set_filter, "filter"),
    ],
)
def test_what_is_out_of_sight_is_read_and_told(change, rule):
    data = drawn(change)
    assert notes(data) == [rule]
    assert len(read_workbook(data)[0]["rows"]) == 3


def test_of_merged_cells_only_the_first_holds_the_text():
    assert [cells[0] for _, cells in sheet_of(drawn(merge))["rows"]] == ["Line", "1", None]


def test_a_sheet_protected_against_changes_is_read():
    def protect(sheet):
        sheet.protection.sheet = True
        sheet["A1"].protection = Protection(locked=True)

    assert sheet_of(drawn(protect))["rows"][0] == [1, ["Line", "Amount"]]


def test_a_workbook_locked_with_a_password_is_told_so():
    assert refusal(compound_of({"EncryptionInfo": b"", "EncryptedPackage": b""})) == "password"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_half_a_workbook_is_told_to_be_damaged(share):
    whole = support.whole_return()
    assert refusal(whole[: int(len(whole) * share)]) == "damaged"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_workbook_with_a_broken_part_is_told_to_be_damaged(part):
    data = repacked(drawn(), lambda name, text: b"<broken" if name == part else text)
    assert refusal(data) == "damaged"


@pytest.mark.parametrize(
    ("limit", "lowered"), [("ROWS", 20), ("COLUMNS", 20), ("CELLS", 400), ("READ_BYTES", 900)]
)
def test_a_sheet_beyond_a_limit_is_refused_before_it_is_opened(limit, lowered, monkeypatch):
    monkeypatch.setattr(limits, limit, lowered)
    assert refusal(drawn(lambda sheet: sheet.cell(21, 21, "x"))) == "too_large"


def test_a_web_page_with_the_name_of_a_workbook_is_told_to_be_one():
    assert refusal(b"  <html><table><tr><td>Line</td></tr></table></html>") == "not_a_workbook"


def test_a_packed_file_that_is_no_workbook_is_told_so():
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    assert refusal(told.getvalue()) == "not_a_workbook"


def test_bytes_of_anything_else_are_no_workbook():
    assert refusal(b"Line,Amount\n1,10\n") == "not_a_workbook"


@pytest.mark.parametrize(
    "noise", [b"PK\x03\x04" + b"\0" * 200, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x"]
)
def test_whatever_the_bytes_the_reader_answers(noise):
    assert reader.answer(noise)["refused"][0] == "damaged"


# -- Workbooks of other programs ---------------------------------------------------------------


def old_excel(visibility: int = 0) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Spending")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for column, value in enumerate(("Line", "Amount", "Date")):
        sheet.write(1, column, value)
    for column, value in enumerate(("007", 1234.5)):
        sheet.write(3, column, value)
    sheet.write(3, 2, date(2026, 7, 3), day)
    book.add_sheet("More").visibility = visibility
    return saved(book)


def open_document() -> bytes:
    book, table = OpenDocumentSpreadsheet(), Table(name="Spending")
    for cells in (("Line", "Amount"), ("007", 1234.5)):
        row = TableRow()
        for value in cells:
            if isinstance(value, str):
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=value))
            else:
                cell = TableCell(valuetype="float", value=value)
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    return saved(book)


def test_a_workbook_of_old_excel_is_read_at_its_own_rows():
    spending = read_workbook(old_excel())[0]
    assert spending["rows"] == [
        [2, ["Line", "Amount", "Date"]],
        [4, ["007", "1234.5", "2026-07-03"]],
    ]


def test_a_hidden_sheet_of_old_excel_is_read_and_told():
    assert notes(old_excel(visibility=1)) == ["hidden_sheet"]


def test_an_open_document_is_read():
    assert sheet_of(open_document())["rows"] == [
        [1, ["Line", "Amount"]],
        [2, ["007", "1234.5"]],
    ]


def test_half_a_workbook_of_old_excel_is_told_to_be_damaged():
    assert refusal(old_excel()[:900]) == "damaged"


def test_an_error_cell_of_an_old_workbook_is_told_as_its_error_and_never_blank():
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Progress")
    sheet.row(0).set_cell_error(0, "#DIV/0!")
    told = io.BytesIO()
    book.save(told)
    (read,) = read_workbook(told.getvalue())
    assert read["rows"] == [[1, ["#DIV/0!"]]]


# -- What one program would lose ---------------------------------------------------------------


def faults(data: bytes) -> list[tuple]:
    """Column, value and rule of each fault in the one row of a sheet."""
    return [tuple(fault[1:]) for fault in sheet_of(data)["faults"]]


def test_a_cell_that_two_programs_read_differently_is_told_with_both_readings():
    told = grid.sheet_of("Spending", Marks(rows=1, columns=1), [["7"]], [["8"]])
    assert told["faults"] == [[1, 0, "‘7’ or ‘8’", "readers_disagree"]]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("one_x000D_\ntwo", "one\r\ntwo"),
        ("one_x000a_two", "one\ntwo"),
        ("one_x005F_x000D_two", "one_x000D_two"),
        ("_xD83D__xDE00_", "_xD83D__xDE00_"),
        ("a_x00zz_", "a_x00zz_"),
    ],
)
@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2" t="inlineStr"><is><t>{}</t></is></c>',
        '<c r="B2" t="str"><f>A1</f><v>{}</v></c>',
    ],
)
def test_a_line_that_ends_as_excel_writes_it_is_no_disagreement(cell, written, text):
    put = cell.format(written).encode()
    data = repacked(drawn(), lambda _, part: re.sub(rb'<c r="B2".*?</c>', lambda _: put, part))
    read = sheet_of(data)
    assert (read["faults"], read["rows"][1]) == ([], [2, ["1", text]])


def test_what_only_the_second_program_finds_is_no_blank():
    told = grid.sheet_of("Spending", Marks(rows=1, columns=2), [["7", None]], [["7", "8"]])
    assert told["rows"] == [[1, ["7", "8"]]]
    assert told["faults"] == [[1, 1, "blank or ‘8’", "readers_disagree"]]


def test_a_zero_that_its_program_never_calculated_is_no_result():
    """Programs that write workbooks put a zero under a formula and leave the sum to Excel."""
    told = io.BytesIO()
    with xlsxwriter.Workbook(told) as book:
        book.add_worksheet().write_formula("A1", "=6*7")
    assert faults(told.getvalue()) == [(0, "=6*7", "formula")]


def test_a_cell_longer_than_a_spreadsheets_can_be_is_told_and_not_cut_in_silence():
    book = xlsx(rows(f'<c r="A1" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c>'))
    assert faults(book) == [(0, "x" * 60 + "…", "cell_length")]


def test_a_share_shown_as_a_percentage_is_told_as_the_sender_sees_it():
    def share(sheet):
        sheet["B2"] = 0.85
        sheet["B2"].number_format = "0%"

    read = sheet_of(drawn(share))
    assert read["rows"][1] == [2, ["1", "0.85"]]
    assert read["faults"] == [[2, 1, "85%", "percentage"]]


def test_more_cells_to_correct_than_anybody_would_be_told_are_refused_together(monkeypatch):
    def shares(sheet):
        sheet["B2"].number_format = sheet["B3"].number_format = "0%"

    monkeypatch.setattr(limits, "FAULTS", 1)
    with pytest.raises(UnreadableError, match="2 cells that cannot be read without a question"):
        read_workbook(drawn(shares))


@pytest.mark.parametrize("shown", ["[$€-2] #,##0.00", '#,##0.00 "€"'])
def test_an_amount_in_another_currency_is_told_as_the_sender_sees_it(shown):
    def in_euros(sheet):
        sheet["B2"].number_format = shown

    assert sheet_of(drawn(in_euros))["faults"] == [[2, 1, "€10", "currency"]]


def test_an_amount_in_pounds_is_an_amount():
    def in_pounds(sheet):
        sheet["B2"].number_format = "[$£-809]#,##0.00"

    assert sheet_of(drawn(in_pounds))["faults"] == []


def test_cells_struck_through_are_read_and_told():
    def strike(sheet):
        sheet["A3"].font = Font(strike=True)

    assert notes(drawn(strike)) == ["struck_out"]


def test_comments_are_told_with_their_cells():
    def comment(sheet):
        sheet["B3"].comment = Comment("please check", "office")

    (note,) = sheet_of(drawn(comment))["notes"]
    assert note == ["comments", "Comments are not read: B3.", "B3"]


def test_hidden_columns_beyond_the_data_are_no_matter():
    assert notes(drawn(lambda sheet: sheet.column_dimensions.group("F", "Z", hidden=True))) == []


def test_a_workbook_saved_as_strict_is_told_how_to_save_it():
    def strict(name, part):
        main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        return part.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main")

    assert refusal(repacked(drawn(), strict)) == "strict_workbook"


# -- The same of other programs' workbooks -----------------------------------------------------


def old(change) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Spending")
    for column, value in enumerate(("Line", 10, "more")):
        sheet.write(0, column, value)
    sheet.write(1, 0, "1")
    change(sheet)
    return saved(book)


def merge_old(sheet):
    sheet.merge(1, 2, 0, 0)


def hide_old_row(sheet):
    sheet.row(1).hidden = True


def hide_old_column(sheet):
    sheet.col(1).hidden = True


def strike_old(sheet):
    sheet.write(2, 0, "2", xlwt.easyxf("font: struck_out on"))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (merge_old, "merged_cells"),
        (hide_old_row, "hidden_rows"),
        (hide_old_column, "hidden_columns"),
        (strike_old, "struck_out"),
    ],
)
def test_what_is_out_of_sight_in_an_old_workbook_is_read_and_told(change, rule):
    assert notes(old(change)) == [rule]


def test_formulas_of_an_old_workbook_none_of_which_has_a_result_were_never_calculated():
    data = old(lambda sheet: sheet.write(1, 1, xlwt.Formula("A1")))
    assert faults(data) == [(1, "a formula", "formula")]


def test_an_empty_result_beside_others_of_an_old_workbook_is_a_blank_and_marked():
    def two_formulas(sheet):
        sheet.write(1, 1, xlwt.Formula("A1"))
        sheet.write(1, 2, xlwt.Formula("1+1"))

    written, (first, second) = old(two_formulas), (b"\x03" + bytes(5) + b"\xff\xff",) * 2
    start = written.index(first)
    result = written.index(second, start + 1)
    data = written[:result] + struct.pack("<d", 2.0) + written[result + 8 :]
    assert faults(data) == [(1, None, "formula_blank")]


def test_a_percentage_of_an_old_workbook_is_told():
    data = old(lambda sheet: sheet.write(1, 1, 0.85, xlwt.easyxf(num_format_str="0%")))
    assert faults(data) == [(1, "85%", "percentage")]


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("[$€-2]#,##0.00", [(1, "€12", "currency")]),
        ("[$£-809]#,##0.00", []),
        ('"$"#,##0.00_);("$"#,##0.00)', []),  # what xlrd says of a format that each country has
    ],
)
def test_an_amount_in_another_currency_of_an_old_workbook_is_told(shown, told):
    style = xlwt.easyxf(num_format_str=shown)
    data = old(lambda sheet: sheet.write(1, 1, 12, style))
    assert faults(data) == told


LINE = ods_cell("Line", value_type="string")
NUMBER = {"value_type": "float", "value": 7}


def test_a_formula_of_an_open_document_without_a_result_is_told():
    for cell in (ods_cell(formula="of:=A1"), ods_cell(formula="of:=A1", value_type="float")):
        assert faults(ods(ods_row(LINE, cell))) == [(1, "=A1", "formula")]


def test_a_formula_of_an_open_document_with_its_result_is_the_result():
    empty = ods_cell(formula="of:=A9", value_type="string", string_value="")
    sheet = sheet_of(ods(ods_row(LINE, ods_cell("7", formula="of:=3+4", **NUMBER), empty, LINE)))
    assert (sheet["rows"], sheet["faults"]) == ([[1, ["Line", "7", None, "Line"]]], [])


@pytest.mark.parametrize(
    "more", [{"value_type": "string", "string_value": ""}, {"value_type": "float", "value": 0}]
)
def test_an_error_of_an_open_document_is_its_text_and_neither_blank_nor_zero(more):
    cell = ods_cell("#DIV/0!", formula="of:=1/0", error="error", **more)
    assert sheet_of(ods(ods_row(LINE, cell)))["rows"] == [[1, ["Line", "#DIV/0!"]]]


def test_a_text_of_an_open_document_without_a_type_is_no_blank():
    assert sheet_of(ods(ods_row(LINE, ods_cell("x"))))["rows"] == [[1, ["Line", "x"]]]


def test_a_percentage_of_an_open_document_is_told():
    cell = ods_cell("85%", value_type="percentage", value=0.85)
    assert faults(ods(ods_row(LINE, cell))) == [(1, "85%", "percentage")]


@pytest.mark.parametrize(("currency", "told"), [("EUR", [(1, "EUR 7", "currency")]), ("GBP", [])])
def test_an_amount_in_another_currency_of_an_open_document_is_told(currency, told):
    cell = ods_cell("7.00", value_type="currency", currency=currency, value=7)
    assert faults(ods(ods_row(LINE, cell))) == told


TALL = ods_cell("Line", value_type="string", number_rows_spanned=2)
HIDDEN_COLUMN = '<table:table-column table:visibility="collapse"/>'
NOTED = "<office:annotation><text:p>please check</text:p></office:annotation>"
FILTER = (
    '<table:database-ranges><table:database-range table:display-filter-buttons="true" '
    'table:target-range-address="Spending.A1:Spending.B9"/></table:database-ranges>'
)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (ods(ods_row(LINE, visibility="collapse")), "hidden_rows"),
        (ods(ods_row(LINE, visibility="filter")), "hidden_rows"),
        (ods(HIDDEN_COLUMN + ods_row(LINE)), "hidden_columns"),
        (
            ods(ods_row(ods_cell("Line", value_type="string", number_rows_spanned=2))),
            "merged_cells",
        ),
        (ods(ods_row(LINE.replace("<text:p>", f"{NOTED}<text:p>"))), "comments"),
        (ods(ods_row(LINE), after=FILTER), "filter"),
    ],
)
def test_what_is_out_of_sight_in_an_open_document_is_read_and_told(data, rule):
    assert notes(data) == [rule]
    assert sheet_of(data)["rows"] == [[1, ["Line"]]]


def test_what_lies_under_a_merged_cell_of_an_open_document_counts_as_blank():
    under = LINE.replace("table-cell", "covered-table-cell")
    merged = ods_cell("x", value_type="string", number_columns_spanned=2)
    assert sheet_of(ods(ods_row(merged, under)))["rows"] == [[1, ["x", None]]]
