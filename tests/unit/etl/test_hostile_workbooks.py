"""A workbook made to do harm is recognised before it is opened, and the next one is still read."""

import io
import os
import random
import struct

import openpyxl
import pytest
import python_calamine
import xlwt

from etl.extract import limits
from etl.extract.reader import answer
from etl.extract.refusal import UnreadableError
from etl.extract.sandbox import Sandbox
from etl.extract.workbook import read_workbook
from etl.schema.problem import RefusedError
from tests import support
from tests.support import hostile_files
from tests.support.hostile_files import MAIN, ods, ods_cell, ods_row, xlsx

LINE = '<c r="A1" t="inlineStr"><is><t>Line</t></is></c>'
LAUGH = '<c r="A1" t="inlineStr"><is><t>&l9;</t></is></c>'
ROWS = hostile_files.rows(LINE)
STYLES = "<xf/>" * (limits.STYLES + 1)
TEXT = ods_cell("x", value_type="string")


def refusal(data: bytes, suffix: str = "") -> tuple[str, str, str]:
    with pytest.raises(UnreadableError) as told:
        read_workbook(data, suffix)
    assert all(told.value.reason), "whoever is refused is told what to do"
    return told.value.reason


def one_sheet(data: bytes) -> dict:
    (sheet,) = read_workbook(data)
    return sheet


BOMBS = {
    "entities in a sheet": (
        "damaged",
        lambda: xlsx(hostile_files.rows(LAUGH), above=hostile_files.LAUGHS),
    ),
    "entities in the shared texts": (
        "damaged",
        lambda: xlsx(
            ROWS, strings=f'{hostile_files.LAUGHS}<sst xmlns="{MAIN}"><si><t>&l9;</t></si></sst>'
        ),
    ),
    "entities in an open document": (
        "damaged",
        lambda: ods(ods_row(ods_cell("&l9;", value_type="string")), above=hostile_files.LAUGHS),
    ),
    "a file of the machine as an entity": (
        "damaged",
        lambda: xlsx(hostile_files.rows(LAUGH), above=hostile_files.OUTSIDE),
    ),
    "a cell in the last corner": (
        "too_large",
        lambda: xlsx(hostile_files.rows('<c r="XFD1048576"><v>1</v></c>')),
    ),
    "every cell merged a thousand times": (
        "too_large",
        lambda: xlsx(ROWS + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    "half a million merged pairs": (
        "too_large",
        lambda: xlsx(
            ROWS
            + "<mergeCells>"
            + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 300_000))
            + "</mergeCells>"
        ),
    ),
    "a million styles": (
        "too_large",
        lambda: xlsx(
            ROWS,
            styles=f'<styleSheet xmlns="{MAIN}"><cellXfs>{STYLES}</cellXfs></styleSheet>',
        ),
    ),
    "millions of blank cells": (
        "too_large",
        lambda: xlsx(f"<sheetData><row>{'<c />' * (limits.CELLS + 1)}</row></sheetData>"),
    ),
    "millions of blank rows": (
        "too_large",
        lambda: xlsx(f"<sheetData>{'<row/>' * (limits.BLANK_ROWS + 1)}</sheetData>"),
    ),
    "far more shared texts than cells": (
        "too_large",
        lambda: xlsx(ROWS, strings=f'<sst xmlns="{MAIN}">{"<si/>" * 60_000}</sst>'),
    ),
    "a text of megabytes": (
        "too_large",
        lambda: xlsx(hostile_files.rows(f"<c><v>{'9' * 3_000_000}</v></c>")),
    ),
    "a cell repeated a thousand million times": (
        "too_large",
        lambda: ods(ods_row(ods_cell("x", value_type="string", number_columns_repeated=10**9))),
    ),
    "a row repeated a thousand million times": (
        "too_large",
        lambda: ods(ods_row(TEXT, number_rows_repeated=10**9)),
    ),
    "a cell behind a thousand million blanks": (
        "too_large",
        lambda: ods(ods_row(ods_cell(number_columns_repeated=10**9), TEXT)),
    ),
    "more sheets than are read": (
        "too_large",
        lambda: support.workbook(**{f"Sheet {n}": [["x"]] for n in range(limits.SHEETS + 1)}),
    ),
    "a sheet larger than it claims": (
        "damaged",
        lambda: hostile_files.lying(xlsx(ROWS + " " * 900_000), "xl/worksheets/sheet1.xml", 1_000),
    ),
}


