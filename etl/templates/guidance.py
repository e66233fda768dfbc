"""Guidance in the hub's workbooks: what to do with one to fill in, and with one to correct."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row

from data.calendar import Quarter
from data.formatting import day
from data.hub import HUB
from etl.recognise.forms import CORRECTIONS, FORM
from etl.report.grouping import alike
from etl.schema.origin import MENDED_ROW
from etl.schema.problem import Problem
from etl.sources import SOURCES
from etl.templates.choose_file import ArchivedFile
from etl.templates.recipients import Party
from etl.templates.rejected_rows import Rejected

SHEETS = sorted(
    (key for key, source in SOURCES.items() if source.place), key=lambda key: SOURCES[key].place
)


@dataclass(frozen=True)
class Wanted:
    """What a workbook is made for."""

    party: Party
    quarter: Quarter
    objectives: Sequence[Row]


def how_to_fill_in(wanted: Wanted) -> Iterator[tuple[str, str]]:
    party, quarter = wanted.party, wanted.quarter
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
    if wanted.objectives:
        yield "Your objectives", ""
        for objective in wanted.objectives:
            yield objective.objective_code, worded(objective)


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


def worded(objective: Row) -> str:
    start = f"from {objective.baseline:g} to " if objective.baseline is not None else ""
    return (
        f"{objective.statement.rstrip('.')}. {objective.measure} ({objective.unit}): {start}"
        f"{objective.target:g} by {day(objective.due_on)}. {_COUNTED[objective.adds_up]}"
    )


_COUNTED = {
    "sum": "Give what this quarter alone added.",
    "latest": "Give the value at the end of the quarter.",
}


@dataclass(frozen=True)
class Letter:
    """What goes with the rows: which file they are of, what was told of it, and to whom it goes."""

    file: ArchivedFile
    errors: Sequence[Problem]
    recipient: str
    today: date
    queries: Sequence[Problem] = ()


def how_to_correct(back: Rejected, letter: Letter) -> Iterator[tuple[str, str]]:
    yield "For", letter.recipient
    yield "Your file", f"{letter.file.name}, received {day(letter.file.received_on)}"
    yield "Send it back to", f"{HUB.contact}, {HUB.name} ({HUB.lead})"
    yield "What to do", ""
    yield from _added(back) if back.are_added else _whole(back)
    yield "What is wrong", ""
    yield "Cells of your file", "What is wrong there, and what to do"
    follows = "no_return" if back.wrong_fields else None  # goes with the fault of the form
    for group in alike(problem for problem in letter.errors if problem.rule != follows):
        yield group.place or "The file", f"{group.message} {group.remedy}"
    if letter.queries:
        yield "What is asked", ""
        yield "Cells of your file", "These rows are in. Tell the hub whether they are right."
        for group in alike(letter.queries):
            yield group.place or "The file", f"{group.message} {group.remedy}"


def _added(back: Rejected) -> Iterator[tuple[str, str]]:
    count = sum(len(sheet.rows) for sheet in back.sheets)
    only = "One row" if count == 1 else f"{count:,} rows"
    yield "", f"{only} of your file could not be taken in. All others are in and stay as they are."
    yield "1", f"Correct the marked cells: {_MARKED}"
    yield "2", f"Leave the column ‘{MENDED_ROW.header}’ and the sheet {CORRECTIONS} as they are."
    yield "3", "Save this workbook and send it back. Your own file need not be sent again."


def _whole(back: Rejected) -> Iterator[tuple[str, str]]:
    yield "", _FORM_AT_FAULT if back.wrong_fields else _SHEET_AT_FAULT
    yield "1", f"Correct the marked cells: {_MARKED}"
    yield "2", "Keep the other rows as they are: these sheets are read anew, as a whole."
    yield "3", "Save this workbook and send it back. Your own file need not be sent again."


_FORM_AT_FAULT = (
    "Something on sheet Return is wrong, so the return is needed once more as a whole. All of it "
    "is here."
)
_SHEET_AT_FAULT = (
    "None of the rows of the sheets in this workbook could be read, because something is "
    "wrong with a sheet as a whole. What is not in this workbook is in already and stays as it is."
)
_MARKED = (
    "they are yellow with a thick border, and a note beside each says what is wrong and what to "
    "type. Rest the pointer on the cell to read it. Where personal data stood, the cell is blank."
)
