"""Programs that partners fill in and save workbooks with, and how each is asked to."""

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import openpyxl

from tests.crossed import javascript
from tests.crossed.command import installed, run
from tests.crossed.typed import Cell


@dataclass(frozen=True)
class Filled:
    """A workbook of the hub and what is typed into it; `book` is it with that typed by openpyxl."""

    template: Path
    cells: Path
    book: Path
    sheets: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """A program and the formats that it writes; `save(filled, ending, folder)` gives its files.

    `Absent` where it is not on this machine; RuntimeError where it fails.
    """

    name: str
    formats: tuple[str, ...]
    save: Callable[[Filled, str, Path], list[Path]]


def filled(template: bytes, cells: list[Cell], folder: Path) -> Filled:
    """What every program is given, in a folder."""
    paths = [folder / name for name in ("template.xlsx", "cells.json", "filled.xlsx")]
    paths[0].write_bytes(template)
    paths[1].write_text(json.dumps([cell.as_json() for cell in cells]), encoding="utf-8")
    paths[2].write_bytes(_typed_in(template, cells))
    return Filled(*paths, tuple(dict.fromkeys(cell.sheet for cell in cells)))


def _typed_in(template: bytes, cells: list[Cell]) -> bytes:
    """A cell gets its column's format, as where somebody types into it."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for typed in cells:
        sheet = book[typed.sheet]
        cell = sheet.cell(typed.row, typed.column, typed.value)
        is_in_table = typed.sheet != "Return" and typed.row > 1
        if is_in_table and cell.column_letter in sheet.column_dimensions:
            cell.number_format = sheet.column_dimensions[cell.column_letter].number_format
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _openpyxl(work: Filled, ending: str, folder: Path) -> list[Path]:
    return [Path(shutil.copy(work.book, folder / f"filled.{ending}"))]


_CALC = {
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "ods": "ods:calc8",
    "xls": "xls:MS Excel 97",
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,true,true,false,false,-1",
}


def converted_by_libreoffice(book: Path, ending: str, folder: Path) -> None:
    """A workbook opened and saved again, into a folder."""
    soffice = installed("soffice", "libreoffice-calc")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run([soffice, profile, "--headless", "--convert-to", _CALC[ending], "--outdir", folder, book])


_GNUMERIC = {
    "xlsx": "Gnumeric_Excel:xlsx2",
    "ods": "Gnumeric_OpenCalc:odf",
    "xls": "Gnumeric_Excel:excel_biff8",
    "csv": "Gnumeric_stf:stf_csv",
}


def converted_by_gnumeric(book: Path, ending: str, folder: Path) -> None:
    """A workbook opened and saved again, into a folder; as CSV sheet by sheet."""
    ssconvert = installed("ssconvert", "gnumeric")
    each = ["-S"] if ending == "csv" else []
    name = f"{book.stem}-%s.csv" if each else f"{book.stem}.{ending}"
    run([ssconvert, *each, "-T", _GNUMERIC[ending], book, folder / name])


def _converted(convert: Callable, work: Filled, ending: str, folder: Path) -> list[Path]:
    convert(work.book, ending, folder)
    if ending != "csv":
        return list(folder.glob(f"{work.book.stem}.{ending}"))
    return [
        (folder / f"{work.book.stem}-{sheet}.csv").rename(folder / f"{sheet}.csv")
        for sheet in work.sheets
        if sheet != "Return"
    ]


def _scripted(library: str, work: Filled, ending: str, folder: Path) -> list[Path]:
    javascript.fill_in(library, work.template, work.cells, ending, folder)
    return sorted(folder.glob(f"*.{ending}"))


PROGRAMS = (
    Program("openpyxl", ("xlsx",), _openpyxl),
    Program("LibreOffice", tuple(_CALC), partial(_converted, converted_by_libreoffice)),
    Program("Gnumeric", tuple(_GNUMERIC), partial(_converted, converted_by_gnumeric)),
    Program("SheetJS", ("xlsx", "ods", "xls", "csv"), partial(_scripted, "sheetjs")),
    Program("ExcelJS", ("xlsx", "csv"), partial(_scripted, "exceljs")),
)
