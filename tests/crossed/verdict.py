"""Verdict: whether what came back is what was typed, and if not, whether its sender is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from etl.report.report import FileReport
from etl.schema.problem import Problem


@dataclass(frozen=True)
class Verdict:
    """What became of a workbook: kinds of sheets whose facts differ, and those of them untold."""

    differs: frozenset[str]
    silent: frozenset[str]
    rules: tuple[str, ...]

    def __str__(self) -> str:
        rules = ", ".join(self.rules)
        if self.silent:
            return f"SILENT: {', '.join(sorted(self.silent))}" + (f" ({rules})" if rules else "")
        if self.differs:
            return f"told: {rules}"
        return f"same, asked: {rules}" if rules else "same"


def verdict(meant: dict, facts: dict, reports: Iterable[FileReport]) -> Verdict:
    """Hold facts by kind of sheet against those that were meant; queries and errors are told."""
    reports = list(reports)
    differs = frozenset(key for key in meant if meant[key] != facts[key])
    told_of = {key for report in reports for key in _kinds_told(report, meant)}
    rules = sorted({problem.rule for report in reports for problem in _remarks(report)})
    return Verdict(differs, differs - told_of, tuple(rules))


def _kinds_told(report: FileReport, meant: Iterable[str]) -> Iterable[str]:
    """The kinds of sheets of which something is told; of a file refused whole, all that it held."""
    kinds = {sheet.sheet: sheet.source for sheet in report.sheets}
    named = PurePath(report.name).stem.casefold()
    held = [named] if named in meant else list(meant)
    for problem in _remarks(report):
        yield from [kinds[problem.sheet]] if problem.sheet in kinds else [] if kinds else held


def _remarks(report: FileReport) -> list[Problem]:
    return [problem for problem in report.problems if problem.severity != "note"]
