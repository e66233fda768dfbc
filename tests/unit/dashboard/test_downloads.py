"""A table that leaves the hub: what programs read of its CSV, its metadata and its workbook."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from dashboard.components.tables.table import Absent, Column, Figure, Link, Table
from dashboard.web.downloads.csv_file import as_csv
from dashboard.web.downloads.metadata import as_metadata
from dashboard.web.downloads.notes import Notes
from dashboard.web.downloads.workbook import as_workbook

NOTES = Notes("BLMK Music Hub", "Paid", "Luton · 2025/26 Q1", "3 July 2026", date(2026, 7, 3))
DAY = date(2025, 9, 1)


def table(kind: str, *cells, title: str = "Paid") -> Table:
    columns = (Column("Partner"), Column(title, kind))
    return Table("Paid", columns, [("Oakmoss Choir", cell) for cell in cells])


def csv_rows(of: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(of).decode("utf-8-sig"), newline="")))


def csv_cell(kind: str, cell) -> str:
    return csv_rows(table(kind, cell))[1][1]


def figures(of: Table):
    return openpyxl.load_workbook(io.BytesIO(as_workbook(of, NOTES)))["Figures"]


def described(of: Table) -> dict:
    return json.loads(as_metadata(of, NOTES, "paid.csv"))


@pytest.mark.parametrize(
    ("kind", "cell", "text"),
    [
        ("pence", 2404.601438848921, "24.05"),
        ("pence", 120000, "1200.00"),
        ("pence", -5, "-0.05"),
        ("pence", -0.1, "0.00"),
        ("pence", 0, "0.00"),
        ("share", 0.8412345678, "0.841235"),
        ("share", 1.0, "1"),
        ("share", 0.00001, "0.00001"),
        ("ratio", 1.5, "1.5"),
        ("count", 12.0, "12"),
        ("count", 1234567, "1234567"),
        ("count", 24345.19682583744, "24345.2"),
        ("day", DAY, "2025-09-01"),
        ("day", None, ""),
        ("text", "007", "007"),
        ("text", Link("Return", "/x"), "Return"),
        ("pence", Absent("suppressed"), "c"),
    ],
)
def test_a_csv_has_pounds_with_two_decimals_plain_numbers_and_iso_days(kind, cell, text):
    assert csv_cell(kind, cell) == text


def test_a_csv_has_its_headings_in_the_first_row_and_nothing_above():
    rows = csv_rows(table("pence", 100, 200))
    assert rows[0] == ["Partner", "Paid"]
    assert len(rows) == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_or_heading_that_would_be_computed_is_marked_as_text(start):
    rows = csv_rows(table("text", f"{start}1+1", title=f"{start}A1"))
    assert [rows[0][1], rows[1][1]] == [f"'{start}A1", f"'{start}1+1"]
    sheet = figures(table("text", f"{start}1+1", title=f"{start}A1"))
    assert [sheet["B1"].data_type, sheet["B2"].data_type] == ["s", "s"]


@pytest.mark.parametrize(
    ("kind", "cell", "value", "shown_as"),
    [
        ("pence", 2404.6014, 24.05, "£#,##0.00"),
        ("share", 0.84, 0.84, "0.0%"),
        ("count", 12.0, 12, "#,##0"),
    ],
)
def test_a_workbook_has_numbers_as_numbers(kind, cell, value, shown_as):
    of = figures(table(kind, cell))["B2"]
    assert (of.data_type, of.value, of.number_format) == ("n", value, shown_as)


def test_a_workbook_has_days_as_days():
    cell = figures(table("day", DAY))["B2"]
    assert (cell.is_date, cell.value.date(), cell.number_format) == (True, DAY, "dd/mm/yyyy")


def test_a_figure_in_a_unit_of_its_own_is_a_number_in_a_workbook_and_said_in_a_csv():
    mixed = table("text", Figure(0.91, "share"), Figure(120000, "pence"))
    sheet = figures(mixed)
    assert [(sheet[at].value, sheet[at].number_format) for at in ("B2", "B3")] == [
        (0.91, "0.0%"),
        (1200, "£#,##0.00"),
    ]
    assert [row[1] for row in csv_rows(mixed)[1:]] == ["91%", "£1,200"]


def test_a_workbook_has_codes_as_texts():
    assert [figures(table("text", code))["B2"].value for code in ("007", "1E5")] == ["007", "1E5"]


def test_a_workbooks_headings_stay_and_filter():
    sheet = figures(table("pence", 100, 200))
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")


def test_a_column_is_as_wide_as_its_words_up_to_a_width_from_which_they_wrap():
    short, long = (figures(table("text", "a" * letters)) for letters in (38, 400))
    assert short.column_dimensions["B"].width >= 38
    assert long.column_dimensions["B"].width < 80
    assert long["B2"].alignment.wrap_text


def test_a_text_longer_than_a_cell_holds_keeps_its_beginning():
    assert figures(table("text", "a" * 33_000))["B2"].value == "a" * 32_767


def test_a_workbook_says_on_its_first_sheet_what_it_is_and_opens_at_its_figures():
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(table("pence", 100), NOTES)))
    assert (book.sheetnames, book.active.title) == (["About", "Figures"], "Figures")
    about = dict(row for row in book["About"].values if row[0] not in (None, "Mark"))
    assert about["Table"] == "Paid"
    assert about["For"] == "Luton · 2025/26 Q1"
    assert about["As of"] == "3 July 2026"
    assert about["Paid"] == "Pounds and pence"


@pytest.mark.parametrize(
    ("kind", "cell", "datatype"),
    [
        ("text", "007", "string"),
        ("day", DAY, "date"),
        ("pence", 100, {"base": "decimal", "format": "0.00"}),
        ("share", 0.5, "decimal"),
        ("count", 12.0, "integer"),
        ("count", 12.5, "decimal"),
    ],
)
def test_metadata_say_what_each_column_holds(kind, cell, datatype):
    column = described(table(kind, cell))["tableSchema"]["columns"][1]
    assert (column["titles"], column["datatype"]) == ("Paid", datatype)


def test_metadata_name_the_marks_that_stand_for_no_number():
    text, number = described(table("pence", Absent("suppressed")))["tableSchema"]["columns"]
    assert "null" not in text
    assert csv_cell("pence", Absent("suppressed")) in number["null"]


def test_metadata_say_what_the_table_is():
    said = described(table("pence", 100))
    assert said["@context"][0] == "http://www.w3.org/ns/csvw"
    assert (said["url"], said["dc:title"]) == ("paid.csv", "Paid")
    assert "Luton · 2025/26 Q1" in said["dc:description"]
    assert "x: not available" in said["dc:description"]
