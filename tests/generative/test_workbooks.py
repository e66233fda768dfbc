"""Whatever an honest program writes, both readers find the same in every cell."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as some
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from etl.extract.grid import cell_text
from etl.extract.workbook import read_workbook
from tests.support.walks import thorough

texts = some.text(
    some.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: text.strip() and not text.startswith(("=", "#", "'")))
whole = some.integers(-(10**12), 10**12)
parts = some.floats(-1e9, 1e9, allow_nan=False).map(lambda x: float(f"{x:.12g}"))
days = some.dates(date(1900, 3, 1), date(2100, 1, 1))
recent = some.dates(date(1905, 1, 1), date(2100, 1, 1))
old_days = some.dates(date(1900, 1, 1), date(1900, 2, 28))
moments = some.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
times = some.times(max_value=time(23, 59, 59)).map(lambda t: t.replace(microsecond=0))
lengths = some.integers(1, 400_000).map(lambda seconds: timedelta(seconds=seconds))
values = some.one_of(
    some.none(), some.booleans(), texts, whole, parts, days, old_days, moments, times, lengths
)
tables = some.integers(1, 5).flatmap(
    lambda width: some.lists(some.lists(values, min_size=width, max_size=width), max_size=8)
)


def by_openpyxl(table, from_1904=False) -> bytes:
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row in table:
        book.active.append(row)
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def by_xlsxwriter(table) -> bytes:
    told = io.BytesIO()
    with xlsxwriter.Workbook(told) as book:
        sheet = book.add_worksheet()
        formats = {
            date: "dd/mm/yyyy",
            datetime: "dd/mm/yyyy hh:mm:ss",
            time: "hh:mm:ss",
            timedelta: "[h]:mm:ss",
        }
        known = {kind: book.add_format({"num_format": code}) for kind, code in formats.items()}
        for n, row in enumerate(table):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(n, column, value)
                elif type(value) in known:
                    sheet.write_datetime(n, column, value, known[type(value)])
                else:
                    sheet.write(n, column, value)
    return told.getvalue()


def by_xlwt(table) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    formats = {date: "DD/MM/YYYY", datetime: "DD/MM/YYYY HH:MM:SS", time: "HH:MM:SS"}
    known = {kind: xlwt.easyxf(num_format_str=code) for kind, code in formats.items()}
    for n, row in enumerate(table):
        for column, value in enumerate(row):
            if type(value) in known:
                sheet.write(n, column, value, known[type(value)])
            elif value is not None:
                sheet.write(n, column, value)
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def read(data: bytes) -> tuple[dict, list]:
    (sheet,) = read_workbook(data)
    return dict(sheet["rows"]), sheet["faults"]


def expected(table) -> dict:
    width = max(
        (n for row in table for n, value in enumerate(row, 1) if value is not None), default=0
    )
    padded = [(row + [None] * width)[:width] for row in table]
    texts = {n: [cell_text(value) for value in row] for n, row in enumerate(padded, 1)}
    return {n: row for n, row in texts.items() if any(text is not None for text in row)}


@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter])
@thorough(120)
@given(table=tables)
def test_every_cell_of_an_honest_workbook_comes_back_and_no_reader_disagrees(write, table):
    rows, faults = read(write(table))
    assert faults == []
    assert rows == expected(table)


@thorough(60)
@given(table=some.lists(some.lists(some.one_of(texts, recent, moments), max_size=3), max_size=5))
def test_a_workbook_that_counts_from_1904_is_read_alike_by_both(table):
    assert read(by_openpyxl(table, from_1904=True)) == (expected(table), [])


@thorough(80)
@given(
    table=some.lists(
        some.lists(
            some.one_of(texts, whole, parts, days, moments, times, some.booleans()), max_size=3
        ),
        max_size=5,
    )
)
def test_no_reader_of_an_old_workbook_disagrees_with_the_other(table):
    assert read(by_xlwt(table))[1] == []


def test_rich_texts_shared_formulas_and_inline_texts_are_read_alike_by_both():
    book = openpyxl.Workbook()
    book.active.append(
        [CellRichText("Our ", TextBlock(InlineFont(b=True), "choir")), "  two  lines\n"]
    )
    told = io.BytesIO()
    book.save(told)
    rows, faults = read(told.getvalue())
    assert (rows[1][0], faults) == ("Our choir", [])
