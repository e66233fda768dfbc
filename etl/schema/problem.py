"""Problems of a cell, a row, a sheet or a file, worded so that its sender can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "query", "note"]
PERSONAL = "personal_data"  # the rule of whatever asks for personal data or holds some
PROMISE = "is kept and tried again by itself"  # the promise to whoever waits for something
_NOT_KEPT = "is not kept, for there is personal data in its file: send it again then, without that"


@dataclass(frozen=True)
class Problem:
    """One thing to tell the sender. An error is not loaded, a query is loaded and marked.

    A query is known again by a digest of what it is `about`, whichever file brings that.
    """

    rule: str
    message: str
    remedy: str
    severity: Severity = "error"
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    value: str | None = None
    about: str | None = None

    def as_json(self) -> dict:
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message,
            "remedy": self.remedy,
        }


def are_personal(problems: Iterable[Problem]) -> bool:
    """Whether a file of which nothing was loaded must not be kept, by what was told of it.

    So it is where a heading asks for personal data, or where every row that was kept out holds
    some. Else rows without any may wait in it for something that comes later.
    """
    errors = [problem for problem in problems if problem.severity == "error"]
    personal = [problem for problem in errors if problem.rule == PERSONAL]
    rows = {(problem.sheet, problem.row) for problem in personal}
    headings = any(problem.column is None for problem in personal)
    return headings or (bool(rows) and all((p.sheet, p.row) in rows for p in errors))


def without_promise(problem: Problem) -> Problem:
    """The same problem of a file that is not kept, which cannot be tried again by itself."""
    return replace(problem, remedy=problem.remedy.replace(PROMISE, _NOT_KEPT))


class RefusedError(Exception):
    """A whole file or sheet cannot be taken in; carries the one problem that says why."""

    def __init__(self, rule: str, message: str, remedy: str):
        super().__init__(message)
        self.problem = Problem(rule, message, remedy)

    @classmethod
    def of(cls, problem: Problem) -> "RefusedError":
        refused = cls(problem.rule, problem.message, problem.remedy)
        refused.problem = problem
        return refused


def address(column_index: int, row: int) -> str:
    """A cell's address as a spreadsheet shows it: (1, 17) is `B17`."""
    letters = ""
    column_index += 1
    while column_index:
        column_index, letter = divmod(column_index - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"
