"""Template: the workbook to fill in for one agreement and quarter."""

from collections.abc import Sequence
from dataclasses import replace
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
from etl.templates.older_workbook import Older
from etl.templates.recipients import Party, objectives, parties
from etl.templates.table_to_fill import PROTECTION, Texts, put_rows, table_to_fill
from etl.templates.typed_text import write_typed
from etl.templates.workbook_writer import LAST_ROW, Book

_LONGEST_PROMPT = 255


def template(
    connection: Connection,
    agreement_code: str,
    quarter: str,
    today: date,
    older: Older | None = None,
) -> Given:
    """The workbook for an agreement and a quarter, with what was typed into an older one.

    NotGivenError offers the nearest that there is.
    """
    party = _party(connection, agreement_code)
    wanted = Wanted(
        party, _quarter(party, quarter, today), objectives(connection, party.agreement_code)
    )
    older = _of_this_return(older or Older(""), wanted)
    book = Book(f"Return of {party.agreement_code} for {wanted.quarter}", today)
    book.guidance(READ_ME, f"Your return for {wanted.quarter}", how_to_fill_in(wanted))
    _form(book, wanted, older.form)
    for key in SHEETS:
        _table(book, SOURCES[key], wanted, older.rows.get(key, []))
    name = file_name(party.agreement_code, str(wanted.quarter))
    return Given(name, book.bytes(), tuple(older.left_out))


def _of_this_return(older: Older, wanted: Wanted) -> Older:
    """What of an older workbook belongs into this one: of another quarter the children alone."""
    if not older.name:
        return older
    code, quarter = older.form.get("agreement_code", ""), older.form.get("quarter", "")
    if code.casefold() != wanted.party.agreement_code.casefold():
        whose = f"is for agreement {code}" if code else "does not say for which agreement it is"
        raise NotGivenError(
            f"{older.name} {whose}. Give a workbook of {wanted.party.agreement_code} after --from."
        )
    for source in SOURCES.values():
        if not source.is_return:
            older.leave_out(source, "it is no sheet of a return.")
        elif source.is_replaced_whole and not _is_of(quarter, wanted.quarter):
            older.leave_out(source, f"it is of {quarter or 'no quarter'}, not {wanted.quarter}.")
    return older if _is_of(quarter, wanted.quarter) else replace(older, form={})


def _is_of(text: str, quarter: Quarter) -> bool:
    try:
        return Quarter.parse(text) == quarter
    except ValueError:
        return False


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


def _form(book: Book, wanted: Wanted, typed: Texts) -> None:
    sheet = book.sheet(FORM.sheet, landscape=False)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 40)
    given = {"agreement_code": wanted.party.agreement_code, "quarter": str(wanted.quarter)}
    for row, column in enumerate(FORM.columns):
        value = given.get(column.name)
        style = book.cell(column, locked=value is not None, border=1, align="left")
        sheet.write_string(row, 0, column.header, book.headed(column))
        sheet.set_row(row, 24)
        if value is None:
            sheet.data_validation(row, 1, row, 1, allowed(column, f"B{row + 1}", wanted.quarter))
            value = typed.get(column.name)
        if value is None:
            sheet.write_blank(row, 1, None, style)
        else:
            write_typed(sheet, (row, 1), column, value, style)
    sheet.protect("", PROTECTION)


def _table(book: Book, source: Source, wanted: Wanted, typed: Sequence[Texts]) -> None:
    sheet = table_to_fill(book, source, wanted.quarter, wanted.party.activity)
    for column in source.columns:
        if column.name in source.filled_in:
            _objectives(book, sheet, column, wanted)
            typed = _beside(column, [row.objective_code for row in wanted.objectives], typed)
    put_rows(book, sheet, source, typed)


def _objectives(book: Book, sheet: Worksheet, column: Column, wanted: Wanted) -> None:
    """A row for each objective, its code filled in and its aim told to whom clicks on it."""
    rule = allowed(column, "A2", wanted.quarter)
    codes = [objective.objective_code for objective in wanted.objectives]
    for row, objective in enumerate(wanted.objectives, start=1):
        sheet.write_string(row, 0, objective.objective_code, book.cell(column, locked=False))
        sheet.data_validation(row, 0, row, 0, rule | _prompted(objective))
    sheet.data_validation(1 + len(codes), 0, LAST_ROW, 0, rule | (listed(codes) if codes else {}))


def _beside(column: Column, codes: Sequence[str], typed: Sequence[Texts]) -> list[Texts]:
    """Typed rows beside the codes that stand there already; the others below them."""
    places = {code.casefold(): at for at, code in enumerate(codes)}
    rows: list[Texts] = [{} for _ in codes]
    for row in typed:
        at = places.pop((row.get(column.name) or "").casefold(), None)
        if at is None:
            rows.append(row)
        else:
            rows[at] = row
    return rows


def _prompted(objective: Row) -> dict:
    aim = worded(objective)
    short = aim if len(aim) <= _LONGEST_PROMPT else aim[: _LONGEST_PROMPT - 1] + "…"
    return {"input_title": objective.objective_code[:32], "input_message": short}
