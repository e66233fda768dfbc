"""Rejected rows of a file, as its sender typed them, and what is wrong with each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from data.register import Column
from etl.recognise.forms import labels
from etl.recognise.incoming_file import IncomingFile
from etl.recognise.rows import sort_rows
from etl.recognise.table import Table
from etl.schema.origin import MENDED_ROW, ORIGIN, Origin
from etl.schema.problem import Problem
from etl.schema.source import Source

_Texts = dict[str, str | None]


@dataclass
class Sheet:
    """Rows of one source to give back: texts by column, and what is wrong with each cell.

    `wrong` goes by the row's place in `rows` and the column's name, None for the row as a whole;
    `wrong_headings` by the column's name, None for the sheet as a whole.
    """

    source: Source
    columns: tuple[Column, ...]
    rows: list[_Texts] = field(default_factory=list)
    wrong: dict[tuple[int, str | None], Problem] = field(default_factory=dict)
    wrong_headings: dict[str | None, Problem] = field(default_factory=dict)


@dataclass(frozen=True)
class Rejected:
    """What to give back: single rows that are added to what was loaded, or whole sheets.

    Whole sheets where the Return form or a heading is at fault; `form` then says what the form
    said, and is to be sent along.
    """

    sheets: list[Sheet]
    form: _Texts | None = None
    wrong_fields: dict[str | None, Problem] = field(default_factory=dict)

    @property
    def are_added(self) -> bool:
        return self.form is None and not any(sheet.wrong_headings for sheet in self.sheets)


def rejected(incoming: IncomingFile, origin: Origin | None, errors: Iterable[Problem]) -> Rejected:
    """What to give back of a file, by what was told of it; `origin` is what its form says."""
    sorted_problems = SortedProblems(incoming, tuple(errors))
    if not sorted_problems.are_whole:
        sheets = [_some_rows(*pair, sorted_problems, origin) for pair in incoming.tables]
        return Rejected([sheet for sheet in sheets if sheet.rows])
    with_form = incoming.form is not None or any(
        table.source.is_return and not table.has_origin for _, table in incoming.tables
    )
    sheets = _whole_sheets(sorted_problems, with_form)
    form = _form(incoming, sorted_problems) if with_form else None
    return Rejected(sheets, form, sorted_problems.on_form)


class SortedProblems:
    """What was told of a file, sorted by what it is about."""

    def __init__(self, incoming: IncomingFile, errors: tuple[Problem, ...]) -> None:
        self.incoming, self.errors = incoming, errors
        form = incoming.form.name if incoming.form else None
        self.on_form = {p.column: p for p in errors if form and p.sheet == form}
        self.texts = {sheet.name: sort_rows(sheet, table).data for sheet, table in incoming.tables}

    def on_rows(self, sheet: str) -> list[Problem]:
        """What is wrong with single rows of a sheet."""
        rows = set(self.texts[sheet]["row"])
        return [p for p in self.errors if p.sheet == sheet and p.row in rows]

    def on_headings(self, sheet: str) -> list[Problem]:
        """What is wrong with a sheet as a whole, so that none of its rows was read."""
        rows = set(self.texts[sheet]["row"])
        return [p for p in self.errors if p.sheet == sheet and p.row not in rows]

    @property
    def are_whole(self) -> bool:
        """Whether single rows are not enough."""
        return bool(self.on_form) or any(map(self.on_headings, self.texts))

    def is_wrong(self, source: Source) -> bool:
        """Whether something is wrong with any sheet of a source."""
        names = {sheet.name for sheet, table in self.incoming.tables if table.source is source}
        return any(p.sheet in names for p in self.errors)


def _some_rows(
    sheet, table: Table, sorted_problems: SortedProblems, origin: Origin | None
) -> Sheet:
    """The rejected rows of a sheet, each with its number and the return that it is of."""
    by_row: dict[int, list[Problem]] = {}
    for problem in sorted_problems.on_rows(sheet.name):
        by_row.setdefault(problem.row, []).append(problem)
    there = {column.name for column in table.columns.values()}
    returned = tuple(c for c in ORIGIN if c.required or c.name in there)
    columns = (MENDED_ROW, *(returned if table.source.is_return else ()), *table.source.columns)
    back = Sheet(table.source, columns)
    origin_texts = (
        {"agreement_code": origin.agreement_code, "quarter": origin.quarter} if origin else {}
    )
    for texts in sorted_problems.texts[sheet.name].iter_rows(named=True):
        row = texts.pop("row")
        if row in by_row:
            typed = {name: text for name, text in texts.items() if text is not None}
            _add(back, {MENDED_ROW.name: str(row)} | origin_texts | typed, by_row[row])
    return back


def _whole_sheets(sorted_problems: SortedProblems, with_form: bool) -> list[Sheet]:
    """Every sheet that must be sent again; two of one kind become one.

    Where the form is at fault, that is all of them. Rows that were loaded go along, for what comes
    takes the place of what came before it.
    """
    backs: dict[str, Sheet] = {}
    for sheet, table in sorted_problems.incoming.tables:
        source = table.source
        if not (sorted_problems.on_form or sorted_problems.is_wrong(source)):
            continue
        columns = (*(() if with_form or not source.is_return else ORIGIN), *source.columns)
        back = backs.setdefault(source.key, Sheet(source, columns))
        back.wrong_headings |= {p.column: p for p in sorted_problems.on_headings(sheet.name)}
        by_row: dict[int, list[Problem]] = {}
        for problem in sorted_problems.on_rows(sheet.name):
            by_row.setdefault(problem.row, []).append(problem)
        for texts in sorted_problems.texts[sheet.name].iter_rows(named=True):
            _add(back, texts, by_row.get(texts.pop("row"), []))
    return list(backs.values())


def _add(back: Sheet, texts: _Texts, problems: list[Problem]) -> None:
    known = {column.name for column in back.columns}
    for problem in problems:
        column = problem.column if problem.column in known else None
        back.wrong.setdefault((len(back.rows), column), problem)
    back.rows.append(texts)


def _form(incoming: IncomingFile, sorted_problems: SortedProblems) -> _Texts:
    """What the form said; the count of rows only where all of them are given back."""
    texts = dict(labels(incoming.form)) if incoming.form else {}
    if not sorted_problems.on_form:
        texts.pop("rows_of_data", None)
    return texts
