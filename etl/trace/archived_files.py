"""Archived files opened again: their cells as they were typed and as they are kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from data.formatting import day
from data.kinds import HOURS, MONEY
from data.personal import masked, personal_in_ref, personal_in_text
from data.register import Column
from etl.archive.archive import Archive, ArchiveError
from etl.archive.discover import Sent
from etl.extract.sandbox import Sandbox
from etl.extract.sheet import Sheet
from etl.recognise.forms import FORM
from etl.recognise.incoming_file import IncomingFile, open_incoming
from etl.recognise.table import Table
from etl.schema.origin import MENDED_ROW
from etl.schema.problem import address
from etl.sources import SOURCES
from etl.trace.views import Filed, NotThereError, TracedCell

PSEUDONYMS = {source.pseudonym for source in SOURCES.values() if source.pseudonym}
_HASHED = "a keyed hash"
_NOT_READ = "not read"


@dataclass(frozen=True)
class Leaf:
    """An opened sheet, its cells by row; `table` is None for the form and what is not read."""

    sheet: Sheet
    table: Table | None = None
    is_form: bool = False

    @cached_property
    def rows(self) -> dict[int, tuple[str | None, ...]]:
        return {row: texts for row, *texts in self.sheet.cells.iter_rows()}

    def cells(self, row: int, stored: Mapping | None) -> tuple[TracedCell, ...]:
        """A row's cells in their order; `kept` is what is stored of it, by stored name."""
        texts = dict(enumerate(self.rows.get(row, ())))
        if self.is_form:
            return _field(row, texts, stored)
        if self.table is None:
            return ()
        headings = dict(enumerate(self.rows[self.table.header_row]))
        cells = {
            index: _known(
                column, address(index, row), headings.get(index), texts.get(index), stored
            )
            for index, column in self.table.columns.items()
        }
        cells |= {
            index: TracedCell(address(index, row), masked(heading[:60]), None, None, _NOT_READ)
            for index, heading in self.table.unknown.items()
            if texts.get(index)
        }
        return tuple(cells[index] for index in sorted(cells))


def _field(
    row: int, texts: dict[int, str | None], stored: Mapping | None
) -> tuple[TracedCell, ...]:
    """The one value beside a label of the Return form."""
    label = texts.get(0)
    column = FORM.column_for(label) if label else None
    if column is None:
        return ()
    index = next((n for n, text in texts.items() if n and text is not None), 1)
    return (_known(column, address(index, row), label, texts.get(index), stored),)


def _known(
    column: Column, place: str, heading: str | None, text: str | None, stored: Mapping | None
) -> TracedCell:
    """A heading in two rows may have its words in the upper one alone."""
    heading = masked(heading or column.header)
    value = None if stored is None else stored.get(column.stored)
    if column is MENDED_ROW:
        return TracedCell(place, heading, column.name, text, "the row that this one mends")
    is_hashed = stored is not None and column.name in PSEUDONYMS and text is not None
    return TracedCell(
        place,
        heading,
        column.name,
        _typed(column, text),
        _HASHED if is_hashed else _worded(column, value),
        value,
        column.kind.is_free_text,
    )


def _typed(column: Column, text: str | None) -> str | None:
    """A cell's text, unless it holds what the hub does not take in: then what that is."""
    if text is None:
        return None
    search = personal_in_ref if column.name in PSEUDONYMS else personal_in_text
    what = search(text)
    return f"[left out: {what}]" if what else text


def _worded(column: Column, value: object) -> str | None:
    """A stored value in the words in which people would type it."""
    if value is None:
        return None
    if column.kind is MONEY:
        return f"{'−' if value < 0 else ''}£{abs(value) / 100:,.2f}"
    if column.kind is HOURS:
        return f"{value / 3600:g} {'hour' if value == 3600 else 'hours'}"
    if column.kind.name == "yes/no":
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)


@dataclass
class Reopener:
    """Opens archived files, each once; nothing of them is kept when it is done with."""

    archive: Archive
    sandbox: Sandbox
    _leaves: dict[str, dict[str, Leaf]] = field(default_factory=dict)

    def has(self, file: Filed) -> bool:
        """Whether the file's bytes are kept: those refused for personal data are not."""
        return self.archive.path(file.sha256).exists()

    def incoming(self, file: Filed) -> IncomingFile:
        try:
            data = self.archive.open(file.sha256)
        except ArchiveError as error:
            raise NotThereError(str(error)) from None
        return open_incoming(Sent(file.name, data, file.sha256), self.sandbox)

    def leaf(self, file: Filed, sheet: str) -> Leaf:
        """One sheet of a file."""
        if file.sha256 not in self._leaves:
            self._leaves[file.sha256] = _leaves(self.incoming(file))
        if sheet not in self._leaves[file.sha256]:
            raise NotThereError(f"{file.name} cannot be read again: it has no sheet {sheet} now.")
        return self._leaves[file.sha256][sheet]


@contextmanager
def reopener(archive: Archive) -> Iterator[Reopener]:
    with Sandbox() as sandbox:
        yield Reopener(archive, sandbox)


def _leaves(incoming: IncomingFile) -> dict[str, Leaf]:
    leaves = {sheet.name: Leaf(sheet, table) for sheet, table in incoming.tables}
    unread = (*incoming.unknown_sheets, *incoming.other_forms, *incoming.guidance)
    leaves |= {sheet.name: Leaf(sheet) for sheet in unread}
    if incoming.corrections:
        leaves[incoming.corrections.name] = Leaf(incoming.corrections)
    if incoming.form:
        leaves[incoming.form.name] = Leaf(incoming.form, is_form=True)
    return leaves
