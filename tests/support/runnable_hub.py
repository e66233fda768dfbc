"""A hub whose every text would set a mark if it ran, loaded from files as people send them.

Each text stands in every field of every register and of every sheet of a return, as a file's and a
sheet's name and as a heading: once in a row that loads wherever its kind lets it stand, and once in
a row of nothing else, which is refused and told.
"""

import io
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from unittest.mock import patch

import xlsxwriter

from data.kinds import CODE, LABEL, PROFILE, QUARTER, TEXT, YEAR
from data.register import Column
from data.registers import REGISTERS
from etl.__main__ import main
from etl.schema.source import Source
from etl.sources import SOURCES
from tests.support.runnable_texts import TEXTS, Text
from tests.support.small_hub import TODAY

FORM = SOURCES["return"]
Q1 = "2025/26 Q1"
AS_TYPED = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
    "in_memory": True,
}
# What stands in a column for its row to load; the others take what their kind allows.
FITTING = {
    "area": "Luton",
    "home_area": "Luton",
    "starts_on": date(2024, 9, 1),
    "ends_on": date(2026, 8, 31),
    "opened_on": date(2024, 3, 1),
    "expires_on": date(2026, 6, 30),
    "quarter": Q1,
    "participant_ref": "c1",
    "response_ref": "r1",
    "scale_top": 10,
    "headcount": 30,
    "is_consortium_member": "no",
}
BLANK = {
    *("profile", "needs_return_for", "reason", "rows_of_data", "is_nil"),
    *("notice_on", "effective_on", "attended", "moved_from", "succeeds"),
}
OF_A_HEADCOUNT = {"participant_ref"}  # blank where children are counted
STANDARDS = {YEAR: "2025/26", QUARTER: Q1, PROFILE: None}
BY_TYPE = {int: 3, float: 3, bool: "yes", date: date(2025, 10, 1)}


def load_runnable_hub(folder: Path) -> Path:
    """The warehouse of such a hub, made by `etl load` in an empty folder."""
    sent, path = folder / "sent", folder / "hub.db"
    sent.mkdir()
    (sent / "registers.xlsx").write_bytes(_registers())
    for text in TEXTS:
        (sent / f"{text.file_name}.xlsx").write_bytes(_return(text))
        (sent / f"{text.file_name} form.xlsx").write_bytes(_wrong_form(text))
    with patch.dict(os.environ, HUB_TODAY=TODAY.isoformat()):
        main(["load", str(sent), "--db", str(path)])
    return path


def _registers() -> bytes:
    return _workbook({REGISTERS[key].sheet: _table(SOURCES[key], TEXTS) for key in REGISTERS})


def _return(text: Text) -> bytes:
    sheets = [source for source in SOURCES.values() if source.is_return and not source.is_form]
    return _workbook(
        {"Return": [[c.header, _fitting(FORM, c, text)] for c in FORM.columns]}
        | {source.sheet: _table(source, [text]) for source in sheets}
        | {text.sheet_name: [[text.words] * 3] * 3}
    )


def _wrong_form(text: Text) -> bytes:
    fields = [[column.header, text.words] for column in FORM.columns]
    return _workbook({"Return": [*fields, [text.words, text.words]]})


def _table(source: Source, texts: Iterable[Text]) -> list[list]:
    """The headings of a sheet and those that nobody asked for, and both rows of each text."""
    texts = list(texts)
    rows = [[column.header for column in source.columns] + [text.words for text in texts]]
    for text in texts:
        beyond = [text.words] * len(texts)
        rows.append([_fitting(source, column, text) for column in source.columns] + beyond)
        rows.append([text.words] * len(source.columns) + beyond)
    return rows


def _fitting(source: Source, column: Column, text: Text) -> object:
    """What stands in a column of a row that loads: the text, or what else its kind asks for."""
    if column.kind in (LABEL, TEXT):
        return text.words
    if column.name in BLANK or (source.key == "attendance" and column.name in OF_A_HEADCOUNT):
        return None
    if column.name in FITTING:
        return FITTING[column.name]
    return _code(source, column, text) if column.kind is CODE else _standard(column)


def _code(source: Source, column: Column, text: Text) -> str:
    if column.refers_to:
        return text.code(column.refers_to)
    is_key = source.key in REGISTERS and column.name in source.natural_key
    return text.code(source.key) if is_key else text.words


def _standard(column: Column) -> object:
    choices = column.kind.choices
    return choices[0] if choices else STANDARDS.get(column.kind, BY_TYPE.get(column.kind.holds))


def _workbook(sheets: dict[str, list[list]]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, AS_TYPED) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return held.getvalue()