@pytest.mark.parametrize(("rule", "make"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_recognised_before_it_is_opened(rule, make, monkeypatch):
    opened = []
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_, **__: opened.append("openpyxl"))
    monkeypatch.setattr(python_calamine, "load_workbook", lambda *_: opened.append("calamine"))
    assert refusal(make())[0] == rule
    assert opened == []


HARMLESS = {
    "a dimension that claims every cell": f'<dimension ref="A1:XFD1048576"/>{ROWS}',
    "a blank cell in the last corner": hostile_files.rows(f'{LINE}<c r="XFD1048576" s="0"/>'),
    "a link over every cell": f'{ROWS}<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
    "thousands of column widths": "<cols>"
    + '<col min="1" max="16384"/>' * 9_000
    + f"</cols>{ROWS}",
    "a rule over thousands of places": f'{ROWS}<conditionalFormatting sqref="{"A1 " * 50_000}"/>',
    "a thousand blank rows at the end": (
        f"<sheetData><row>{LINE}</row>" + '<row ht="3"><c/></row>' * 1_000 + "</sheetData>"
    ),
}


@pytest.mark.parametrize("sheet", HARMLESS.values(), ids=HARMLESS)
def test_what_no_cell_depends_on_is_left_behind(sheet):
    assert one_sheet(xlsx(sheet))["rows"] == [[1, ["Line"]]]


def test_blanks_that_an_open_document_repeats_to_its_end_cost_nothing():
    rest = ods_row(ods_cell(), number_rows_repeated=10**9)
    row = ods_row(TEXT, ods_cell(number_columns_repeated=10**9))
    assert one_sheet(ods(row + rest))["rows"] == [[1, ["x"]]]


@pytest.mark.usefixtures("own_reader")
def test_after_each_refusal_the_next_file_is_read():
    honest = support.whole_return()
    with Sandbox() as sandbox:
        for _, make in BOMBS.values():
            with pytest.raises(RefusedError):
                sandbox.read(make())
            assert len(sandbox.read(honest)) == 7


@pytest.mark.usefixtures("own_reader")
def test_after_a_reader_was_killed_the_next_file_is_read(monkeypatch):
    with Sandbox() as sandbox:
        monkeypatch.setattr(limits, "READER_SECONDS", 0)
        with pytest.raises(RefusedError, match="time and memory"):
            sandbox.read(support.whole_return())
        monkeypatch.undo()
        assert len(sandbox.read(support.whole_return())) == 7


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("Spending").write(0, 0, "Line")
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


@pytest.mark.parametrize("length", [0, 3, 60_000, 65_535])
def test_an_old_workbook_whose_records_lie_of_their_length_is_told_to_be_damaged(length):
    whole = old_workbook()
    bounds = struct.pack("<H", 0x85)
    at = whole.index(bounds, 512)
    lying = whole[: at + 2] + struct.pack("<H", length) + whole[at + 4 :]
    assert refusal(lying)[0] in ("damaged", "password")


@pytest.mark.parametrize("seed", range(40))
def test_an_old_workbook_with_bytes_changed_is_read_or_refused_and_never_an_accident(seed):
    whole = bytearray(old_workbook())
    noise = random.Random(seed)
    for _ in range(20):
        whole[noise.randrange(len(whole))] = noise.randrange(256)
    assert set(answer(bytes(whole))) <= {"sheets", "refused"}


# -- Locked and wrongly named ------------------------------------------------------------------


def test_a_locked_old_workbook_is_told_so():
    whole = old_workbook()
    at = whole.index(
        struct.pack("<HH", 0x42, 2), 512
    )  # the code page, which any record may stand for
    locked = whole[:at] + struct.pack("<HH", 0x2F, 2) + whole[at + 4 :]
    assert refusal(locked)[0] == "password"


@pytest.mark.parametrize(
    "more",
    [
        {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"},
        {"encrypted-package": os.urandom(64)},
    ],
)
def test_a_locked_open_document_is_told_so(more):
    assert refusal(ods(ods_row(TEXT), more=more))[0] == "password"


WEB = b"<html><body><table><tr><td>Line</td></tr></table></body></html>"
XML_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
DISGUISED = {
    "a web page called .xls": (WEB, ".xls", "This is a web page", "save it as .xlsx"),
    "an XML spreadsheet called .xls": (
        XML_2003,
        ".xls",
        "XML spreadsheet of 2003",
        "Save it as .xlsx",
    ),
    "a CSV called .xlsx": (b"Line,Amount\n1,2\n", ".xlsx", "This is a CSV file", "Name it .csv"),
    "a TSV called .xls": (b"Line\tAmount\n1\t2\n", ".xls", "This is a CSV file", "Name it .csv"),
    "a wide CSV called .xls": (
        "Line\tAmount\n".encode("utf-16"),
        ".xls",
        "This is a CSV file",
        "Name it .csv",
    ),
    "a PDF called .xlsx": (
        b"%PDF-1.7\n\x00\x01",
        ".xlsx",
        "This is a PDF",
        "spreadsheet that it was",
    ),
    "a picture called .xlsx": (b"\x89PNG\r\n\x1a\n\0", ".xlsx", "This is a picture", "spreadsheet"),
    "a document called .xlsx": (
        hostile_files.packed({"word/document.xml": "<w/>"}),
        ".xlsx",
        "a Word document",
        "spreadsheet",
    ),
    "a binary workbook called .xlsx": (
        hostile_files.packed({"xl/workbook.bin": b"\0"}),
        ".xlsx",
        "a binary workbook",
        "Excel workbook (.xlsx)",
    ),
    "an xls called .xlsx": (old_workbook(), ".xlsx", "of the kind .xls", "Name it .xls and"),
    "an xlsx called .xls": (xlsx(ROWS), ".xls", "of the kind .xlsx", "Name it .xlsx and"),
    "an ods called .xlsx": (ods(ods_row(TEXT)), ".xlsx", "of the kind .ods", "Name it .ods and"),
}


@pytest.mark.parametrize(("data", "suffix", "what", "remedy"), DISGUISED.values(), ids=DISGUISED)
def test_a_file_with_the_name_of_another_kind_is_told_what_it_is(data, suffix, what, remedy):
    rule, said, to_do = refusal(data, suffix)
    assert rule in ("not_a_workbook", "wrong_name")
    assert what in said
    assert remedy in to_do


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ""])
def test_a_workbook_with_its_own_name_is_read(suffix):
    assert read_workbook(xlsx(ROWS), suffix)
