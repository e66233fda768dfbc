"""Register workbook: the blank list of one register, for the lead organisation to fill in."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from data.hub import HUB
from data.kinds import plain
from etl.recognise.forms import READ_ME
from etl.schema.source import Source
from etl.sources import SOURCES
from etl.templates.input_rules import explained
from etl.templates.issued_workbook import Given, NotGivenError, file_name
from etl.templates.older_workbook import Older
from etl.templates.table_to_fill import put_rows, table_to_fill
from etl.templates.workbook_writer import Book

REGISTERS = {key: source for key, source in SOURCES.items() if not source.is_return}


def register_workbook(name: str, today: date, older: Older | None = None) -> Given:
    """The workbook of a register, with what was typed into an older one.

    NotGivenError names the registers that there are.
    """
    source = _named(name)
    older = older or Older("")
    for other in SOURCES.values():
        if other is not source:
            older.leave_out(other, f"it is no part of {source.sheet}.")
    book = Book(f"{source.sheet}: {HUB.name}", today)
    book.guidance(READ_ME, source.sheet, _how_to_fill_in(source))
    put_rows(book, table_to_fill(book, source), source, older.rows.get(source.key, []))
    return Given(file_name(source.key), book.bytes(), tuple(older.left_out))


def _named(name: str) -> Source:
    source = next((each for each in REGISTERS.values() if plain(name) in each.names), None)
    if source is None:
        near = get_close_matches(name.casefold(), REGISTERS, n=1)
        nearest = f" The nearest is {near[0]}." if near else ""
        raise NotGivenError(
            f"There is no register ‘{name}’.{nearest} There are: {', '.join(REGISTERS)}. For the "
            "return of an agreement, give the quarter as well."
        )
    return source


def _how_to_fill_in(source: Source) -> Iterator[tuple[str, str]]:
    by_name = {column.name: column for column in source.columns}
    key = " and ".join(by_name[name].header for name in source.natural_key)
    yield "What it is", source.sentence
    yield "Send it to", f"{HUB.contact}, {HUB.name} ({HUB.lead})"
    yield "How to fill it in", ""
    yield "1", f"A row is known by its {key}: sent again with something changed, it is replaced."
    yield "2", "A row that is left out stays as it was, so new and changed rows are enough."
    yield "3", "A dark heading with bold letters is needed in every row; one in italics is not."
    yield "4", "Paste from your own records with Paste special, Values, so that the checks stay."
    yield "The columns", ""
    for column in source.columns:
        yield column.header, explained(column)
