"""Writing workbooks and CSV files whose bytes depend on nothing but what is written."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from data.register import Column
from etl.sample.hands import TIDY, Hand, Row
from etl.schema.source import Source

CREATED = datetime(2024, 9, 2, tzinfo=UTC)  # a fixed day, told to every workbook
OPTIONS = {"default_date_format": "dd/mm/yyyy", "remove_timezone": True}


class Book:
    """One workbook being written by one hand."""

    def __init__(self, path: Path, hand: Hand = TIDY):
        self.book = xlsxwriter.Workbook(str(path), OPTIONS)
        self.book.set_properties({"created": CREATED})
        self.hand = hand

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.book.close()

    def form(self, source: Source, values: Row) -> None:
        """A sheet with labels in column A and values in column B."""
        self.lines(source.sheet, form_lines(source, values, self.hand))

    def table(self, source: Source, rows: Sequence[Row], title: str = "") -> None:
        """A sheet of rows under the source's headings."""
        self.lines(source.sheet, table(source.columns, rows, self.hand, source.sheet, title))

    def lines(self, name: str, lines: Sequence[Sequence[object]]) -> None:
        """A sheet of lines as they are."""
        sheet = self.book.add_worksheet(name)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)


def form_lines(source: Source, values: Row, hand: Hand = TIDY) -> list[list[object]]:
    """A form's labels and values, those that are given."""
    filled = [column for column in source.columns if column.name in values]
    return [[column.header, hand.cell(column.name, values[column.name])] for column in filled]


def write_csv(path: Path, columns: Sequence[Column], rows: Sequence[Row], title: str = "") -> None:
    """A CSV file under the columns' headings, with a title row above where there is a title."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table(columns, rows, TIDY, "", title))


def table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    hand: Hand = TIDY,
    sheet: str = "",
    title: str = "",
) -> list[list[object]]:
    """Titles, headings, rows and total as lines of cells."""
    names = [column.name for column in columns]
    titles = [title] if title else hand.titles(sheet)
    return [
        *([words] for words in titles),
        [hand.heading(column.header) for column in columns],
        *([hand.cell(name, row.get(name)) for name in names] for row in rows),
        *hand.total(names, rows),
    ]
