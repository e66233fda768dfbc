"""The second count of rows, which the ETL's own is held against, counts what a reader would."""

import io

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.styles import Font

from tests import support
from tests.support.independent_count import Uncountable, rows_of


def saved(book) -> bytes:
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def test_rows_count_from_the_first_to_the_last_with_a_cell_in_it():
    book = openpyxl.Workbook()
    book.active.title = "Spending"
    book.active["B3"], book.active["A6"] = "Line", "=1+1"
    book.active["A9"].font = Font(bold=True)
    book.active["A10"] = " "
    book.create_sheet("Empty")
    assert rows_of(saved(book), "return.xlsx") == {"Spending": 4, "Empty": 0}


def test_a_chart_is_no_sheet_of_rows():
    book = openpyxl.Workbook()
    book.create_chartsheet("Picture")
    assert list(rows_of(saved(book), "a.xlsx")) == ["Sheet"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_counts_its_lines_but_not_those_within_quotes(encoding, delimiter):
    rows = [["Line", "Café"], ["1", "a\nb"], [], ["2", "£3"], ["", ""], []]
    data = support.csv_bytes(rows, delimiter, encoding)
    assert rows_of(data, "spending.csv") == {"spending": 4}


def test_a_repeated_row_of_an_open_document_counts_as_often_as_it_is_repeated():
    book, table = OpenDocumentSpreadsheet(), Table(name="Spending")
    for text, times in (("", 2), ("Line", 1), ("", 3), ("1", 2), ("", 1000)):
        row, cell = TableRow(numberrowsrepeated=times), TableCell()
        cell.addElement(P(text=text))
        row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    assert rows_of(saved(book), "a.ods") == {"Spending": 6}


def test_a_file_on_disk_is_counted_by_its_own_name(tmp_path):
    assert rows_of(support.put(tmp_path, "a.csv", b"a,b\n1,2\n")) == {"a": 2}


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.xls"])
def test_what_cannot_be_opened_is_not_counted(name):
    with pytest.raises(Uncountable):
        rows_of(support.whole_return()[:3000], name)
