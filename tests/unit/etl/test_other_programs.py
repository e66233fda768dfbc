"""Workbooks of programs other than Excel are read as whoever made them sees them."""

import io
import zipfile

import openpyxl
import pytest
import python_calamine

from etl.extract.workbook import read_workbook
from tests.support.hostile_files import MAIN, ods, ods_cell, ods_row, packed, rows, xlsx


def sheet_of(data: bytes) -> dict:
    (sheet,) = read_workbook(data)
    return sheet


def cells(data: bytes) -> list:
    return [text for _, row in sheet_of(data)["rows"] for text in row]


def rules(data: bytes) -> list[str]:
    return [rule for *_, rule in sheet_of(data)["faults"]]


# -- .xlsx: what stands for a style that is left out -------------------------------------------

DAY, SHARE, EUROS = "dd/mm/yyyy", "0%", "[$€-2]0.00"


def styled(shown: str, number: int = 164) -> str:
    """Styles of which the second shows numbers in a way."""
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="{number}" formatCode="{shown}"/>'
        f'</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    )


COLUMN = '<cols><col min="1" max="1"/><col min="2" max="16384" style="1"/></cols>'
CELLS = '<row><c r="A1"><v>46176</v></c><c r="B1"><v>46176</v></c></row>'


@pytest.mark.parametrize(
    ("shown", "text", "asked_about"),
    [
        (DAY, "2026-06-03", []),
        (SHARE, "46176", ["percentage"]),
        (EUROS, "46176", ["currency"]),
        ("£0.00", "46176", []),
    ],
)
def test_a_cell_without_a_style_is_shown_as_its_column_is(shown, text, asked_about):
    data = xlsx(f"{COLUMN}<sheetData>{CELLS}</sheetData>", styles=styled(shown))
    assert (cells(data), rules(data)) == (["46176", text], asked_about)


def test_a_cell_without_a_style_is_shown_as_its_row_is_where_that_has_one():
    row = CELLS.replace("<row>", '<row s="1" customFormat="1">')
    unused = CELLS.replace("<row>", '<row s="1">')
    both = f"<sheetData>{row}</sheetData>", f"<sheetData>{unused}</sheetData>"
    read = [cells(xlsx(sheet, styles=styled(DAY))) for sheet in both]
    assert read == [["2026-06-03"] * 2, ["46176"] * 2]


def test_a_cell_with_a_style_keeps_it():
    own = CELLS.replace('<c r="B1">', '<c r="B1" s="0">')
    assert cells(xlsx(f"{COLUMN}<sheetData>{own}</sheetData>", styles=styled(DAY)))[1] == "46176"


def test_a_text_and_a_truth_in_a_column_of_days_stay_what_they_are():
    typed = '<row><c r="B1" t="b"><v>1</v></c><c t="inlineStr"><is><t>7</t></is></c></row>'
    data = xlsx(f"{COLUMN}<sheetData>{typed}</sheetData>", styles=styled(DAY))
    assert cells(data) == [None, "true", "7"]


def test_in_a_workbook_of_excel_a_cell_without_a_style_has_none():
    whole = xlsx(f"{COLUMN}<sheetData>{CELLS}</sheetData>", styles=styled(DAY))
    assert cells(of_excel(whole)) == ["46176", "46176"]


