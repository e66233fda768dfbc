"""Broken files, as they also arrive: eight earlier versions of returns, each with one fault."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from etl.sample.returns import Return
from etl.sample.workbook import Book, form_lines, table
from etl.sources import SOURCES

BEFORE = timedelta(days=3)  # the good return came so much later and replaced the broken one
Lines = dict[str, list[list[object]]]


def write(folder: Path, sent: Return) -> None:
    """Each fault that a return is chosen for, in a workbook of its own."""
    for name, (agreement_code, number, fault) in FAULTS.items():
        if (sent.agreement.code, sent.quarter.number) == (agreement_code, number):
            with Book(folder / f"{sent.name}_{name}.xlsx") as book:
                for sheet, lines in fault(_lines(sent)).items():
                    book.lines(sheet, lines)


def _lines(sent: Return) -> Lines:
    """A return's sheets as lines, without the count of rows, so that one fault stays alone."""
    form = sent.form | {"prepared_on": sent.prepared_on - BEFORE}
    del form["rows_of_data"]
    sheets = {
        SOURCES[key].sheet: table(SOURCES[key].columns, rows) for key, rows in sent.sheets.items()
    }
    return {SOURCES["return"].sheet: form_lines(SOURCES["return"], form)} | sheets


def _unknown_agreement(lines: Lines) -> Lines:
    form = [["Agreement code", "A-0999"], *lines["Return"][1:]]
    return _with(lines, "Return", form)


def _wrong_count(lines: Lines) -> Lines:
    return _with(lines, "Return", [*lines["Return"], ["Rows of data", 1234]])


def _no_session_date(lines: Lines) -> Lines:
    return _with(lines, "Attendance", [line[1:] for line in lines["Attendance"]])


def _american_dates(lines: Lines) -> Lines:
    head, *rows = lines["Attendance"]
    return _with(lines, "Attendance", [head, *([f"{row[0]:%m/%d/%Y}", *row[1:]] for row in rows)])


def _dates_of_birth(lines: Lines) -> Lines:
    head, *rows = lines["Participants"]
    birthday = date(2015, 2, 3)
    with_births = [[*row, birthday + timedelta(days=n)] for n, row in enumerate(rows)]
    return {"Return": lines["Return"], "Participants": [[*head, "Date of birth"], *with_births]}


def _lost_formulas(lines: Lines) -> Lines:
    head, first, *rows = lines["Spending"]
    column = head.index("Amount")
    return _with(lines, "Spending", [head, [*first[:column], "#REF!", *first[column + 1 :]], *rows])


def _answers_twice(lines: Lines) -> Lines:
    head, first, *rows = lines["Satisfaction"]
    column = head.index("Score (1-5)")
    other = [*first[:column], 6 - first[column] if first[column] != 3 else 1, *first[column + 1 :]]
    return _with(lines, "Satisfaction", [head, first, *rows, other])


def _outside_quarter(lines: Lines) -> Lines:
    head, *rows = lines["Attendance"]
    moved = [[row[0] - timedelta(days=200), *row[1:]] for row in rows[:5]]
    return _with(lines, "Attendance", [head, *moved, *rows[5:]])


def _with(lines: Lines, sheet: str, changed: list[list[object]]) -> Lines:
    return lines | {sheet: changed}


FAULTS: dict[str, tuple[str, int, Callable[[Lines], Lines]]] = {
    "unknown-agreement": ("A-0108", 1, _unknown_agreement),
    "wrong-count": ("A-0108", 2, _wrong_count),
    "no-session-date": ("A-0206", 1, _no_session_date),
    "american-dates": ("A-0206", 2, _american_dates),
    "dates-of-birth": ("A-0309", 1, _dates_of_birth),
    "lost-formulas": ("A-0309", 2, _lost_formulas),
    "answers-twice": ("A-0311", 2, _answers_twice),
    "outside-the-quarter": ("A-0311", 3, _outside_quarter),
}
