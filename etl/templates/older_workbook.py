"""Older workbooks: what somebody typed into one, so that a new one can hold it too."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.formatting import quoted
from data.personal import masked
from etl.archive.discover import Sent
from etl.extract.sandbox import Sandbox
from etl.extract.sheet import Fault, Sheet
from etl.recognise.forms import FORM, labels
from etl.recognise.incoming_file import IncomingFile, open_incoming
from etl.recognise.refusals import named_headings
from etl.recognise.rows import UNTOUCHED, sort_rows
from etl.recognise.table import Table
from etl.schema.problem import address
from etl.schema.source import Source
from etl.templates.issued_workbook import NotGivenError
from etl.templates.table_to_fill import Texts
from etl.templates.typed_text import personal_in

_OF_NOBODY = {UNTOUCHED, "a blank row", "the heading"}  # rows that nobody typed


@dataclass
class Older:
    """What was typed: the texts of the form, and of each kind of sheet its rows by column.

    `left_out` says in sentences what of it has no place in a workbook of the hub.
    """

    name: str
    form: Texts = field(default_factory=dict)
    rows: dict[str, list[Texts]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def leave_out(self, source: Source, why: str) -> None:
        """Take no row of a kind of sheet; said only where there are any."""
        if rows := self.rows.pop(source.key, []):
            self.left_out.append(f"Sheet {source.sheet}, {_rows(len(rows))}: {why}")


def older_workbook(name: str, data: bytes) -> Older:
    """What was typed into a workbook, its headings read as a load reads them.

    NotGivenError where the file cannot be opened.
    """
    with Sandbox() as sandbox:
        incoming = open_incoming(Sent.of(name, data), sandbox)
    if incoming.refused:
        raise NotGivenError(f"{name}: {incoming.refused.message} {incoming.refused.remedy}")
    older = Older(incoming.name, labels(incoming.form) if incoming.form else {})
    older.left_out += _unread(incoming)
    for sheet, table in incoming.tables:
        rows, left_out = _typed(sheet, table)
        older.rows.setdefault(table.source.key, []).extend(rows)
        older.left_out += left_out
    return older


def _unread(incoming: IncomingFile) -> Iterator[str]:
    for sheet in incoming.unknown_sheets:
        yield f"Sheet {quoted(masked(sheet.name))}: it is none that the hub reads."
    if incoming.form is None:
        return
    for row, label, *values in incoming.form.cells.iter_rows():
        if label and any(values) and FORM.column_for(label) is None:
            yield f"{incoming.form.name}, row {row}: {quoted(masked(label))} is no field of it."


def _typed(sheet: Sheet, table: Table) -> tuple[list[Texts], list[str]]:
    """The rows of a sheet, and what of it is left out."""
    in_order = sort_rows(sheet, table)
    reasons = Counter(why for why in in_order.set_aside.values() if why not in _OF_NOBODY)
    left_out = [f"{sheet.name}, {_rows(count)}: {why}." for why, count in reasons.items()]
    if table.unknown:
        headings = named_headings(table.unknown)
        left_out.append(f"{sheet.name}, under {headings}: the hub reads no such heading.")
    faulty = {(fault.row, fault.column): fault for fault in sheet.faults}
    rows = in_order.data.to_dicts()
    for row in rows:
        number = row.pop("row")
        for name, text in row.items():
            index = table.index_of(name)
            why = _why_not(table, index, text, faulty.get((number, index)))
            if why:
                row[name] = None
                left_out.append(f"{sheet.name}, cell {address(index, number)}: {why}")
    return rows, left_out


def _why_not(table: Table, index: int, text: str | None, fault: Fault | None) -> str | None:
    """Why a cell is left out: a euro amount must not go on as one of pounds."""
    if what := personal_in(table.source, table.columns[index], text):
        return f"it holds {what}, and the hub takes in none of that."
    is_wrong = fault is not None and fault.severity == "error"
    return f"{fault.message} {fault.remedy}" if is_wrong else None


def _rows(count: int) -> str:
    return "one row" if count == 1 else f"{count:,} rows"
