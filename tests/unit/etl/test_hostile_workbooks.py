"""A workbook that holds too much is refused before it is opened, and the next one is still read.

Each file here is harmless: limits are lowered, and it lies just above one of them.
"""

import io
import os
import random
import struct
import subprocess
import sys

import pytest
import python_calamine
import xlwt

from etl.extract import limits, sandbox
from etl.extract.reader import answer
from etl.extract.refusal import UnreadableError
from etl.extract.sandbox import Sandbox
from etl.extract.workbook import read_workbook
from etl.schema.problem import RefusedError
from tests import support
from tests.support import hostile_files
from tests.support.hostile_files import LOWERED, MAIN, ods, ods_cell, ods_row, xlsx

LINE = '<c r="A1" t="inlineStr"><is><t>Line</t></is></c>'
WORD = '<c r="A1" t="inlineStr"><is><t>&word;</t></is></c>'
ROWS = hostile_files.rows(LINE)
TEXT = ods_cell("x", value_type="string")


def refusal(data: bytes, suffix: str = "") -> tuple[str, str, str]:
    with pytest.raises(UnreadableError) as told:
        read_workbook(data, suffix)
    assert all(told.value.reason), "whoever is refused is told what to do"
    return told.value.reason


def one_sheet(data: bytes) -> dict:
    (sheet,) = read_workbook(data)
    return sheet


@pytest.fixture
def low_limits(monkeypatch):
    """Limits so low that a harmless file lies above them."""
    for name, limit in LOWERED.items():
        monkeypatch.setattr(limits, name, limit)


def shared(texts: str) -> str:
    return f'<sst xmlns="{MAIN}">{texts}</sst>'


def styled(count: int) -> str:
    return f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * count}</cellXfs></styleSheet>'


def merged(*areas: str) -> str:
    listed = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f"{ROWS}<mergeCells>{listed}</mergeCells>"


LONG = "x" * (LOWERED["TEXT_CHARACTERS"] // 2 + 1)
FAR = ods_row(*(ods_cell() for _ in range(3)), TEXT)
TOO_MUCH = {
    "definitions in a sheet": (
        "damaged",
        xlsx(hostile_files.rows(WORD), above=hostile_files.DEFINITION),
    ),
    "definitions in the shared texts": (
        "damaged",
        xlsx(ROWS, strings=hostile_files.DEFINITION + shared("<si><t>&word;</t></si>")),
    ),
    "definitions in an open document": (
        "damaged",
        ods(
            ods_row(ods_cell("&word;", value_type="string")),
            above=hostile_files.DEFINITION,
        ),
    ),
    "a text that stands in another file": (
        "damaged",
        xlsx(hostile_files.rows(WORD), above=hostile_files.OUTSIDE),
    ),
    "a row below the last one that is read": (
        "too_large",
        xlsx(hostile_files.rows('<c r="A6"><v>1</v></c>')),
    ),
    "a column beyond the last one that is read": (
        "too_large",
        xlsx(hostile_files.rows('<c r="G1"><v>1</v></c>')),
    ),
    "few cells that span many": (
        "too_large",
        xlsx(hostile_files.rows('<c r="E3"><v>1</v></c>')),
    ),
    "one merged area of many cells": ("too_large", xlsx(merged("A1:D2"))),
    "many merged pairs": ("too_large", xlsx(merged(*(f"A{n}:B{n}" for n in range(1, 5))))),
    "more styles than a program writes": ("too_large", xlsx(ROWS, styles=styled(6))),
    "more cells without a value than are read": (
        "too_large",
        xlsx(f"<sheetData><row>{'<c />' * 31}</row></sheetData>"),
    ),
    "more rows without a cell than are read": (
        "too_large",
        xlsx(f"<sheetData>{'<row/>' * 31}</sheetData>"),
    ),
    "far more shared texts than cells": ("too_large", xlsx(ROWS, strings=shared("<si/>" * 5))),
    "one text in more cells than there is room for": (
        "too_large",
        xlsx(
            hostile_files.rows('<c t="s"><v>0</v></c>' * 2),
            strings=shared(f"<si><t>{LONG}</t></si>"),
        ),
    ),
    "a text that does not end": (
        "too_large",
        xlsx(hostile_files.rows(f"<c><v>{'9' * 3_000}</v></c>")),
    ),
    "shared texts larger than all that is read": (
        "too_large",
        xlsx(ROWS, strings=shared(f"<si><t>{' ' * 20_000}</t></si>")),
    ),
    "more parts than a workbook has": (
        "too_large",
        xlsx(ROWS, more={f"xl/{n}.xml": "" for n in range(20)}),
    ),
    "parts larger than all that is unpacked": (
        "too_large",
        xlsx(ROWS, more={"xl/media/picture.png": " " * 60_000}),
    ),
    "a cell repeated beyond the last column": (
        "too_large",
        ods(ods_row(ods_cell("x", value_type="string", number_columns_repeated=7))),
    ),
    "a row repeated beyond the last one": (
        "too_large",
        ods(ods_row(TEXT, number_rows_repeated=6)),
    ),
    "a cell behind more blanks than there are columns": (
        "too_large",
        ods(ods_row(ods_cell(number_columns_repeated=6), TEXT)),
    ),
    "two sheets that span too many cells together": (
        "too_large",
        ods(FAR + FAR, after=f'<table:table table:name="B">{FAR}{FAR}</table:table>'),
    ),
    "a text repeated over more cells than there is room for": (
        "too_large",
        ods(ods_row(ods_cell(LONG, value_type="string", number_columns_repeated=2))),
    ),
    "more spaces in one cell than it can hold": (
        "too_large",
        ods(ods_row(ods_cell('x<text:s text:c="40000"/>', value_type="string"))),
    ),
    "more sheets than are read": (
        "too_large",
        support.workbook(**{f"Sheet {n}": [["x"]] for n in range(3)}),
    ),
    "a sheet larger than it claims": (
        "damaged",
        hostile_files.lying(xlsx(ROWS + " " * 2_000), "xl/worksheets/sheet1.xml", 1_000),
    ),
}


@pytest.mark.usefixtures("low_limits")
@pytest.mark.parametrize(("rule", "data"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_is_too_much_is_refused_before_the_second_program_opens_it(rule, data, monkeypatch):
    opened = []
    monkeypatch.setattr(python_calamine, "load_workbook", lambda *_: opened.append("calamine"))
    assert refusal(data)[0] == rule
    assert opened == []


LEFT_BEHIND = {
    "a dimension that claims more cells": f'<dimension ref="A1:CV200"/>{ROWS}',
    "a blank cell far out": hostile_files.rows(f'{LINE}<c r="CV200" s="0"/>'),
    "a link over more cells": f'{ROWS}<hyperlinks><hyperlink ref="A1:CV200"/></hyperlinks>',
    "more column widths": "<cols>" + '<col min="1" max="100"/>' * 50 + f"</cols>{ROWS}",
    "a rule over more places": f'{ROWS}<conditionalFormatting sqref="{"A1 " * 50}"/>',
    "blank rows at the end": (
        f"<sheetData><row>{LINE}</row>" + '<row ht="3"><c/></row>' * 20 + "</sheetData>"
    ),
}


@pytest.mark.usefixtures("low_limits")
@pytest.mark.parametrize("sheet", LEFT_BEHIND.values(), ids=LEFT_BEHIND)
def test_what_no_cell_depends_on_is_left_behind(sheet):
    assert one_sheet(xlsx(sheet))["rows"] == [[1, ["Line"]]]


def test_blanks_that_an_open_document_repeats_to_its_end_cost_nothing():
    """As LibreOffice writes them below and beside the data."""
    rest = ods_row(ods_cell(), number_rows_repeated=1_048_575)
    row = ods_row(TEXT, ods_cell(number_columns_repeated=16_383))
    assert one_sheet(ods(row + rest))["rows"] == [[1, ["x"]]]


def old_sheet(change) -> bytes:
    book = xlwt.Workbook()
    change(book.add_sheet("Spending"))
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


@pytest.mark.usefixtures("low_limits")
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda sheet: sheet.row(0).set_cell_mulblanks(0, 30, xlwt.Style.default_style),
            "more than 30 cells, blank ones included",
        ),
        (
            lambda sheet: [sheet.write(0, column, LONG) for column in range(2)],
            "more than 500 characters of text",
        ),
    ],
)
def test_too_much_of_an_old_workbook_is_refused_and_said(change, told):
    rule, message, _ = refusal(old_sheet(change))
    assert rule == "too_large"
    assert told in message


