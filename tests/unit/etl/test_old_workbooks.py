"""An .xls of whichever program is read as whoever made it sees it, or asked about."""

import struct

import pytest
import python_calamine
import xlrd
import xlwt

from etl.extract.compound import Compound, compound_of
from etl.extract.refusal import UnreadableError
from etl.extract.workbook import read_workbook
from etl.extract.xls_formulas import Result, result_of
from tests.support.old_workbooks import (
    CODE_PAGE,
    GRID,
    WRITER,
    altered,
    drawn,
    places,
    saved,
    with_format,
    with_result,
)

ZERO = struct.pack("<d", 0)


def sheet_of(data: bytes) -> dict:
    (sheet,) = read_workbook(data)
    return sheet


def cells(data: bytes) -> list:
    return [text for _, row in sheet_of(data)["rows"] for text in row]


def rules(data: bytes) -> list[str]:
    return [rule for *_, rule in sheet_of(data)["faults"]]


def refusal(data: bytes) -> tuple[str, str, str]:
    with pytest.raises(UnreadableError) as refused:
        read_workbook(data)
    return refused.value.reason


def written(*values: object, shown: str = "General") -> bytes:
    style = xlwt.easyxf(num_format_str=shown)
    return drawn(lambda sheet: [sheet.write(0, n, value, style) for n, value in enumerate(values)])


# -- What a file is ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["Pupils’ PowerPoint Document", "the WordDocument’s", "EncryptedPackage’"]
)
def test_words_in_a_cell_do_not_say_what_a_file_is(text):
    assert cells(written(text)) == [text]


def test_a_workbook_is_one_whatever_lies_beside_its_records():
    records = Compound(written("Line")).workbook()
    assert cells(compound_of({"WordDocument": b"x", "Workbook": records})) == ["Line"]


@pytest.mark.parametrize(
    ("stream", "what"),
    [
        ("WordDocument", "a Word document"),
        ("PowerPoint Document", "a presentation"),
        ("Contents", "an old document without sheets"),
    ],
)
def test_an_old_document_that_is_no_workbook_is_told_what_it_is(stream, what):
    rule, message, _ = refusal(compound_of({stream: b"x"}))
    assert rule == "not_a_workbook"
    assert what in message


def test_who_never_set_a_password_is_told_what_locks_the_workbook():
    rule, _, remedy = refusal(compound_of({"EncryptionInfo": b"", "EncryptedPackage": b""}))
    assert rule == "password"
    assert "Review › Protect Workbook" in remedy
    assert "CSV" in remedy


# -- What its readers stumble over -------------------------------------------------------------


@pytest.mark.parametrize("code_page", [1252, 1251, 10_000, 932])
def test_texts_say_themselves_how_they_are_written_whatever_the_code_page(code_page):
    def change(stream):
        at = next(places(stream, CODE_PAGE))
        stream[at : at + 2] = code_page.to_bytes(2, "little")

    data = altered(written("A-0304", "Café", "Anna’s"), change)
    assert (cells(data), rules(data)) == (["A-0304", "Café", "Anna’s"], [])


def test_a_rule_for_how_cells_look_keeps_no_workbook_from_being_read():
    def change(stream):
        at = next(places(stream, GRID)) - 4
        stream[at : at + 2] = (0x1B0).to_bytes(2, "little")  # a rule of two bytes is none

    data = altered(written("Line"), change)
    assert (cells(data), sheet_of(data).get("has_one_reader")) == (["Line"], None)


@pytest.mark.parametrize(
    ("library", "opener"), [(xlrd, "open_workbook"), (python_calamine, "load_workbook")]
)
def test_where_one_of_two_programs_opens_it_its_cells_load_and_are_asked_about(
    library, opener, monkeypatch
):
    def stumble(*_, **__):
        raise AssertionError

    monkeypatch.setattr(library, opener, stumble)
    data = drawn(lambda sheet: (sheet.write(1, 1, 7), sheet.row(0).set_cell_error(0, "#REF!")))
    sheet = sheet_of(data)
    assert sheet["rows"][0][1][0] == "#REF!"
    assert sheet["rows"][1] == [2, [None, "7"]]
    assert sheet["has_one_reader"]


def test_where_none_opens_it_a_workbook_is_damaged(monkeypatch):
    for library, opener in ((xlrd, "open_workbook"), (python_calamine, "load_workbook")):
        monkeypatch.setattr(library, opener, lambda *_, **__: 1 / 0)
    assert refusal(written("Line"))[0] == "damaged"


# -- Numbers as they are shown -----------------------------------------------------------------


