"""A sheet that the hub does not know never refuses its workbook, however far it reaches."""

import io

import openpyxl
import pytest
import xlwt

from etl.archive.discover import Sent
from etl.extract import limits, reader
from etl.extract.refusal import UnreadableError
from etl.extract.workbook import read_workbook
from etl.recognise.incoming_file import open_incoming
from tests.support.hostile_files import ods, ods_cell, ods_row
from tests.support.old_workbooks import saved

TEXT = ods_cell("x", value_type="string")


def is_known(name: str) -> bool:
    return name == "Spending"


def xlsx(far: str, name: str = "Workings") -> bytes:
    book = openpyxl.Workbook()
    book.active.title, book.active[far] = name, "x"
    book.create_sheet("Spending")["A1"] = 7
    book.create_sheet("Notes")["A1"] = "near"
    return in_bytes(book)


def in_bytes(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls(row: int, column: int) -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("Workings").write(row, column, "x")
    book.add_sheet("Spending").write(0, 0, 7)
    book.add_sheet("Notes").write(0, 0, "near")
    return saved(book)


def open_document(blanks: int) -> bytes:
    def table(name: str, row: str) -> str:
        return f'<table:table table:name="{name}">{row}</table:table>'

    far = ods_row(ods_cell(number_columns_repeated=blanks), TEXT)
    spending = ods_row(ods_cell("7", value_type="float", value=7))
    notes = ods_row(ods_cell("near", value_type="string"))
    return ods(spending, after=table("Workings", far) + table("Notes", notes))


FAR = {
    "xlsx": xlsx("XFD1048576"),
    "xlsx, wide": xlsx("GS1"),
    "xls": xls(65_535, 255),
    "xls, wide": xls(0, 200),
    "ods": open_document(16_383),
    "ods, wide": open_document(200),
}


@pytest.mark.parametrize("data", FAR.values(), ids=FAR)
def test_an_unknown_sheet_that_reaches_far_is_left_out_and_all_others_are_read(data):
    read = {sheet["name"]: sheet for sheet in read_workbook(data, is_known=is_known)}
    assert read["Spending"]["rows"] == [[1, ["7"]]]
    assert read["Notes"]["rows"] == [[1, ["near"]]]
    assert read["Workings"]["rows"] == []
    assert "reaches to row" in read["Workings"]["unread"]


@pytest.mark.parametrize("data", FAR.values(), ids=FAR)
def test_a_sheet_of_the_hubs_own_that_reaches_far_refuses_its_workbook(data):
    with pytest.raises(UnreadableError, match="Workings reaches to row"):
        read_workbook(data, is_known=lambda _: True)


SPAN = {"xlsx": xlsx("C3"), "xls": xls(2, 2), "ods": open_document(8)}


@pytest.mark.parametrize("data", SPAN.values(), ids=SPAN)
def test_of_sheets_that_span_too_much_together_the_largest_unknown_one_goes(data, monkeypatch):
    monkeypatch.setattr(limits, "CELLS", 9)
    read = {sheet["name"]: "unread" in sheet for sheet in read_workbook(data, is_known=is_known)}
    assert read == {"Workings": True, "Spending": False, "Notes": False}


@pytest.mark.parametrize("data", SPAN.values(), ids=SPAN)
def test_what_is_within_the_limits_is_left_out_of_nothing(data, monkeypatch):
    monkeypatch.setattr(limits, "CELLS", 11)
    assert not any("unread" in sheet for sheet in read_workbook(data, is_known=is_known))


@pytest.mark.parametrize(("limit", "most"), [("WRITTEN_CELLS", 100), ("READ_BYTES", 12_000)])
def test_an_unknown_sheet_that_holds_too_much_is_left_out(limit, most, monkeypatch):
    book = openpyxl.Workbook()
    book.create_sheet("Spending")["A1"] = 7
    for row in range(1, 400):
        book.active.cell(row, 1, row)
    monkeypatch.setattr(limits, limit, most)
    read = read_workbook(in_bytes(book), is_known=is_known)
    assert [(sheet["name"], "unread" in sheet) for sheet in read] == [
        ("Sheet", True),
        ("Spending", False),
    ]


def test_questions_about_a_sheet_that_is_not_read_refuse_nothing(monkeypatch):
    book = openpyxl.Workbook()
    for name, shown in (("Workings", "0%"), ("Spending", "0.0")):
        sheet = book.create_sheet(name)
        for row in range(1, 4):
            sheet.cell(row, 1, row).number_format = shown
    monkeypatch.setattr(limits, "FAULTS", 2)
    read = {s["name"]: s for s in read_workbook(in_bytes(book), is_known=is_known)}
    assert "3 cells" in read["Workings"]["unread"]
    assert len(read["Spending"]["rows"]) == 3


# -- What its sender is told -------------------------------------------------------------------


class InThisProcess:
    def read(self, data, suffix, known):
        return reader.answer(data, suffix, known)["sheets"]


def opened(data: bytes, name: str = "a.xlsx"):
    return open_incoming(Sent(name, data, "0" * 64), InThisProcess())


def test_its_sender_is_asked_once_whether_personal_data_stands_there():
    book = openpyxl.Workbook()
    book.active.title, book.active["A1"] = "Return", "Agreement code"
    book.create_sheet("Workings")["XFD1"] = "x"
    incoming = opened(in_bytes(book))
    (query,) = incoming.queries
    assert incoming.form is not None
    assert (query.rule, query.severity, query.sheet) == ("unread_sheet", "query", "Workings")
    assert "personal data" in query.message
    assert "nothing need be done" in query.remedy


def test_without_any_sheet_of_the_hubs_the_file_is_refused_for_the_one_that_is_too_large():
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "x"
    incoming = opened(in_bytes(book))
    assert incoming.refused.rule == "too_large"
    assert "reaches to row 1,048,576" in incoming.refused.message


def test_its_sender_is_asked_once_to_compare_what_only_one_program_could_read(monkeypatch):
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_, **__: 1 / 0)
    incoming = opened(FAR["xlsx, wide"])
    assert [query.rule for query in incoming.queries if query.sheet is None] == ["one_reader"]
