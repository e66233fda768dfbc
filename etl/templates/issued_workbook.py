"""Issued workbooks: their name and bytes, and why there can be none."""

import re
from dataclasses import dataclass
from pathlib import Path


class NotGivenError(Exception):
    """There is nothing to give; the text says why and what to do."""


@dataclass(frozen=True)
class Given:
    """A workbook: the name that its file should bear, its bytes, and what found no place in it.

    `left_out` says in sentences what of an older workbook that was to go into it did not.
    """

    name: str
    data: bytes
    left_out: tuple[str, ...] = ()


def file_name(*parts: str) -> str:
    """`A-0231_2025-26-Q2.xlsx`, of parts that may hold what no file's name can."""
    return "_".join(re.sub(r"[^\w.-]+", "-", part).strip("-.") for part in parts) + ".xlsx"


def put(given: Given, out: Path | None) -> Path:
    """Write a workbook where it is wanted, else here by its own name; never over another file."""
    path = out or Path(given.name)
    if path.suffix.casefold() != ".xlsx":
        raise NotGivenError(f"{path} would be a workbook. Let the name after --out end in .xlsx.")
    try:
        with path.open("xb") as file:
            file.write(given.data)
    except FileExistsError:
        raise NotGivenError(
            f"{path} exists already and is left as it is. Name another file with --out."
        ) from None
    except OSError as error:
        raise NotGivenError(f"{path} cannot be written: {error.strerror}.") from None
    return path
