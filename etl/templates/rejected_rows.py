"""What of a file was rejected, as its sender typed it, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from data.register import Column
from etl.recognise.forms import labels
from etl.recognise.incoming_file import Parcel
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


def rejected(parcel: Parcel, origin: Origin | None, errors: Iterable[Problem]) -> Rejected:
    """What to give back of a file, by what was told of it; `origin` is what its form says."""
    told = Told(parcel, tuple(errors))
    if not told.are_whole:
        sheets = [_some_rows(*one, told, origin) for one in parcel.tables]
        return Rejected([sheet for sheet in sheets if sheet.rows])
    with_form = parcel.form is not None or any(
        table.source.is_return and not table.has_origin for _, table in parcel.tables
    )
    sheets = _whole_sheets(told, with_form)
    form = _form(parcel, told) if with_form else None
    return Rejected(sheets, form, told.on_form)


class Told:
    """What was told of a file, sorted by what it is about."""

    def __init__(self, parcel: Parcel, errors: tuple[Problem, ...]) -> None:
        self.parcel, self.errors = parcel, errors
        form = parcel.form.name if parcel.form else None
        self.on_form = {p.column: p for p in errors if form and p.sheet == form}
        self.texts = {sheet.name: sort_rows(sheet, table).data for sheet, table in parcel.tables}

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
        names = {sheet.name for sheet, table in self.parcel.tables if table.source is source}
        return any(p.sheet in names for p in self.errors)


def _some_rows(sheet, table: Table, told: Told, origin: Origin | None) -> Sheet:
    """The rejected rows of a sheet, each with its number and the return that it is of."""
    by_row: dict[int, list[Problem]] = {}
    for found in told.on_rows(sheet.name):
        by_row.setdefault(found.row, []).append(found)
    there = {column.name for column in table.columns.values()}
    returned = tuple(c for c in ORIGIN if c.required or c.name in there)
    columns = (MENDED_ROW, *(returned if table.source.is_return else ()), *table.source.columns)
    back = Sheet(table.source, columns)
    said = {"agreement_code": origin.agreement_code, "quarter": origin.quarter} if origin else {}
    for texts in told.texts[sheet.name].iter_rows(named=True):
        row = texts.pop("row")
        if row in by_row:
            typed = {name: text for name, text in texts.items() if text is not None}
            _add(back, {MENDED_ROW.name: str(row)} | said | typed, by_row[row])
    return back


def _whole_sheets(told: Told, with_form: bool) -> list[Sheet]:
    """Every sheet that must be sent again; two of one kind become one.

    Where the form is at fault, that is all of them. Rows that were loaded go along, for what comes
    takes the place of what came before it.
    """
    backs: dict[str, Sheet] = {}
    for sheet, table in told.parcel.tables:
        source = table.source
        if not (told.on_form or told.is_wrong(source)):
            continue
        columns = (*(() if with_form or not source.is_return else ORIGIN), *source.columns)
        back = backs.setdefault(source.key, Sheet(source, columns))
        back.wrong_headings |= {p.column: p for p in told.on_headings(sheet.name)}
        by_row: dict[int, list[Problem]] = {}
        for found in told.on_rows(sheet.name):
            by_row.setdefault(found.row, []).append(found)
        for texts in told.texts[sheet.name].iter_rows(named=True):
            _add(back, texts, by_row.get(texts.pop("row"), []))
    return list(backs.values())


def _add(back: Sheet, texts: _Texts, problems: list[Problem]) -> None:
    known = {column.name for column in back.columns}
    for found in problems:
        column = found.column if found.column in known else None
        back.wrong.setdefault((len(back.rows), column), found)
    back.rows.append(texts)


def _form(parcel: Parcel, told: Told) -> _Texts:
    """What the form said; the count of rows only where all of them are given back."""
    said = dict(labels(parcel.form)) if parcel.form else {}
    if not told.on_form:
        said.pop("rows_of_data", None)
    return said
