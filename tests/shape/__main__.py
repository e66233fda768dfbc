"""Print the shape of the code: `python -m tests.shape`; `--files` names what each way enters."""

import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.shape.imports import PACKAGES, Code, read_code
from tests.shape.routes import measure_to_card, row_of_attendance


def main(words: list[str]) -> None:
    code = read_code()
    print(f"{'':<11}{'modules':>8}{'lines':>8}{'median':>8}{'arrows':>8}{'lines/arrow':>13}")
    for package in ("", *PACKAGES):
        print(_line(code, package))
    for package in ("dashboard", "etl"):
        print(f"Arrows between the rooms of {package}/: {len(code.room_arrows(package))}")
    folder, width = code.widest_folder()
    print(f"Widest folder that holds no plug-ins: {folder}, {width} modules")
    for way, follow in (
        ("A row of Attendance, from CSV to mart", row_of_attendance),
        ("A measure, from address to card", measure_to_card),
    ):
        with tempfile.TemporaryDirectory() as folder:
            files = follow(Path(folder))
        print(f"{way}: {len(files)} files")
        if "--files" in words:
            print("".join(f"    {name}\n" for name in files), end="")


def _line(code: Code, package: str) -> str:
    sizes = code.sizes(package)
    arrows = len(code.arrows_within(package))
    figures = f"{len(sizes):>8}{sum(sizes):>8,}{median(sizes):>8.0f}{arrows:>8,}"
    return f"{package or 'all three':<11}{figures}{sum(sizes) / arrows:>13.1f}"


if __name__ == "__main__":
    main(sys.argv[1:])