@pytest.fixture
def low_reader(monkeypatch):
    """A reading process with the lowered limits."""
    program = (
        f"from etl.extract import limits, reader\nvars(limits).update({LOWERED!r})\nreader.main()"
    )
    start = subprocess.Popen
    monkeypatch.setattr(
        sandbox.subprocess,
        "Popen",
        lambda _, **more: start([sys.executable, "-c", program], **more),
    )


@pytest.mark.usefixtures("own_reader", "low_reader")
def test_after_each_refusal_the_next_file_is_read():
    with Sandbox() as reading:
        for rule, data in TOO_MUCH.values():
            with pytest.raises(RefusedError) as told:
                reading.read(data)
            assert told.value.problem.rule == rule
            assert len(reading.read(xlsx(ROWS))) == 1


@pytest.mark.usefixtures("own_reader")
def test_after_a_reader_was_killed_the_next_file_is_read(monkeypatch):
    with Sandbox() as sandbox:
        monkeypatch.setattr(limits, "READER_SECONDS", 0)
        with pytest.raises(RefusedError, match="time and memory"):
            sandbox.read(support.whole_return())
        monkeypatch.undo()
        assert len(sandbox.read(support.whole_return())) == 7


def old_workbook() -> bytes:
    return old_sheet(lambda sheet: sheet.write(0, 0, "Line"))


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


FLAT = b'<office:document xmlns:x="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:meta/>'
WEB = b"<html><body><table><tr><td>Line</td></tr></table></body></html>"
XML_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
DISGUISED = {
    "a flat document called .ods": (FLAT, ".ods", "a flat open document", "Save it as .ods"),
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
    "a zip called .csv": (
        hostile_files.packed({"spending.csv": "Line,Amount"}),
        ".csv",
        "This is a packed file",
        "Unpack it",
    ),
    "a zip called .zip": (
        hostile_files.packed({"spending.csv": "Line,Amount"}),
        ".zip",
        "This is a packed file",
        "Unpack it",
    ),
    "a zip of two thousand files called .ods": (
        hostile_files.packed({f"{n}.csv": "" for n in range(limits.PACKED_MEMBERS + 1)}),
        ".ods",
        "This is a packed file",
        "Unpack it",
    ),
    "an empty zip called .xlsx": (
        hostile_files.packed({}),
        ".xlsx",
        "This is a packed file",
        "Unpack it",
    ),
    "an xlsx called .csv": (xlsx(ROWS), ".csv", "of the kind .xlsx", "Name it .xlsx and"),
    "an xls called .csv": (old_workbook(), ".csv", "of the kind .xls", "Name it .xls and"),
    "an ods called .csv": (ods(ods_row(TEXT)), ".csv", "of the kind .ods", "Name it .ods and"),
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
