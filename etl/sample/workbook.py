"""Workbooks and CSV files as a hand writes them; nothing else moves their bytes."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from data import formatting
from data.register import Column
from etl.sample.hub import Row
from etl.schema.source import Source

MONEY = ("amount", "value")


@dataclass(frozen=True)
class Hand:
    """How one person fills a sheet in."""

    heading: Callable[[str], str] = str
    day: Callable[[date], object] = lambda day: day
    money: Callable[[float], object] = lambda pounds: pounds
    yes: str = "Yes"
    no: str = "No"
    has_titles: bool = False
    has_totals: bool = False

    def cell(self, column: str, value: object) -> object:
        """A value as this hand types it; amounts come in pence."""
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            return self.yes if value else self.no
        if isinstance(value, date):
            return self.day(value)
        return self.money(value / 100) if column in MONEY else value

    def titles(self, sheet: str) -> tuple[str, ...]:
        return (f"{sheet} this quarter", "Please do not change the headings", "") * self.has_titles

    def total(self, columns: Sequence[str], rows: Sequence[Row]) -> list[list[object]]:
        """A line with the sum of the amounts, where this hand draws one."""
        if not (self.has_totals and "amount" in columns and rows):
            return []
        total = self.money(sum(row["amount"] for row in rows) / 100)
        return [["Total", *(total if name == "amount" else None for name in columns[1:])]]


TIDY = Hand()
HANDS = {
    "tidy": TIDY,
    "csv": TIDY,
    "titled": Hand(has_titles=True, has_totals=True, yes="Y", no="N"),
    "text": Hand(
        heading=str.lower,
        day=lambda day: f"{day:%d/%m/%Y}",
        money=lambda pounds: f"£{pounds:,.2f}",
        yes="✓",
        no="✗",
    ),
    "shouting": Hand(heading=str.upper, day=formatting.day, yes="YES", no="NO"),
}


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
