"""Loading a file: every sheet is loaded, its return received, and the outcome recorded.

Runs inside a transaction of its caller's, who commits it, or rolls it back to check only.
"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl
from sqlalchemy import Connection

from data.warehouse.bulk import next_id
from data.warehouse.refresh import refresh
from data.warehouse.tables import dim_return
from etl.extract.sheet import Sheet
from etl.load.corrections import MendedFile, unknown_file
from etl.load.form_statements import contradicted, nothing_reported, report_on
from etl.load.ledger import mended_rows, record_attempt, record_outcome
from etl.load.load_sheet import load_next_sheet
from etl.load.loading import Loading, Outcome
from etl.load.problems import is_still_wrong, mark_mended
from etl.load.queries import known_queries
from etl.load.receipts import nil_over_rows, receive_csv, receive_form, receive_rest, superseded
from etl.load.repeats import repeats
from etl.load.retry import remember
from etl.load.returns import Arrival, stand_beside_others
from etl.recognise.forms import FORM, mended_sha
from etl.recognise.incoming_file import IncomingFile
from etl.report.report import FileReport, SheetReport
from etl.schema.problem import Problem
from etl.validate.context import Known
from etl.validate.personal_sheets import personal_headings
from etl.validate.return_form import form_of
from etl.validate.unread import notes_on, personal_beside, unknown_sheet


def load_file(
    connection: Connection, incoming: IncomingFile, arrival: Arrival, secret: bytes
) -> FileReport:
    """Write a file's rows, the record of what became of them, and what the file waits for."""
    record_attempt(connection, arrival.file_id, arrival.today)
    first = next_id(connection, dim_return)
    loading = _loading(connection, incoming, arrival, secret)
    sheets = list(_load_sheets(incoming, loading))
    forms, contradictions = _receive(loading, sheets)
    _mark_mended(loading, sheets)
    later = superseded(connection, first)
    refresh(connection, first, next_id(connection, dim_return) - 1)
    if stand_beside_others(connection, arrival.file_id):
        later += repeats(connection, arrival.file_id)
    outcomes = [*sheets, *forms]
    problems = [incoming.refused, *incoming.queries] if incoming.refused else incoming.queries[:]
    problems += notes_on(incoming.form) if incoming.form else []
    problems += [problem for sheet in sheets for problem in sheet.problems]
    problems += [*contradictions, *(problem for form in forms for problem in form.problems), *later]
    if any(problem.severity == "query" for problem in problems):
        problems = known_queries(connection, problems)
    reports = [outcome.report for outcome in (*forms, *sheets)]
    report = FileReport.of(incoming.name, incoming.sha256, reports, problems)
    aside = {outcome.report.sheet: outcome.set_aside for outcome in outcomes}
    mends = loading.mended.file_id if loading.mended else None
    record_outcome(connection, arrival.file_id, report, aside, mends)
    waits = {wait for outcome in outcomes for wait in outcome.waits}
    remember(connection, arrival.file_id, () if report.is_refused_for_personal_data else waits)
    return report


def _loading(
    connection: Connection, incoming: IncomingFile, arrival: Arrival, secret: bytes
) -> Loading:
    known, corrections = Known(connection, arrival.today), incoming.corrections
    return Loading(
        connection,
        arrival,
        known,
        secret,
        form=form_of(incoming, known) if incoming.form else None,
        mended=MendedFile.of(connection, mended_sha(corrections)) if corrections else None,
        mended_rows=mended_rows(connection, arrival.file_id),
    )


def _load_sheets(incoming: IncomingFile, loading: Loading) -> Iterator[Outcome]:
    """What becomes of each sheet but the Return form."""
    corrections, is_of_registers = incoming.corrections, incoming.is_of_registers
    read = {table.source.key for _, table in incoming.tables}
    read |= {FORM.key} if incoming.form else set()
    unknown = unknown_file(corrections.name) if corrections and not loading.mended else None
    if corrections:
        outcome = _left_out(corrections, "the form that names the file to mend")
        waits = {("file", mended_sha(corrections))} if unknown else set()
        yield replace(outcome, problems=[unknown] if unknown else [], waits=waits)
    while incoming.tables:
        yield load_next_sheet(incoming.tables, loading, unknown)
    for sheet in incoming.other_forms:
        yield _unread(sheet, "a Return form beside the one that is read", [], is_of_registers)
    for sheet in incoming.guidance:
        yield _unread(sheet, "how to fill in the workbook", [], is_of_registers)
    for sheet in incoming.unknown_sheets:
        beside = () if is_of_registers else personal_beside(sheet)
        notes = [unknown_sheet(sheet, read, is_of_registers), *beside]
        yield _unread(sheet, "a sheet that the hub does not read", notes, is_of_registers)


def _unread(sheet: Sheet, reason: str, notes: list[Problem], is_of_registers: bool) -> Outcome:
    """A sheet that is not read; in what partners send, one of personal data is refused."""
    refused = None if is_of_registers else personal_headings(sheet)
    outcome = _left_out(sheet, reason, refused)
    return replace(outcome, problems=[refused] if refused else notes)


def _left_out(sheet: Sheet, reason: str, refused: Problem | None = None) -> Outcome:
    """A sheet's rows set aside, but those below the heading that is `refused`."""
    first, filled = sheet.cells["row"].min(), sheet.cells["row"]
    below = set(filled.filter(filled > refused.row)) if refused else set()
    rows = (row for row in range(first, first + sheet.span) if row not in below)
    counts = {"rejected": len(below), "set_aside": sheet.span - len(below)}
    report = SheetReport(sheet.name, None, sheet.span, **counts)
    return Outcome(report, [], dict.fromkeys(rows, reason))


def _receive(loading: Loading, sheets: list[Outcome]) -> tuple[list[Outcome], list[Problem]]:
    """Record which returns came: what became of the form, and what contradicts another's."""
    connection, arrival, form = loading.connection, loading.arrival, loading.form
    reports, returns = [sheet.report for sheet in sheets], _returns(sheets)
    if form is None:
        if returns is None:
            return [], []
        receive_csv(connection, returns, reports, arrival)
        return [], nil_over_rows(connection, returns, arrival.file_id, None)
    data_rows = sum(sheet.data_rows for sheet in sheets)
    form.report(contradicted(form, data_rows))
    form.report(nothing_reported(connection, form, data_rows))
    is_new = form.origin is None or receive_form(connection, form, reports, arrival)
    under_nil = []
    if form.origin:
        rows = form.origin.as_rows()
        under_nil = nil_over_rows(connection, rows, arrival.file_id, form)
    form.report(problem for problem in under_nil if problem.column)
    others = [problem for problem in under_nil if not problem.column]
    return [Outcome(report_on(form, is_new), form.problems, form.set_aside, form.waits)], others


def _returns(sheets: list[Outcome]) -> pl.DataFrame | None:
    """The returns that the rows of a file are of, sheet by sheet."""
    returns = [sheet.returns for sheet in sheets if sheet.returns is not None]
    return pl.concat(returns) if returns else None


def _mark_mended(loading: Loading, sheets: list[Outcome]) -> None:
    """Enter in the record of the mended file what these rows have mended."""
    connection, mended, returns = loading.connection, loading.mended, _returns(sheets)
    for sheet in sheets:
        if sheet.corrected is not None:
            source, by = sheet.report.source, loading.arrival.file_id
            mark_mended(connection, mended.file_id, source, sheet.corrected, by)
    if returns is not None and mended and not is_still_wrong(connection, mended.file_id):
        receive_rest(connection, returns, loading.arrival)