@pytest.mark.parametrize("number", [14, 27, 50, 51, 58, 164, 383, 5_000])
@pytest.mark.parametrize(
    ("shown", "text", "asked_about"),
    [
        ("£#,##0.00", "46176", []),
        ("0.000", "46176", []),
        ("dd/mm/yyyy", "2026-06-03", []),
        ('0.0"%"', "46176", ["percentage"]),
        ("[$€-2]0.0", "46176", ["currency"]),
    ],
)
def test_a_format_is_what_it_says_whichever_number_it_goes_by(number, shown, text, asked_about):
    data = with_format(written(46176, shown=shown), number)
    assert (cells(data), rules(data)) == ([text], asked_about)


def test_hours_that_go_on_beyond_a_day_are_no_day():
    data = written(1.5, shown="[hh]:mm:ss;@")
    assert (cells(data), rules(data)) == (["1 day, 12:00:00"], [])


# -- A zero that is saved for a text -----------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ('"yes"', Result.TEXT),
        ('IF(A1>0;"yes";"no")', Result.TEXT),
        ('A1&"x"', Result.TEXT),
        ("UPPER(A1)", Result.TEXT),
        ("T(A1)", Result.TEXT),
        ("USDOLLAR(A1)", Result.TEXT),
        ('IF(A1="";"";A1*2)', Result.TEXT | Result.NUMBER),
        ('IF(A1="x";5;0)', Result.NUMBER),
        ('IF(A1="x";SUM(A1:A9);-3%)', Result.NUMBER),
        ("ROUND(A1/3;2)", Result.NUMBER),
        ('LEN("abc")+1', Result.NUMBER),
        ("B2", Result.EITHER),
        ("VLOOKUP(A1;B1:C9;2)", Result.EITHER),
    ],
)
def test_a_formula_tells_what_it_may_give(formula, result):
    assert result_of(xlwt.Formula(formula).rpn()[2:]) == result


def test_of_a_formula_with_a_part_that_is_not_known_a_text_in_it_may_be_the_result():
    assert result_of(b"\x17\x01\x00x\x18") == Result.EITHER | Result.TEXT
    assert result_of(b"\x18") == Result.EITHER


@pytest.mark.parametrize(
    ("formula", "asked_about"),
    [
        ('IF(B1>0;"yes";"no")', ["formula_text"]),
        ('IF(B1="";"";B1*2)', ["formula_zero"]),
        ('IF(B1="x";2;0)', []),
        ("B1*2", []),
    ],
)
def test_a_zero_saved_for_what_may_be_a_text_is_never_read_in_silence(formula, asked_about):
    data = drawn(lambda sheet: sheet.write(0, 0, xlwt.Formula(formula)))
    assert (cells(with_result(data, ZERO)), rules(with_result(data, ZERO))) == (["0"], asked_about)


def test_another_result_of_such_a_formula_is_the_result():
    data = drawn(lambda sheet: sheet.write(0, 0, xlwt.Formula('IF(B1="";"";B1*2)')))
    seven = with_result(data, struct.pack("<d", 7))
    assert (cells(seven), rules(seven)) == (["7"], [])


def of_calc(formula: str, shown: str = "0.00") -> bytes:
    """A workbook as LibreOffice writes one, with a zero saved for a formula."""
    style = xlwt.easyxf(num_format_str=shown)
    data = drawn(lambda sheet: sheet.write(0, 0, xlwt.Formula(formula), style))

    def by_calc(stream):
        at = next(places(stream, WRITER))
        stream[at : at + 7] = b"\x04\0\0Calc"

    return altered(with_result(data, ZERO), by_calc)


@pytest.mark.parametrize(("shown", "asked_about"), [("General", []), ("0.00", ["formula_zero"])])
def test_libreoffice_saves_a_zero_only_where_the_cell_has_a_format(shown, asked_about):
    assert rules(of_calc('IF(B1="";"";B1*2)', shown)) == asked_about


@pytest.mark.parametrize("formula", ["C1", "VLOOKUP(B1;C1:D9;2)", "IF(B1>0;C1;1)"])
def test_a_zero_that_libreoffice_saved_for_what_stands_elsewhere_is_asked_about(formula):
    assert rules(of_calc(formula)) == ["formula_zero"]
    data = drawn(lambda sheet: sheet.write(0, 0, xlwt.Formula(formula)))
    assert rules(with_result(data, ZERO)) == []


def test_a_result_that_is_an_error_is_its_text():
    data = drawn(lambda sheet: sheet.write(0, 0, xlwt.Formula("1/0")))
    assert cells(with_result(data, b"\x02\0\x07\0\0\0\xff\xff")) == ["#DIV/0!"]


def test_a_hidden_and_an_empty_sheet_beside_the_others_do_no_harm():
    book = xlwt.Workbook()
    book.add_sheet("Empty")
    book.add_sheet("Secret").visibility = 2
    book.add_sheet("Spending").write(0, 0, "Line")
    read = {sheet["name"]: len(sheet["rows"]) for sheet in read_workbook(saved(book))}
    assert read == {"Empty": 0, "Secret": 0, "Spending": 1}
