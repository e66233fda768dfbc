"""The Return form as it was read, and the return that a sheet belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from data.personal import personal_in_text
from etl.recognise.table import Table
from etl.schema.formatting import shortened
from etl.schema.origin import Origin
from etl.schema.problem import PERSONAL, Problem, RefusedError, address


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


def origin_of(table: Table, form: Form | None) -> Origin | None:
    """The return that a sheet belongs to; None where its rows say so themselves.

    RefusedError where nothing says it.
    """
    if not table.source.is_return:
        return None
    if form and form.origin:
        return form.origin
    if form:
        raise RefusedError(
            "no_return",
            "The Return form does not say a known agreement and quarter.",
            "Correct the form; the rows of this sheet are then read.",
        )
    if not table.has_origin:
        raise RefusedError(
            "no_return",
            "There is no sheet Return that says which agreement and quarter this is for.",
            "Add the sheet Return with Agreement code and Quarter.",
        )
    return None
