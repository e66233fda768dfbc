"""What is wrong with a cell, a row, a sheet or a file, said so that its sender can mend it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "query", "note"]


@dataclass(frozen=True)
class Problem:
    """One thing to tell the sender. An error is not loaded, a query is loaded and marked."""

    rule: str
    message: str
    remedy: str
    severity: Severity = "error"
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    value: str | None = None

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
