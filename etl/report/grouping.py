"""Groups of problems: the same one in many cells is reported once, with the cells.

Queries about rows that have one cause are the same, whatever numbers each of them names.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from etl.schema.problem import Problem, Severity

_NAMED = 6


@dataclass(frozen=True)
class Alike:
    """Problems of one sheet that say the same; of queries of one cause, what the first says."""

    sheet: str
    severity: Severity
    message: str
    remedy: str
    problems: tuple[Problem, ...]

    @property
    def cells(self) -> str:
        """`B17, B19 and 3 more`: where they stand."""
        cells = [
            problem.cell or (f"row {problem.row}" if problem.row else "")
            for problem in self.problems
        ]
        return named(cells)

    @property
    def place(self) -> str:
        """`Attendance B17, B19`; nothing where the whole file is meant."""
        return " ".join(part for part in (self.sheet, self.cells) if part)


def named(words: Iterable[str]) -> str:
    """The first few of some words, and how many more there are."""
    words = list(words)
    first, more = ", ".join(word for word in words[:_NAMED] if word), len(words) - _NAMED
    return f"{first} and {more:,} more" if first and more > 0 else first


def alike(problems: Iterable[Problem]) -> list[Alike]:
    """Problems in their order, those that say the same together."""
    groups: dict[tuple, list[Problem]] = {}
    for problem in problems:
        is_of_a_row = problem.severity == "query" and problem.row is not None
        words = problem.column if is_of_a_row else problem.message
        key = (problem.sheet or "", problem.severity, words, problem.remedy, problem.rule)
        groups.setdefault(key, []).append(problem)
    return [
        Alike(sheet, severity, _message(alike_ones), remedy, tuple(alike_ones))
        for (sheet, severity, _, remedy, _), alike_ones in groups.items()
    ]


def _message(problems: list[Problem]) -> str:
    """What they say; where each names another number the first one, and how many there are."""
    first, words = problems[0].message, {problem.message for problem in problems}
    if len(words) == 1:
        return first
    return f"{first} So it is, or much alike, in {len(problems):,} rows."
