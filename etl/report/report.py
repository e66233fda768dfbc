"""Reports of files: every row accounted for, every problem with its address."""

from dataclasses import asdict, dataclass, field, replace
from typing import Literal

from etl.schema.problem import Problem, are_personal, without_promise

Status = Literal["loaded", "partly", "refused", "duplicate"]
FAULT, LOST = "program_fault", "lost"  # rules of problems that are no fault of the sender's
COUNTS = ("rows", "loaded", "unchanged", "rejected", "set_aside")


@dataclass(frozen=True)
class SheetReport:
    """What became of a sheet's rows, and of the money on them in pence."""

    sheet: str
    source: str | None
    rows: int
    loaded: int = 0
    unchanged: int = 0
    rejected: int = 0
    set_aside: int = 0
    pence: int = 0
    pence_loaded: int = 0
    pence_unchanged: int = 0
    pence_rejected: int = 0

    def __post_init__(self) -> None:
        if self.rows != self.loaded + self.unchanged + self.rejected + self.set_aside:
            raise ConservationError(f"The rows of {self.sheet} do not add up: {asdict(self)}")
        if self.pence != self.pence_loaded + self.pence_unchanged + self.pence_rejected:
            raise ConservationError(f"The pence of {self.sheet} do not add up: {asdict(self)}")

    def after(self, earlier: "SheetReport | None") -> "SheetReport":
        """Rows that an earlier try loaded count as loaded, not as unchanged."""
        rows = min(earlier.loaded, self.unchanged) if earlier else 0
        pence = min(earlier.pence_loaded, self.pence_unchanged, key=abs) if earlier else 0
        return replace(
            self,
            loaded=self.loaded + rows,
            unchanged=self.unchanged - rows,
            pence_loaded=self.pence_loaded + pence,
            pence_unchanged=self.pence_unchanged - pence,
        )

    def as_json(self) -> dict:
        return {name: getattr(self, name) for name in ("sheet", "source", *COUNTS)}


class ConservationError(AssertionError):
    """Rows or pence went missing: the load must not stand."""


@dataclass(frozen=True)
class FileReport:
    """One file's outcome; one that had waited and was tried again need not have been given now."""

    name: str
    sha256: str
    status: Status
    sheets: tuple[SheetReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    tried_again: bool = False
    was_given: bool = True

    @classmethod
    def of(cls, name: str, sha256: str, sheets: list[SheetReport], problems: list[Problem]):
        """The report of a file that was read; of one that is not kept nothing is tried again."""
        status = status_of(sheets, problems)
        report = cls(name, sha256, status, tuple(sheets), tuple(problems))
        if report.is_refused_for_personal_data:
            return replace(report, problems=tuple(map(without_promise, problems)))
        return report

    def as_json(self) -> dict:
        return {
            "name": self.name,
            "sha256": self.sha256,
            "status": self.status,
            "sheets": [sheet.as_json() for sheet in self.sheets],
            "problems": [problem.as_json() for problem in self.problems],
        } | ({"tried_again": True} if self.tried_again else {})

    @property
    def is_refused_for_personal_data(self) -> bool:
        return self.status == "refused" and are_personal(self.problems)

    @property
    def is_fault(self) -> bool:
        """Whether it was no fault of its sender's that kept the file out."""
        return any(problem.rule in (FAULT, LOST) for problem in self.problems)

    def after(self, earlier: "FileReport") -> "FileReport":
        """This try's report, with what an earlier try in the same load had loaded already."""
        before = {sheet.sheet: sheet for sheet in earlier.sheets}
        sheets = [sheet.after(before.get(sheet.sheet)) for sheet in self.sheets]
        return replace(self, sheets=tuple(sheets), was_given=earlier.was_given)

    def total(self, count: str) -> int:
        return sum(getattr(sheet, count) for sheet in self.sheets)


@dataclass
class Report:
    """All files of one call, and the warehouse's version after it.

    `notes` are on what lay in the folders that were given and was not read.
    """

    files: list[FileReport] = field(default_factory=list)
    data_version: int = 0
    notes: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict:
        totals = {count: sum(f.total(count) for f in self.files) for count in COUNTS}
        return {
            "files": [file.as_json() for file in self.files],
            "totals": {"files": len(self.files)} | totals,
            "data_version": self.data_version,
        } | ({"notes": [note.as_json() for note in self.notes]} if self.notes else {})

    def add_again(self, again: FileReport) -> None:
        """Enter a file that was tried again, in place of its first try in this load."""
        for place, report in enumerate(self.files):
            if report.sha256 == again.sha256:
                self.files[place] = again.after(report)
                return
        self.files.append(again)

    @property
    def exit_status(self) -> int:
        """0 where everything given was loaded, 1 where something of it was rejected or refused."""
        given = [file for file in self.files if file.was_given]
        bad = any(f.status in ("partly", "refused") or f.total("rejected") for f in given)
        return 1 if bad else 0


def status_of(sheets: list[SheetReport], problems: list[Problem]) -> Status:
    """A file's status from what became of its rows."""
    taken = sum(sheet.loaded + sheet.unchanged for sheet in sheets)
    bad = any(p.severity == "error" for p in problems) or any(s.rejected for s in sheets)
    if not bad:
        return "loaded"
    return "partly" if taken else "refused"
