"""A row's cells as they were typed and as they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data.formatting import day
from data.kinds import HOURS, MONEY
from data.personal import masked, personal_in_ref, personal_in_text
from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.forms import FORM
from etl.recognise.table import Table
from etl.schema.origin import MENDED_ROW
from etl.schema.problem import address
from etl.sources import SOURCES
from etl.trace.views import TracedCell

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

    def cells(self, row: int, kept: Mapping | None) -> tuple[TracedCell, ...]:
        """A row's cells in their order; `kept` is what is stored of it, by stored name."""
        texts = dict(enumerate(self.rows.get(row, ())))
        if self.is_form:
            return _field(row, texts, kept)
        if self.table is None:
            return ()
        headings = dict(enumerate(self.rows[self.table.header_row]))
        found = {
            index: _known(column, address(index, row), headings.get(index), texts.get(index), kept)
            for index, column in self.table.columns.items()
        }
        found |= {
            index: TracedCell(address(index, row), masked(heading[:60]), None, None, _NOT_READ)
            for index, heading in self.table.unknown.items()
            if texts.get(index)
        }
        return tuple(found[index] for index in sorted(found))


def _field(row: int, texts: dict[int, str | None], kept: Mapping | None) -> tuple[TracedCell, ...]:
    """The one value beside a label of the Return form."""
    label = texts.get(0)
    column = FORM.column_for(label) if label else None
    if column is None:
        return ()
    index = next((n for n, text in texts.items() if n and text is not None), 1)
    return (_known(column, address(index, row), label, texts.get(index), kept),)


def _known(
    column: Column, place: str, heading: str | None, text: str | None, kept: Mapping | None
) -> TracedCell:
    """A heading in two rows may have its words in the upper one alone."""
    heading = masked(heading or column.header)
    value = None if kept is None else kept.get(column.stored)
    if column is MENDED_ROW:
        return TracedCell(place, heading, column.name, text, "the row that this one mends")
    is_hashed = kept is not None and column.name in PSEUDONYMS and text is not None
    return TracedCell(
        place,
        heading,
        column.name,
        _typed(column, text),
        _HASHED if is_hashed else _said(column, value),
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


def _said(column: Column, value: object) -> str | None:
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
