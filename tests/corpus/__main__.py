"""Check every file of a folder: python -m tests.corpus FOLDER [--db DB] [--seconds 30] [--mb 1024].

It prints status, seconds, memory and the kinds of message of each, and ends with 1 where one gave
a traceback, hung, took too much memory, or said what is wrong and not what to do.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from etl.extract.file import SUFFIXES
from tests.corpus.checking import Checked, Limits, checked

Check = Callable[[Path], Checked]


def corpus(paths: Iterable[Path], check: Check, limits: Limits, tell: Callable[[str], None]) -> int:
    """A line for each file, then how many were amiss; 1 where any was."""
    statuses: Counter[str] = Counter()
    for path in paths:
        result = check(path)
        faults = result.faults(limits)
        statuses["AMISS" if faults else result.status] += 1
        figures = f"{result.status:10}{result.seconds:7.1f} s{result.megabytes:7.0f} MB"
        tell(f"{figures}  {path.name}  {_kinds(result)}".rstrip())
        for fault in faults:
            tell(f"    AMISS: {fault}")
    tell(", ".join(f"{count} {status}" for status, count in statuses.most_common()) or "no files")
    return int(statuses["AMISS"] > 0)


def _kinds(result: Checked) -> str:
    """Each kind of message, worst first, with how often it is said."""
    kinds = Counter((problem["severity"], problem["rule"]) for problem in result.problems)
    return ", ".join(f"{kind[0]} {kind[1]} ×{count}" for kind, count in sorted(kinds.items()))


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--db", help="a hub that knows some registers; else one that knows none")
    parser.add_argument("--seconds", type=float, default=Limits.seconds)
    parser.add_argument("--mb", type=float, default=Limits.megabytes)
    given = parser.parse_args(words)
    inside = (path for path in sorted(given.folder.rglob("*")) if path.is_file())
    paths = [path for path in inside if path.suffix.casefold() in SUFFIXES]
    limits = Limits(given.seconds, given.mb)
    with tempfile.TemporaryDirectory(prefix="hub-corpus-") as empty:
        database = given.db or f"{empty}/hub.db"
        return corpus(paths, lambda path: checked(path, database, limits), limits, _tell)


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
