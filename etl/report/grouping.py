"""Groups of problems: the same one in many cells is reported once, with the cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from etl.schema.problem import Problem, Severity

_NAMED = 6


@dataclass(frozen=True)
class Alike:
    """Problems of one sheet that say the same."""

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
        key = (problem.sheet or "", problem.severity, problem.message, problem.remedy)
        groups.setdefault((*key, problem.rule), []).append(problem)
    return [Alike(*key[:4], tuple(alike_ones)) for key, alike_ones in groups.items()]
