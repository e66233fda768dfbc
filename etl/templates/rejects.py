"""Rejects: a file is read again beside its problems, and its rejected rows are given back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from etl.archive.discover import Sent
from etl.extract.sandbox import Sandbox
from etl.load.problems import open_problems
from etl.recognise.incoming_file import IncomingFile, open_incoming
from etl.schema.problem import Problem
from etl.templates.choose_file import ArchivedFile
from etl.templates.corrections_workbook import corrections
from etl.templates.guidance import Letter
from etl.templates.issued_workbook import Given, NotGivenError
from etl.templates.recipients import agreements_in, partners_of
from etl.templates.rejected_rows import rejected
from etl.validate.context import Known
from etl.validate.return_form import form_of

_UNKNOWN = "whoever sent the file"


@dataclass(frozen=True)
class GivenBack:
    """What is given back of a file: a workbook, or nothing where all of it was taken in.

    `rows` counts the rows by sheet; `are_added` where they are added to what was loaded, else the
    workbook is sent as a return. `recipient` is an organisation, with how to reach it.
    """

    file: ArchivedFile
    given: Given | None
    rows: dict[str, int]
    are_added: bool
    recipient: str
    queries: tuple[Problem, ...]


def give_back(connection: Connection, file: ArchivedFile, data: bytes, today: date) -> GivenBack:
    """Read a file once more and give back what was rejected; NotGivenError where that cannot be."""
    problems = open_problems(connection, file.file_id)
    errors = [problem for problem in problems if problem.severity == "error"]
    queries = tuple(problem for problem in problems if problem.severity == "query")
    if not errors:
        return GivenBack(file, None, {}, False, "", queries)
    with Sandbox() as sandbox:
        incoming = open_incoming(Sent(file.name, data, file.sha256), sandbox)
    _require_rows(file, incoming, errors)
    form = form_of(incoming, Known(connection, today)) if incoming.form else None
    back = rejected(incoming, form.origin if form else None, errors)
    agreements = {form.origin.agreement_code.casefold()} if form and form.origin else None
    recipient = _recipient(connection, agreements or agreements_in(incoming))
    made = corrections(back, Letter(file, errors, recipient, today, queries))
    rows = {sheet.source.sheet: len(sheet.rows) for sheet in back.sheets}
    return GivenBack(file, made, rows, back.are_added, recipient, queries)


def _require_rows(file: ArchivedFile, incoming: IncomingFile, errors: Sequence[Problem]) -> None:
    """A file that cannot be opened, or that mends a file which never came, has no rows to mend."""
    refused = incoming.refused or next((p for p in errors if p.rule == "unknown_file"), None)
    if refused:
        raise NotGivenError(
            f"There are no rows to give back of {file.name}. {refused.message} {refused.remedy}"
        )


def _recipient(connection: Connection, agreements: set[str]) -> str:
    """The one partner whose rows these are; where there are several, none is given the others'."""
    partners = partners_of(connection, agreements)
    if len(partners) == 1:
        contact = partners[0]["contact"] or "the register has no contact"
        return f"{partners[0]['name']} ({contact})"
    names = ", ".join(partner["name"] for partner in partners)
    return f"whoever sent the file, which holds rows of {names}" if names else _UNKNOWN
