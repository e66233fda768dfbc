"""Template: the workbook to fill in for one agreement and quarter."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from sqlalchemy import Connection, Row
from xlsxwriter.worksheet import Worksheet

from data.calendar import Quarter, quarter_of
from data.formatting import day
from data.register import Column
from etl.recognise.forms import FORM, READ_ME
from etl.schema.source import Source
from etl.sources import SOURCES
from etl.templates.guidance import SHEETS, Wanted, how_to_fill_in, worded
from etl.templates.input_rules import allowed, listed
from etl.templates.issued_workbook import Given, NotGivenError, file_name
from etl.templates.recipients import Party, objectives, parties
from etl.templates.workbook_writer import LAST_ROW, Book

_MAY = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort")
_PROTECTION = dict.fromkeys(_MAY, True)  # headings stay; the rest is the partner's
_LONGEST_PROMPT = 255


def template(connection: Connection, agreement_code: str, quarter: str, today: date) -> Given:
    """The workbook for an agreement and a quarter; NotGivenError offers the nearest there is."""
    party = _party(connection, agreement_code)
    wanted = Wanted(
        party, _quarter(party, quarter, today), objectives(connection, party.agreement_code)
    )
    book = Book(f"Return of {party.agreement_code} for {wanted.quarter}", today)
    book.guidance(READ_ME, f"Your return for {wanted.quarter}", how_to_fill_in(wanted))
    _form(book, wanted)
    for key in SHEETS:
        _table(book, SOURCES[key], wanted)
    return Given(file_name(party.agreement_code, str(wanted.quarter)), book.bytes())


def _party(connection: Connection, code: str) -> Party:
    known = parties(connection)
    if not known:
        raise NotGivenError("The hub has no agreements yet. Load its registers first.")
    party = known.get(code.strip().casefold())
    if party is None:
        near = known[get_close_matches(code.strip().casefold(), known, n=1, cutoff=0)[0]]
        raise NotGivenError(
            f"There is no agreement ‘{code}’. The nearest is {near.agreement_code} "
            f"({near.title}, {near.partner})."
        )
    return party


def _quarter(party: Party, text: str, today: date) -> Quarter:
    first, last = quarter_of(party.starts_on), quarter_of(party.ends_on)
    try:
        quarter = Quarter.parse(text)
    except ValueError as error:
        near = max(first, min(last, quarter_of(today)))
        raise NotGivenError(f"{error} The newest of {party.agreement_code} is {near}.") from None
    near = max(first, min(last, quarter))
    if near != quarter:
        raise NotGivenError(
            f"{party.agreement_code} runs from {day(party.starts_on)} to {day(party.ends_on)}, "
            f"not in {quarter}. The nearest quarter is {near}."
        )
    return quarter


def _form(book: Book, wanted: Wanted) -> None:
    sheet = book.sheet(FORM.sheet, landscape=False)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 40)
    given = {"agreement_code": wanted.party.agreement_code, "quarter": str(wanted.quarter)}
    for row, column in enumerate(FORM.columns):
        value = given.get(column.name)
        looks = {"locked": value is not None, "border": 1, "align": "left"}
        sheet.write_string(row, 0, column.header, book.headed(column))
        sheet.set_row(row, 24)
        if value is None:
            sheet.write_blank(row, 1, None, book.cell(column, **looks))
            sheet.data_validation(row, 1, row, 1, allowed(column, f"B{row + 1}", wanted.quarter))
        else:
            sheet.write_string(row, 1, value, book.cell(column, **looks))
    sheet.protect("", _PROTECTION)


def _table(book: Book, source: Source, wanted: Wanted) -> None:
    sheet = book.sheet(source.sheet)
    book.heading(sheet, source.columns, fixed=1)
    for at, column in enumerate(source.columns):
        letter = chr(ord("A") + at)
        rule = allowed(column, f"{letter}2", wanted.quarter, first=wanted.party.activity)
        prompt = {"input_title": rule["input_title"], "input_message": rule["input_message"]}
        sheet.data_validation(0, at, 0, at, {"validate": "any"} | prompt)
        if column.name in source.filled_in:
            _objectives(book, sheet, column, rule, wanted.objectives)
        else:
            sheet.data_validation(1, at, LAST_ROW, at, rule)
    sheet.protect("", _PROTECTION)


def _objectives(
    book: Book, sheet: Worksheet, column: Column, rule: dict, known: Sequence[Row]
) -> None:
    """A row for each objective, its code filled in and its aim told to whom clicks on it."""
    for row, objective in enumerate(known, start=1):
        sheet.write_string(row, 0, objective.objective_code, book.cell(column, locked=False))
        sheet.data_validation(row, 0, row, 0, rule | _prompted(objective))
    codes = [objective.objective_code for objective in known]
    sheet.data_validation(1 + len(known), 0, LAST_ROW, 0, rule | (listed(codes) if codes else {}))


def _prompted(objective: Row) -> dict:
    aim = worded(objective)
    short = aim if len(aim) <= _LONGEST_PROMPT else aim[: _LONGEST_PROMPT - 1] + "…"
    return {"input_title": objective.objective_code[:32], "input_message": short}
