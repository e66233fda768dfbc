"""Crossing: the hub's workbook, given to a program to be filled in and saved, and then sent in."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import mkdtemp

from tests.crossed.command import Absent
from tests.crossed.hub import Registered
from tests.crossed.programs import Filled, Program, filled
from tests.crossed.typed import original, typed
from tests.crossed.verdict import Verdict, verdict

ALONE = "csv alone"  # a sheet saved as CSV, which does not say which return it is of
_OF_CSV = ("csv", ALONE)
Tell = Callable[[str], None]


class Crossing:
    """A hub, the facts that the return gives where nobody's program touched it, and a workbook.

    Everything is made in a folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hub = Registered(_within(folder))
        plain = folder / "original.xlsx"
        plain.write_bytes(original())
        self._meant, _ = self._hub.sent([plain])
        self._work = self._filled(for_csv=False)
        self._work_for_csv = self._filled(for_csv=True)

    def _filled(self, for_csv: bool) -> Filled:
        return filled(self._hub.template, typed(for_csv), _within(self._folder))

    def lines(self, program: Program) -> Iterator[tuple[str, str]]:
        """Each format of a program, and what became of the workbook in it."""
        for form in (*program.formats, *(ALONE for each in program.formats if each == "csv")):
            yield form, self._line(program, form)

    def _line(self, program: Program, form: str) -> str:
        work = self._work_for_csv if form == "csv" else self._work
        ending = "csv" if form in _OF_CSV else form
        try:
            files = program.save(work, ending, _within(self._folder))
        except Absent as reason:
            return f"not here: {reason}"
        except (RuntimeError, OSError) as reason:
            return f"FAILED: {reason}"
        return str(self._verdict(files, form))

    def _verdict(self, files: list[Path], form: str) -> Verdict:
        facts, reports = self._hub.sent(files)
        no_form = {"return"} if form in _OF_CSV else set()  # a CSV has none
        return verdict(
            {key: self._meant[key] for key in self._meant.keys() - no_form}, facts, reports
        )


def _within(folder: Path) -> Path:
    return Path(mkdtemp(dir=folder))


def crossed(programs: Iterable[Program], crossing: Crossing, tell: Tell) -> int:
    """A line for each program and format; 1 where a difference is silent or a program fails."""
    status = 0
    for program in programs:
        for form, line in crossing.lines(program):
            tell(f"{program.name:12} {form:10} {line}")
            status |= line.startswith(("SILENT", "FAILED"))
    return int(status)
