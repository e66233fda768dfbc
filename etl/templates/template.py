"""The workbook to fill in for one agreement and quarter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from sqlalchemy import Connection, Row
from xlsxwriter.worksheet import Worksheet

from data.calendar import Quarter, quarter_of
from data.formatting import day
from data.hub import HUB
from data.register import Column
from etl.recognise.forms import FORM, READ_ME
from etl.schema.source import Source
from etl.sources import SOURCES
from etl.templates.input_rules import allowed, listed
from etl.templates.issued_workbook import Given, NotGivenError, file_name
from etl.templates.recipients import Party, objectives, parties
from etl.templates.workbook_writer import LAST_ROW, Book

SHEETS = ("progress", "participants", "attendance", "satisfaction", "learning", "spending")
_MAY = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort")
_PROTECTION = dict.fromkeys(_MAY, True)  # headings stay; the rest is the partner's
_LONGEST_PROMPT = 255


@dataclass(frozen=True)
class Wanted:
    """What a workbook is made for."""

    party: Party
    quarter: Quarter
    objectives: Sequence[Row]


def template(connection: Connection, agreement_code: str, quarter: str, today: date) -> Given:
    """The workbook for an agreement and a quarter; NotGivenError offers the nearest there is."""
    party = _party(connection, agreement_code)
    asked = Wanted(
        party, _quarter(party, quarter, today), objectives(connection, party.agreement_code)
    )
    book = Book(f"Return of {party.agreement_code} for {asked.quarter}", today)
    book.guidance(READ_ME, f"Your return for {asked.quarter}", _guidance(asked))
    _form(book, asked)
    for key in SHEETS:
        _table(book, SOURCES[key], asked)
    return Given(file_name(party.agreement_code, str(asked.quarter)), book.bytes())


# -- Which ---------------------------------------------------------------------------------------


def _party(connection: Connection, code: str) -> Party:
    known = parties(connection)
    if not known:
        raise NotGivenError("The hub has no agreements yet. Load its registers first.")
    found = known.get(code.strip().casefold())
    if found is None:
        near = known[get_close_matches(code.strip().casefold(), known, n=1, cutoff=0)[0]]
        raise NotGivenError(
            f"There is no agreement ‘{code}’. The nearest is {near.agreement_code} "
            f"({near.title}, {near.partner})."
        )
    return found


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


# -- What to read --------------------------------------------------------------------------------


def _guidance(asked: Wanted) -> Iterator[tuple[str, str]]:
    party, quarter = asked.party, asked.quarter
    yield "From", f"{party.partner}: {party.title} (agreement {party.agreement_code})"
    yield "For", f"{quarter}, which runs from {day(quarter.start)} to {day(quarter.end)}"
    yield "Due", f"{day(quarter.due_on)}"
    yield "Send it to", f"{HUB.contact}, {HUB.name} ({HUB.lead})"
    yield "How to fill it in", ""
    yield from _STEPS
    yield "What not to send", ""
    yield from _NEVER
    yield "The sheets", ""
    for key in (FORM.key, *SHEETS):
        source = SOURCES[key]
        yield source.sheet, " ".join(filter(None, (source.sentence, source.guidance)))
    if asked.objectives:
        yield "Your objectives", ""
        for objective in asked.objectives:
            yield objective.objective_code, _objective(objective)


_STEPS = (
    ("1", "Begin with sheet Return. Agreement and quarter stand there already."),
    ("2", "Fill in the sheets for which you have something, and leave the others as they are."),
    (
        "3",
        "Click on a cell to read what belongs in it. A dark heading with bold letters is needed in "
        "every row; one in italics may stay blank.",
    ),
    ("4", "Paste from your own records with Paste special, Values, so that the checks stay."),
    ("5", "Keep the names of the sheets and the headings: the hub's computer reads them."),
    (
        "Nothing to report?",
        "Where nothing took place in the whole quarter, say yes to that on sheet Return and send "
        "the workbook. All other sheets stay as they are.",
    ),
    (
        "Something wrong?",
        "Correct the workbook and send it again. A sheet with rows takes the place of the one sent "
        "before, so send it whole, not only what is new.",
    ),
)
_NEVER = (
    (
        "No names",
        "No child's, parent's or teacher's name, on any sheet. Use your own codes, such as c17.",
    ),
    (
        "Nothing to find a child by",
        "No dates of birth, addresses, postcodes, e-mail addresses, phone numbers or unique pupil "
        "numbers. The hub refuses rows and columns that hold them.",
    ),
)


def _objective(objective: Row) -> str:
    start = f"from {objective.baseline:g} to " if objective.baseline is not None else ""
    return (
        f"{objective.statement.rstrip('.')}. {objective.measure} ({objective.unit}): {start}"
        f"{objective.target:g} by {day(objective.due_on)}. {_COUNTED[objective.adds_up]}"
    )


_COUNTED = {
    "sum": "Give what this quarter alone added.",
    "latest": "Give the value at the end of the quarter.",
}


# -- What to fill in -----------------------------------------------------------------------------


def _form(book: Book, asked: Wanted) -> None:
    sheet = book.sheet(FORM.sheet, landscape=False)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 40)
    given = {"agreement_code": asked.party.agreement_code, "quarter": str(asked.quarter)}
    for row, column in enumerate(FORM.columns):
        value = given.get(column.name)
        looks = {"locked": value is not None, "border": 1, "align": "left"}
        sheet.write_string(row, 0, column.header, book.headed(column))
        sheet.set_row(row, 24)
        if value is None:
            sheet.write_blank(row, 1, None, book.cell(column, **looks))
            sheet.data_validation(row, 1, row, 1, allowed(column, f"B{row + 1}", asked.quarter))
        else:
            sheet.write_string(row, 1, value, book.cell(column, **looks))
    sheet.protect("", _PROTECTION)


def _table(book: Book, source: Source, asked: Wanted) -> None:
    sheet = book.sheet(source.sheet)
    book.heading(sheet, source.columns, fixed=1)
    for at, column in enumerate(source.columns):
        letter = chr(ord("A") + at)
        rule = allowed(column, f"{letter}2", asked.quarter, first=asked.party.activity)
        prompt = {"input_title": rule["input_title"], "input_message": rule["input_message"]}
        sheet.data_validation(0, at, 0, at, {"validate": "any"} | prompt)
        if column.name in source.filled_in:
            _objectives(book, sheet, column, rule, asked.objectives)
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
    said = _objective(objective)
    short = said if len(said) <= _LONGEST_PROMPT else said[: _LONGEST_PROMPT - 1] + "…"
    return {"input_title": objective.objective_code[:32], "input_message": short}
