"""Table: shown on a page, downloaded as it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from dash import html

from dashboard.components.reading_words import ABSENT
from dashboard.domain.formatting import area_name, count, pounds, share
from data.formatting import day
from data.hub import HUB, HUB_WIDE, slug_of

Kind = Literal["text", "count", "pence", "share", "ratio", "day"]
LONG = 25  # rows
LONGEST_WORD = 24  # letters; longer ones, as of file names, may be broken so that a table fits
FILES = {
    "csv": "Download CSV",
    "xlsx": "Download Excel",
    "csv-metadata.json": "What the CSV’s columns hold",
}
AREA_SLUGS = {area_name(area): slug_of(area) for area in (*HUB.area_names, HUB_WIDE)}
_FORMATS = {"count": count, "pence": pounds, "share": share, "ratio": "{:.2f}".format, "day": day}


@dataclass(frozen=True)
class Absent:
    """A cell without a number: missing, suppressed or not applicable."""

    state: str = "missing"

    def __str__(self) -> str:
        return ABSENT.get(self.state, ABSENT["missing"])[0]

    @property
    def word(self) -> str:
        return ABSENT.get(self.state, ABSENT["missing"])[1]


@dataclass(frozen=True)
class Link:
    """Words that lead to a page of the hub's own."""

    words: str
    href: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Figure:
    """A number in a unit of its own, where a column holds several."""

    number: float
    kind: Kind

    def __str__(self) -> str:
        return _FORMATS[self.kind](self.number)


def or_absent(number: float | None, state: str = "missing") -> float | Absent:
    """The number, a true zero too, or what stands for it."""
    return Absent(state) if number is None else number


def known_sum(numbers: Iterable[float | None], state: str = "missing") -> float | Absent:
    """The sum of what is known; where nothing is, that is no zero."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else Absent(state)


@dataclass(frozen=True)
class Column:
    title: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Table:
    """Rows of plain values under columns; `totals` are the positions of rows that add others up.

    `links` are addresses for the first cell of a row, by position; `stacks` where a narrow screen
    shows each row as a card, for tables of words; `is_whole` where it stands open however long.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Any]]
    totals: frozenset[int] = frozenset()
    links: dict[int, str] = field(default_factory=dict)
    stacks: bool = False
    is_whole: bool = False


def shown_table(table: Table) -> html.Div:
    """As HTML: a caption, headings that stay, numbers under one another."""
    head = html.Tr([_heading(column) for column in table.columns])
    body = [_row(table, at, row) for at, row in enumerate(table.rows)]
    long = " is-long" if len(table.rows) > LONG and not table.is_whole else ""
    return html.Div(
        html.Table(
            [html.Caption(table.caption), html.Thead(head), html.Tbody(body)],
            className="table stacks" if table.stacks else "table",
        ),
        className=f"table-box{long}",
        tabIndex="0",
        role="group",
        **{"aria-label": table.caption},
    )


def _heading(column: Column) -> html.Th:
    return html.Th(column.title, scope="col", className=_side(column))


def _row(table: Table, at: int, row: Sequence[Any]) -> html.Tr:
    first = _cell(row[0], table.columns[0])
    if at in table.links:
        first = html.A(first, href=table.links[at])
    if row[0] in AREA_SLUGS:
        first = [html.Span(className=f"swatch area-{AREA_SLUGS[row[0]]}"), first]
    cells = [
        html.Td(_cell(cell, column), className=_side(column), **{"data-label": column.title})
        for cell, column in zip(row[1:], table.columns[1:], strict=True)
    ]
    return html.Tr(
        [html.Th(first, scope="row"), *cells], className="total" if at in table.totals else ""
    )


def _side(column: Column) -> str:
    return {"text": "", "day": "day"}.get(column.kind, "number")


def _cell(cell: Any, column: Column) -> Any:
    if isinstance(cell, Absent):
        return html.Span(cell.word, className="absent")
    if cell is None:
        return html.Span("–", className="absent")
    if isinstance(cell, Link):
        return html.A(cell.words, href=cell.href)
    if isinstance(cell, Figure):
        return str(cell)
    say = _FORMATS.get(column.kind)
    return say(cell) if say else _breakable(cell)


def _breakable(text: Any) -> Any:
    is_long = isinstance(text, str) and any(len(word) > LONGEST_WORD for word in text.split())
    return html.Span(text, className="breakable") if is_long else text


def exports(address: str) -> html.P:
    """Links to the same numbers as files; `address` is `/export/NAME` with its query."""
    path, _, query = address.partition("?")
    return html.P(
        [
            html.A(words, href=f"{quote(path)}.{ending}?{query}", **{"data-export": ending})
            for ending, words in FILES.items()
        ],
        className="exports",
    )
