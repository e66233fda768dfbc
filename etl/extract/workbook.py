"""Workbooks of every kind become sheets of text cells; their bytes say of which kind they are.

Runs in a process of its own (see `reader`), so it imports nothing heavy and returns plain lists.
"""

from etl.extract.compound import Compound
from etl.extract.left_out import IsKnown, without_too_many_faults
from etl.extract.ods import read_ods
from etl.extract.package import Package
from etl.extract.refusal import (
    UnreadableError,
    attempt,
    cannot_open,
    locked,
    other_package,
    refuse_foreign,
    refuse_other_compound,
    refuse_text,
    refuse_wrong_suffix,
)
from etl.extract.xls import read_xls
from etl.extract.xlsx import read_xlsx

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(data: bytes, suffix: str = "", is_known: IsKnown = lambda _: True) -> list[dict]:
    """Each sheet as {name, rows: [[row number, [text or None …]] …], faults, notes, converted}.

    A fault is [row, column index, value, rule]: a cell that must not be read as it stands, such as
    a formula without a saved value, which must not pass for a blank. Error cells come as their
    text, like `#REF!`. A note is [rule, message, first cell or None]. Converted are, of a column,
    [column index, texts] that stand in cells of days, times and numbers that are no plain code.
    `suffix` is how the file's name ends: a workbook of another kind than it says is refused.
    A sheet that is too large refuses the workbook where its name `is_known`; else it comes without
    rows, and with why it is `unread`. Where one of two programs stumbled over the workbook, its
    first sheet `has_one_reader`.
    """
    return without_too_many_faults(_read(data, suffix, is_known), is_known)


def _read(data: bytes, suffix: str, is_known: IsKnown) -> list[dict]:
    if data.startswith(b"PK"):
        return _read_packed(data, suffix, is_known)
    if data.startswith(_OLE):
        return _read_compound(data, suffix, is_known)
    refuse_foreign(data, "a workbook")
    refuse_text(data)
    raise UnreadableError("not_a_workbook", "This is not a workbook.")


def _read_packed(data: bytes, suffix: str, is_known: IsKnown) -> list[dict]:
    package = Package(data)
    if "xl/workbook.xml" in package.names:
        refuse_wrong_suffix(".xlsx", suffix)
        return read_xlsx(package, is_known)
    if "encrypted-package" in package.names:
        raise locked()
    if package.holds_spreadsheet():
        refuse_wrong_suffix(".ods", suffix)
        return read_ods(package, is_known)
    raise other_package(package.names)


def _read_compound(data: bytes, suffix: str, is_known: IsKnown) -> list[dict]:
    compound = attempt(lambda: Compound(data))
    if compound is None:
        raise cannot_open()
    refuse_other_compound(compound.names)
    refuse_wrong_suffix(".xls", suffix)
    stream = attempt(compound.workbook)
    if not stream:
        raise cannot_open()
    return read_xls(stream, is_known)
