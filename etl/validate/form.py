"""The Return form as it was read, what stands besides its fields, and rows of other returns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from data.formatting import quoted, shortened
from data.personal import is_personal_heading, masked, personal_in_text
from data.register import Column
from etl.recognise.nearest import fits, nearest
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import read_cell
from etl.schema.origin import ORIGIN, Origin
from etl.schema.problem import PERSONAL, Problem, address
from etl.validate.unread import personal_among
from etl.validate.validation import Validation


@dataclass
class Form:
    """What a form says, and what is wrong with it; `rows` are those in which each field stands."""

    sheet: str
    values: dict[str, object] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    set_aside: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    waits: set[tuple[str, str]] = field(default_factory=set)

    @property
    def origin(self) -> Origin | None:
        """The return that the form is of; None where agreement or quarter are not known."""
        agreement, quarter = self.values.get("agreement_code"), self.values.get("quarter")
        if agreement is None or quarter is None:
            return None
        return Origin(agreement, quarter, self.values.get("prepared_on"))

    @property
    def rejected(self) -> set[int]:
        return {p.row for p in self.problems if p.severity == "error" and p.row in self.filled}

    @property
    def filled(self) -> set[int]:
        return set(self.rows.values())

    def report(self, problems: Iterable[Problem]) -> None:
        """Enter problems of the fields that they name as columns; personal data is left out."""
        self.problems += map(self._placed, problems)

    def _placed(self, problem: Problem) -> Problem:
        what = personal_in_text(problem.value) if problem.value else None
        if what:
            message = f"This cell holds {what}."
            problem = replace(problem, rule=PERSONAL, message=message, value=None)
        row = self.rows.get(problem.column)
        cell = address(1, row) if row else None
        value = shortened(problem.value)
        return replace(problem, sheet=self.sheet, row=row, cell=cell, value=value)


def refuse_other_returns(validation: Validation, origin: Origin) -> None:
    """Refuse rows that name another agreement or quarter than the form beside them."""
    for column in ORIGIN[:2]:
        if column.name in validation.texts.columns:
            _refuse_others(validation, column, getattr(origin, column.name))


def _refuse_others(validation: Validation, column: Column, stated: str) -> None:
    name, texts = column.name, validation.texts
    distinct = texts[name].unique().drop_nulls()
    others = [text for text in distinct if not _means(column, text, stated)]
    validation.report(
        texts.filter(pl.col(name).is_in(others))["row"],
        Problem(
            "other_return",
            f"This row is of another {name.split('_')[0]} than the Return form says.",
            "Correct the cell, or send the row in the return to which it belongs.",
            column=name,
        ),
    )


def _means(column: Column, text: str, stated: str) -> bool:
    """Whether a cell means the same as the form, in whatever spelling."""
    try:
        return read_cell(column.kind, text).casefold() == stated.casefold()
    except FaultError:
        return False


def unknown_field(
    sheet: str, row: int, texts: list[str | None], lacking: Sequence[Column] = ()
) -> Iterator[Problem]:
    """A row that is no field: one that asks for personal data is refused, others are noted.

    `lacking` are fields that the form has not, of which it may be one in other words.
    """
    label, *values = texts
    is_field = bool(label and any(values))
    if is_field and is_personal_heading(label):
        yield Problem(
            "personal_data",
            "This field asks for personal data, which the hub does not take in.",
            "Delete the row from the form.",
            sheet=sheet,
            row=row,
            cell=address(0, row),
        )
        return
    if is_field:
        yield _unread_field(sheet, row, label, next(filter(None, values)), lacking)
    for index, text in enumerate(texts):
        yield from personal_among(sheet, index, [(row, text or "")])


def _unread_field(
    sheet: str, row: int, label: str, value: str, lacking: Sequence[Column]
) -> Problem:
    message = f"{quoted(masked(label))} is not a field that the hub reads."
    remedy, severity = "Nothing need be done, unless it is misspelt.", "note"
    if column := nearest(label, lacking, [value]):
        message = f"{message} ‘{column.header}’, which is near to it, is missing."
        remedy = f"If that is meant, write ‘{column.header}’ in its place; if not, leave it."
        severity = "query" if fits(column, [value]) else "note"
    cell = address(0, row)
    return Problem("unknown_field", message, remedy, severity, sheet, row, cell=cell)


def second_values(sheet: str, row: int, values: list[str | None]) -> Iterator[Problem]:
    """What stands beside the one value of a field that is read."""
    first, *others = [(at, text) for at, text in enumerate(values, start=1) if text] or [None]
    for index, text in others:
        yield Problem(
            "unread_cell",
            f"Of this row only {address(first[0], row)} is read.",
            "Nothing need be done, unless another of its cells is meant.",
            "note",
            sheet,
            row,
            cell=address(index, row),
        )
        yield from personal_among(sheet, index, [(row, text)])
