"""Notes to a table that is downloaded: what its figures are, for which choice, as of which day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.components.period import chosen
from dashboard.components.reading_words import ABSENT, COUNTS_ARE_NEAR
from dashboard.components.tables.table import Table
from dashboard.web.downloads.cells import WRITTEN
from dashboard.web.page import PageRequest
from data.formatting import day
from data.hub import HUB

Note = tuple[str, str]  # a term, and what there is to say of it


@dataclass(frozen=True)
class Notes:
    """What is said of the table as a whole; `today` is the day that its figures tell of."""

    publisher: str
    title: str
    chosen: str
    as_of: str
    today: date

    def lines(self) -> list[Note]:
        return [
            ("Table", self.title),
            ("From", self.publisher),
            ("For", self.chosen),
            ("As of", self.as_of),
            ("Counts", COUNTS_ARE_NEAR),
            *(("Mark", mark) for mark in marks()),
        ]


def notes_of(table: Table, request: PageRequest) -> Notes:
    session = request.session
    sample = "sample data, " if session.sample_today else ""
    as_of = f"{sample}{day(session.today)}"
    return Notes(HUB.name, table.caption, chosen(request.selection), as_of, session.today)


def marks() -> Iterator[str]:
    """What stands for a number that there is not."""
    return (f"{mark}: {word.lower()}" for mark, word in ABSENT.values())


def column_notes(table: Table) -> list[Note]:
    """Each column and what it holds."""
    return [(column.title, WRITTEN[column.kind].words) for column in table.columns]
