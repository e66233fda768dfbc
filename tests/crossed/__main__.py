"""Send the hub's workbook through other programs: python -m tests.crossed [PROGRAM…] [sample].

Then the sample hub's returns of one quarter. It prints what became of each in each format, and ends
with 1 where facts differ and nobody is told.
"""

import sys
import tempfile
from pathlib import Path

from tests.crossed.crossing import Crossing, crossed
from tests.crossed.programs import PROGRAMS
from tests.crossed.sample import sample_crossed

SAMPLE = "sample"


def main(wanted: list[str]) -> int:
    known = {program.name.casefold(): program for program in PROGRAMS}
    words = [word.casefold() for word in wanted] or [*known, SAMPLE]
    if unknown := set(words) - {*known, SAMPLE}:
        sys.exit(f"There is no program {', '.join(unknown)}. There are: {', '.join(known)}")
    status = 0
    with tempfile.TemporaryDirectory(prefix="hub-crossed-") as folder:
        if programs := [known[word] for word in words if word in known]:
            status |= crossed(programs, Crossing(Path(folder)), _tell)
        if SAMPLE in words:
            status |= sample_crossed(Path(folder), _tell)
    return status


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
