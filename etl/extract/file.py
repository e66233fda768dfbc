"""Files of any format, extracted as their sheets."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePath

import polars as pl

from data.personal import masked
from etl.extract import limits
from etl.extract.csv_file import read_csv
from etl.extract.refusal import UnreadableError, refuse_packed
from etl.extract.sandbox import Sandbox
from etl.extract.sheet import Fault, Sheet, tidied, without_nuls
from etl.schema.problem import RefusedError, Severity

# How zip files begin, and compound ones: what they are their reader says, whatever their name.
_PACKAGES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_PACKED_ENDING = ".zip"
WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}
SUFFIXES = WORKBOOKS | {".csv"}

_NO_ENDING = "The file's name has no ending that says what kind of file it is."
_SAVE_AGAIN = (
    "Open the file in a spreadsheet program, save it, and send it again; or type the value."
)
_FAULTS: dict[str, tuple[str, str, Severity]] = {
    "formula": ("The cell holds a formula whose result was never saved.", _SAVE_AGAIN, "error"),
    "formula_blank": (
        "The cell holds a formula whose result is empty, or was never saved; it was read as blank.",
        f"If the cell shows nothing, nothing need be done. Else: {_SAVE_AGAIN[0].lower()}"
        f"{_SAVE_AGAIN[1:]}",
        "query",
    ),
    "formula_zero": (
        "The cell holds a formula that may give a text or nothing, and 0 is saved as its result; "
        "it was read as 0.",
        "If the cell shows 0, nothing need be done. If it shows anything else, save the file as "
        ".xlsx and send that: some programs save a text as 0 in an .xls.",
        "query",
    ),
    "formula_text": (
        "The cell holds a formula that gives a text, and 0 is saved as its result.",
        "Save the file as .xlsx and send that, or type the value: some programs save a text as 0 "
        "in an .xls.",
        "error",
    ),
    "readers_disagree": (
        "Two programs that read this cell find different things in it.",
        "Type the value anew, save the file, and send it again.",
        "error",
    ),
    "percentage": (
        "The cell shows a percentage; it was read as the share that the file holds, 1 for 100%.",
        "If the hub counts in per cent, set the cell's format to Number and type 85 for 85%.",
        "query",
    ),
    "currency": (
        "The cell shows an amount of another currency; the hub counts in pounds.",
        "Type the amount in pounds, and set the cell's format to £ or Number.",
        "error",
    ),
    "cell_length": (
        f"The cell holds more than {limits.CELL_CHARACTERS:,} characters.",
        "Shorten the text.",
        "error",
    ),
}


def extract(
    data: bytes,
    name: str,
    sandbox: Sandbox,
    *,
    headings: Collection[str] = (),
    known: frozenset[str] | None = None,
) -> list[Sheet]:
    """The sheets of a file that have cells; RefusedError where the file cannot be read.

    `headings` are the `plain` words by which the heading of a CSV is known. Of a workbook sheets
    that are too large come as well, with why they are `unread`, unless their plain names are
    `known` as the hub's.
    """
    suffix, is_package = PurePath(name).suffix.casefold(), data.startswith(_PACKAGES)
    _refuse_other_ending(data, suffix, is_package)
    _refuse_too_large(data, ".xlsx" if is_package and suffix not in WORKBOOKS else suffix)
    if not data:
        raise RefusedError("empty", "The file is empty.", "Send the file with its rows.")
    if suffix == ".csv" and not is_package:
        read = read_csv(data, PurePath(name).stem, headings)
        sheets = [_tidy(read, may_hold_nuls=b"\0" in data)]
    else:
        sheets = [_tidy(_from_lists(raw)) for raw in sandbox.read(data, suffix, known)]
    if not any(sheet.span or sheet.unread for sheet in sheets):
        raise RefusedError("empty", "The file has no cells.", "Send the file with its rows.")
    return [sheet for sheet in sheets if sheet.span or sheet.unread]


def _refuse_other_ending(data: bytes, suffix: str, is_package: bool) -> None:
    """Refuse a file with a name of none that is read; what a zip file is its reader says."""
    if suffix in SUFFIXES or (is_package and suffix == _PACKED_ENDING):
        return
    try:
        refuse_packed(data)
    except UnreadableError as packed:
        raise RefusedError(*packed.reason) from None
    ends = f"Files that end in ‘{suffix}’ are not read." if suffix else _NO_ENDING
    raise RefusedError(
        "file_type", ends, "Send a workbook (.xlsx, .xls, .ods) or a CSV file (.csv)."
    )


def _refuse_too_large(data: bytes, suffix: str) -> None:
    most, remedy = _largest(suffix)
    if len(data) > most:
        message = (
            f"The file has {len(data) / 1024**2:,.0f} MB; at most {most / 1024**2:,.0f} are read."
        )
        raise RefusedError("too_large", message, remedy)


def _largest(suffix: str) -> tuple[int, str]:
    """How many bytes a file of a kind may have, and what to do with a larger one."""
    if suffix == ".csv":
        return limits.FILE_BYTES, "Split it into several files."
    if suffix == ".xls":
        return limits.OLD_WORKBOOK_BYTES, "Save it as an Excel workbook (.xlsx) and send that."
    return limits.WORKBOOK_BYTES, "Delete its pictures, or send its sheets as CSV files."


def _tidy(sheet: Sheet, may_hold_nuls: bool = True) -> Sheet:
    cells, nuls = without_nuls(sheet.cells) if may_hold_nuls else (sheet.cells, [])
    faults = sheet.faults + nuls
    return replace(sheet, name=masked(sheet.name), cells=tidied(cells), faults=faults)


def _from_lists(raw: dict) -> Sheet:
    width = max((len(cells) for _, cells in raw["rows"]), default=1)
    rows = raw["rows"]
    columns = {"row": pl.Series([number for number, _ in rows], dtype=pl.UInt32)} | {
        f"c{index}": pl.Series(
            [cells[index] if index < len(cells) else None for _, cells in rows], dtype=pl.String
        )
        for index in range(width)
    }
    faults = [Fault(row, at, text, rule, *_FAULTS[rule]) for row, at, text, rule in raw["faults"]]
    return Sheet(
        raw["name"],
        pl.DataFrame(columns),
        faults,
        [tuple(note) for note in raw["notes"]],
        converted={column: frozenset(texts) for column, texts in raw.get("converted", ())},
        unread=raw.get("unread"),
        has_one_reader=raw.get("has_one_reader", False),
    )
