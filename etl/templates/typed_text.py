"""Typed texts: what somebody typed, put into a cell as it was, unless it is personal data."""

import re

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.kinds import DATE
from data.personal import personal_in_ref, personal_in_text
from data.register import Column
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import read_cell
from etl.schema.source import Source

_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_PLAIN_DAY = re.compile(r"\d{4}-\d\d-\d\d|.*[^\W\d_].*")  # year first, or the month by name


def personal_in(source: Source, column: Column, text: str | None) -> str | None:
    """What personal data a cell holds, whether or not it was told of."""
    if text is None or not source.is_searched(column) or reads_as_figure(column, text):
        return None
    return personal_in_ref(text) if column.name == source.pseudonym else personal_in_text(text)


def reads_as_figure(column: Column, text: str) -> bool:
    """Whether a text is a day or a number as its column asks for one."""
    if column.kind is not DATE and not column.kind.is_number:
        return False
    try:
        read_cell(column.kind, text)
    except FaultError:
        return False
    return True


def write_typed(
    sheet: Worksheet, place: tuple[int, int], column: Column, text: str, style: Format
) -> None:
    """A day as a date and a plain number as a number; all else is text, exactly as it came.

    03/07/2026 stays text: whether its column has the day first, only the whole sheet can say.
    """
    if not reads_as_figure(column, text):
        sheet.write_string(*place, text, style)
    elif column.kind is DATE and _PLAIN_DAY.fullmatch(text):
        sheet.write_datetime(*place, read_cell(DATE, text), style)
    elif column.kind.is_number and _PLAIN_NUMBER.fullmatch(text):
        sheet.write_number(*place, float(text), style)
    else:
        sheet.write_string(*place, text, style)