def of_excel(data: bytes) -> bytes:
    """The same as Excel signs it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    book = parts["xl/workbook.xml"].replace(b"<sheets>", b'<fileVersion appName="xl"/><sheets>')
    return packed(parts | {"xl/workbook.xml": book})


@pytest.mark.parametrize("number", [9, 14, 27, 51, 164, 5_000])
@pytest.mark.parametrize(
    ("shown", "text", "asked_about"),
    [("£0.00", "46176", []), (DAY, "2026-06-03", []), (SHARE, "46176", ["percentage"])],
)
def test_a_format_is_what_it_says_whichever_number_it_goes_by(number, shown, text, asked_about):
    data = xlsx(rows('<c r="A1" s="1"><v>46176</v></c>'), styles=styled(shown, number))
    assert (cells(data), rules(data)) == ([text], asked_about)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2026-06-03", "2026-06-03"),
        ("2026-06-03T00:00:00", "2026-06-03"),
        ("2026-06-03T00:00:00.000", "2026-06-03"),
        ("2026-06-03T14:30", "2026-06-03T14:30"),
        ("2026-06-02T23:00:00.000Z", "2026-06-02T23:00:00.000Z"),
        ("2026-06-03T00:00:00+01:00", "2026-06-03T00:00:00+01:00"),
        ("20260603", "20260603"),
    ],
)
def test_a_day_that_is_written_out_comes_as_it_is_written_with_its_zone(written, text):
    cell = f'<c r="A1" t="d"><v>{written}</v></c><c r="B1"><v>7</v></c>'
    data = xlsx(rows(cell))
    assert (cells(data), rules(data)) == ([text, "7"], [])


def test_a_formula_that_says_its_result_is_a_text_and_has_none_is_a_blank_that_is_asked_about():
    data = xlsx(rows('<c r="A1"><v>7</v></c><c r="B1" t="str"><f>IF(A1,"",1)</f></c>'))
    assert (cells(data), rules(data)) == (["7", None], ["formula_blank"])


@pytest.mark.parametrize(
    ("library", "opener"), [(openpyxl, "load_workbook"), (python_calamine, "load_workbook")]
)
def test_where_one_of_two_programs_opens_it_its_cells_load_and_are_asked_about(
    library, opener, monkeypatch
):
    monkeypatch.setattr(library, opener, lambda *_, **__: 1 / 0)
    sheet = sheet_of(xlsx(rows('<c r="B1" t="e"><v>#REF!</v></c><c r="C1"><v>7</v></c>')))
    assert sheet["rows"] == [[1, [None, "#REF!", "7"]]]
    assert sheet["has_one_reader"]


# -- .ods --------------------------------------------------------------------------------------

TEXT = ods_cell("Line", value_type="string")
BLANK = ods_cell(formula="of:=IF([.A1]=1;&quot;&quot;;5)")


def spaced(data_rows: str) -> str:
    """The same with each element on a line of its own, as some programs write them."""
    for before in ("<table:", "</table:", "<text:p>", "<office:"):
        data_rows = data_rows.replace(before, f"\r\n\t  {before}")
    return data_rows


def test_white_space_between_the_elements_of_an_open_document_says_nothing():
    two = ods_cell("one</text:p><text:p>two", value_type="string", number_columns_repeated=2)
    noted = TEXT.replace(
        "<text:p>", "<office:annotation><text:p>x</text:p></office:annotation><text:p>"
    )
    row = ods_row(TEXT, two, ods_cell("7", value_type="float", value=7), ods_cell())
    more = ods_row(ods_cell(number_columns_repeated=3), TEXT, number_rows_repeated=2)
    assert sheet_of(ods(spaced(row + more + ods_row(noted))))["rows"] == [
        [1, ["Line", "one\ntwo", "one\ntwo", "7"]],
        [2, [None, None, None, "Line"]],
        [3, [None, None, None, "Line"]],
        [4, ["Line", None, None, None]],
    ]


def test_white_space_inside_a_text_of_an_open_document_is_kept():
    text = "<text:span>one</text:span> <text:span>two</text:span>"
    assert cells(ods(spaced(ods_row(ods_cell(text, value_type="string"))))) == ["one two"]


def test_a_break_within_a_text_of_an_open_document_is_kept():
    text = "one<text:line-break/>two<text:tab/>three"
    assert cells(ods(ods_row(ods_cell(text, value_type="string")))) == ["one\ntwo three"]


@pytest.mark.parametrize(
    ("shown", "asked_about"),
    [
        ("1250%", ["percentage"]),
        ("€ 12.50", ["currency"]),
        ("12.50 USD", ["currency"]),
        ("£12.50", []),
    ],
)
def test_what_a_number_of_an_open_document_shows_says_what_it_is_of(shown, asked_about):
    data = ods(ods_row(ods_cell(shown, value_type="float", value=12.5)))
    assert (cells(data), rules(data)) == (["12.5"], asked_about)


def test_a_formula_that_shows_nothing_is_a_blank_that_is_asked_about():
    result = ods_cell("7", formula="of:=3+4", value_type="float", value=7)
    data = ods(ods_row(TEXT, BLANK, result))
    assert (cells(data), rules(data)) == (["Line", None, "7"], ["formula_blank"])


@pytest.mark.parametrize("writer", ["LibreOffice/24.8", "OpenOffice/4.1", "MicrosoftOffice/16"])
def test_of_a_program_that_works_its_formulas_out_it_is_a_blank_as_any_other(writer):
    meta = f"<office:meta><meta:generator>{writer}</meta:generator></office:meta>"
    data = ods(ods_row(TEXT, BLANK, TEXT), more={"meta.xml": meta})
    assert (cells(data), rules(data)) == (["Line", None, "Line"], [])


def test_a_sheet_of_another_file_that_formulas_refer_to_is_no_sheet():
    copied = ods_row(ods_cell("7", value_type="float", value=7))
    elsewhere = (
        "<table:table table:name=\"'file:///home/a/b.ods'#$Spending\"><table:table-source/>"
        f"{copied}</table:table>"
    )
    (sheet,) = read_workbook(ods(ods_row(TEXT), after=elsewhere))
    assert sheet["name"] == "Spending"
