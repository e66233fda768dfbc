"""Incoming files: their bytes, their sheets recognised, and their place in the order of loading."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from data.calendar import Quarter
from data.kinds import plain
from data.personal import masked_name
from etl.archive.discover import Sent
from etl.extract.file import extract
from etl.extract.sandbox import Sandbox
from etl.extract.sheet import Sheet
from etl.recognise.forms import (
    CORRECTIONS,
    READ_ME,
    form_rank,
    has_labels,
    is_form,
    is_guidance,
    labels,
    mended_sha,
)
from etl.recognise.headings import (
    KNOWN_HEADINGS,
    is_hinted,
    is_named,
    is_nearly_whole,
    knows_any,
    likeliest,
    recognise,
)
from etl.recognise.refusals import (
    one_reader,
    quoted_rows,
    second_sheet,
    too_large,
    unknown_file,
    unread_sheet,
)
from etl.recognise.table import Table
from etl.schema.kinds.dates import read_date
from etl.schema.kinds.fault import FaultError
from etl.schema.problem import Problem, RefusedError
from etl.sources import SOURCES

_ORDER = {key: place for place, key in enumerate(SOURCES)}
_LAST = "9999"
_NAMES = frozenset({plain(READ_ME), plain(CORRECTIONS)}.union(*(s.names for s in SOURCES.values())))


@dataclass
class IncomingFile:
    """A file opened but not yet understood row by row; `refused` says why it could not be.

    One that `is_closed` was not even opened, because its bytes are known. `corrections` is the
    sheet that names the file which this one mends, `queries` ask about what could not be opened,
    `other_forms` are Return forms beside the one that is read.
    """

    name: str
    sha256: str
    form: Sheet | None = None
    tables: list[tuple[Sheet, Table]] = field(default_factory=list)
    other_forms: list[Sheet] = field(default_factory=list)
    guidance: list[Sheet] = field(default_factory=list)
    unknown_sheets: list[Sheet] = field(default_factory=list)
    refused: Problem | None = None
    is_closed: bool = False
    corrections: Sheet | None = None
    queries: list[Problem] = field(default_factory=list)

    @property
    def is_of_registers(self) -> bool:
        """Whether the lead organisation sent it, whose registers name organisations."""
        registers = [table for _, table in self.tables if not table.source.is_return]
        return self.form is None and any(table.has_code for table in registers)

    @property
    def place(self) -> tuple:
        """Registers first, once what they refer to has come; then returns by quarter and day, and
        what mends them."""
        registers = [_ORDER[t.source.key] for _, t in self.tables if not t.source.is_return]
        if registers:
            return (0, max(registers), "", "", self.name)
        if self.corrections is not None:
            return (2, 0, "", "", self.name)
        quarter, prepared = self._when()
        first = min((_ORDER[table.source.key] for _, table in self.tables), default=0)
        return (1, 0, quarter, prepared, first, self.name)

    def _when(self) -> tuple[str, str]:
        if self.form is not None:
            texts = labels(self.form)
            return _quarter(texts.get("quarter")), _day(texts.get("prepared_on"))
        quarters = [_quarter(text) for s, t in self.tables for text in _texts(s, t, "quarter")]
        days = [_day(text) for s, t in self.tables for text in _texts(s, t, "prepared_on")]
        return min(quarters, default=_LAST), min(days, default=_LAST)


def _texts(sheet: Sheet, table: Table, name: str) -> list[str]:
    index = table.index_of(name)
    return [] if index is None else sheet.cells[f"c{index}"].unique().drop_nulls().to_list()


def _quarter(text: str | None) -> str:
    try:
        return str(Quarter.parse(text or ""))
    except ValueError:
        return _LAST


def _day(text: str | None) -> str:
    try:
        return read_date(text or "").isoformat()
    except FaultError:
        return _LAST


def closed(sent: Sent) -> IncomingFile:
    """A file whose bytes are known, left unopened."""
    return IncomingFile(masked_name(sent.name), sent.sha256, is_closed=True)


def open_incoming(sent: Sent, sandbox: Sandbox) -> IncomingFile:
    """Open a file and recognise its sheets; whatever is wrong is kept in the incoming."""
    incoming = IncomingFile(masked_name(sent.name), sent.sha256)
    try:
        sheets = extract(sent.data, sent.name, sandbox, headings=KNOWN_HEADINGS, known=_NAMES)
    except RefusedError as error:
        incoming.refused = error.problem
        return incoming
    place_sheets(incoming, sheets)
    return incoming


def place_sheets(incoming: IncomingFile, sheets: Iterable[Sheet]) -> None:
    """Recognise the sheets of a file, and say of one without any what it looks like."""
    sheets = list(sheets)
    for sheet in sheets:
        if sheet.has_one_reader:
            incoming.queries.append(one_reader())
        if sheet.unread:
            incoming.queries.append(unread_sheet(sheet))
        else:
            _place_sheet(incoming, sheet)
    _choose_form(incoming)
    _choose_tables(incoming)
    if not (incoming.form or incoming.tables):
        _guess(incoming, next((sheet.unread for sheet in sheets if sheet.unread), None))


def _place_sheet(incoming: IncomingFile, sheet: Sheet) -> None:
    if not sheet.is_csv and is_guidance(sheet):
        incoming.guidance.append(sheet)
    elif incoming.corrections is None and _is_corrections(sheet):
        incoming.corrections = sheet
    elif not sheet.is_csv and is_form(sheet) and not _is_whole(sheet):
        incoming.other_forms.append(sheet)
    elif table := recognise(sheet):
        incoming.tables.append((sheet, table))
    else:
        incoming.unknown_sheets.append(sheet)


def _with_uneven_rows(sheet: Sheet, table: Table) -> Sheet:
    """The sheet with the faults of rows that have other fields than the heading, as in a CSV."""
    if not sheet.is_csv or (sheet.width == table.width and not sheet.uneven):
        return sheet
    from etl.recognise.uneven_rows import uneven_rows

    return replace(sheet, faults=sheet.faults + uneven_rows(sheet, table))


def _is_whole(sheet: Sheet) -> bool:
    """Whether a table stands on a sheet, below the labels of a form or without any."""
    table = recognise(sheet)
    return table is not None and not table.missing


def _choose_form(incoming: IncomingFile) -> None:
    """Read the likeliest form; what is a form by its name alone is none beside another."""
    forms = sorted(incoming.other_forms, key=form_rank, reverse=True)
    if forms:
        incoming.form = forms[0]
        incoming.other_forms = [sheet for sheet in forms[1:] if has_labels(sheet)]
        incoming.unknown_sheets += [sheet for sheet in forms[1:] if not has_labels(sheet)]


def _choose_tables(incoming: IncomingFile) -> None:
    """Read one sheet of each source: a whole one before those that lack columns, and of whole ones
    the one that is named as in the template.

    What lacks columns is of no source beside a whole one, but for a sheet that is named like it and
    hardly lacks any; nor is it a register in a return.
    """
    tables = sorted(incoming.tables, key=lambda pair: (bool(pair[1].missing), not is_named(*pair)))
    whole = {table.source.key: sheet for sheet, table in reversed(tables) if not table.missing}
    is_return = incoming.form is not None or any(SOURCES[key].is_return for key in whole)
    incoming.tables = []
    for sheet, table in tables:
        key = table.source.key
        is_lost = table.missing and not table.personal
        if is_lost and _is_other(sheet, table, key in whole, is_return):
            incoming.unknown_sheets.append(sheet)
            continue
        if not table.missing and whole[key] is not sheet:
            table = replace(table, refused=second_sheet(table.source, whole[key]))
        incoming.tables.append((_with_uneven_rows(sheet, table), table))
    incoming.tables.sort(key=lambda pair: _ORDER[pair[1].source.key])


def _is_other(sheet: Sheet, table: Table, is_second: bool, is_of_return: bool) -> bool:
    """Whether a sheet that lacks columns is of no source after all."""
    if not table.source.is_return:
        return is_of_return
    return is_second and not (is_hinted(sheet, table) and is_nearly_whole(sheet, table))


def _guess(incoming: IncomingFile, unread: str | None) -> None:
    """Say of a file without any sheet that is read what it looks like, or refuse it.

    `unread` says why a sheet was not looked at, if one was not.
    """
    likely = [(sheet, table) for sheet in incoming.unknown_sheets if (table := likeliest(sheet))]
    if likely:
        best = max(likely, key=lambda pair: len(pair[1].columns))
        incoming.tables = [best]
        incoming.unknown_sheets.remove(best[0])
        return
    if any(map(_holds_rows_in_cells, incoming.unknown_sheets)):
        incoming.refused = quoted_rows()
        return
    knows = any(map(knows_any, incoming.unknown_sheets))
    is_csv = any(sheet.is_csv for sheet in incoming.unknown_sheets)
    incoming.refused = too_large(unread) if unread else unknown_file(is_csv, knows)


def _holds_rows_in_cells(sheet: Sheet) -> bool:
    """Whether the one column of a CSV holds whole rows, known headings in the first."""
    if not sheet.is_csv or sheet.width != 1:
        return False
    words = map(plain, re.split("[,;]", sheet.cells["c0"].first() or ""))
    return sum(word in KNOWN_HEADINGS for word in words) > 1


def _is_corrections(sheet: Sheet) -> bool:
    return plain(sheet.name) == plain(CORRECTIONS) and mended_sha(sheet) is not None
