"""What a case expects of the report on its file, drawn in lines, and where the report differs.

    partly, exit 1                                      status and exit status
    Spending: 3 rows, 1 loaded, 1 rejected, 1 set aside counts of a sheet; what is not said is 0
    Spending D2: error, decimal or pence                a problem: its cell, severity, and a word
    Spending row 3: note, identical                     … of a row
    Spending column A: error                            … of a column
    Spending: one error, amount                         … of a sheet, and no second error there
    : error, empty                                      … of the file
    unopened                                            no sheet is told

Alternatives stand with `or`. The word is in the message, the remedy or the value, whatever its
case. Errors and queries beyond those drawn are a difference; notes are not.
"""

import re
from dataclasses import dataclass

COUNTS = ("rows", "loaded", "unchanged", "rejected", "set_aside")
_COUNT = re.compile(r"(?P<sheet>[^:]+): (?P<counts>\d+ rows.*)")
_PROBLEM = re.compile(
    r"(?P<sheet>[^:]*?)(?: (?P<cell>[A-Z]+\d+)| row (?P<row>\d+)| column (?P<column>[A-Z]+))?"
    r": (?P<only>one )?(?P<severities>(?:error|query|note)(?: or (?:error|query|note))*)"
    r"(?:, (?P<words>.+))?"
)


@dataclass(frozen=True)
class Expected:
    """A problem that must be told."""

    line: str
    sheet: str
    place: dict
    severities: list[str]
    words: list[str]
    only: bool

    def is_told_by(self, problem: dict) -> bool:
        told = f"{problem['message']} {problem['remedy']} {problem['value']}".lower()
        return (
            problem["severity"] in self.severities
            and self._is_at(problem)
            and (not self.words or any(word in told for word in self.words))
        )

    def _is_at(self, problem: dict) -> bool:
        cell = problem["cell"] or ""
        has = {"cell": cell, "row": str(problem["row"]), "column": cell.rstrip("0123456789")}
        return (not self.sheet or problem["sheet"] == self.sheet) and all(
            has[name] == value for name, value in self.place.items()
        )


@dataclass(frozen=True)
class Verdict:
    """What is expected of one file."""

    statuses: list[str]
    exits: list[int]
    sheets: dict[str, dict[str, int]]
    problems: list[Expected]
    unopened: bool

    def differences(self, exit_status: int, report: dict) -> list[str]:
        """Where the command's answer about the file differs, a sentence each."""
        sheets = {sheet["sheet"]: sheet for sheet in report["sheets"]}
        return [
            *([f"exit {exit_status}"] if exit_status not in self.exits else []),
            *([f"status {report['status']}"] if report["status"] not in self.statuses else []),
            *(["a sheet of what cannot be opened"] if self.unopened and sheets else []),
            *(line for name in self.sheets for line in self._of_counts(name, sheets.get(name))),
            *self._of_problems(report["problems"]),
        ]

    def _of_counts(self, name: str, told: dict | None) -> list[str]:
        if told is None:
            return [f"{name} is not told"]
        expected = self.sheets[name]
        return [
            f"{name}: {told[c]} {c}, not {expected[c]}" for c in COUNTS if told[c] != expected[c]
        ]

    def _of_problems(self, told: list[dict]) -> list[str]:
        missed = [e.line for e in self.problems if not any(map(e.is_told_by, told))]
        matched = [[e for e in self.problems if e.is_told_by(problem)] for problem in told]
        beside = [
            f"beside: {problem}"
            for problem, by in zip(told, matched, strict=True)
            if not by and problem["severity"] != "note"
        ]
        twice = [
            f"more than one: {e.line}"
            for e in self.problems
            if e.only and sum(e in by for by in matched) > 1
        ]
        return [*(f"missed: {line}" for line in missed), *beside, *twice]


def verdict(text: str) -> Verdict:
    """The verdict that is drawn."""
    first, *lines = [line.strip() for line in text.strip().splitlines()]
    statuses, exits = first.split(", exit ")
    counts = {m["sheet"]: _counts(m["counts"]) for m in map(_COUNT.fullmatch, lines) if m}
    others = [line for line in lines if not _COUNT.fullmatch(line) and line != "unopened"]
    return Verdict(
        statuses=statuses.split(" or "),
        exits=[int(status) for status in exits.split(" or ")],
        sheets=counts,
        problems=[_expected(line) for line in others],
        unopened="unopened" in lines,
    )


def _counts(text: str) -> dict[str, int]:
    said = {what.replace(" ", "_"): int(n) for n, what in re.findall(r"(\d+) ([a-z ]+)", text)}
    return dict.fromkeys(COUNTS, 0) | said


def _expected(line: str) -> Expected:
    told = _PROBLEM.fullmatch(line)
    if told is None:
        raise ValueError(f"‘{line}’ is no line of a verdict.")
    places = {name: told[name] for name in ("cell", "row", "column") if told[name]}
    words = told["words"].lower().split(" or ") if told["words"] else []
    severities = told["severities"].split(" or ")
    return Expected(line, told["sheet"], places, severities, words, bool(told["only"]))
