"""How many rows a file has, counted a second way: the standard library only, nothing of the ETL.

A row of a sheet counts from the first to the last row that has a cell with something in it, as
the contract of `load` says; the blank rows between them count too.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

Rows = Iterator[tuple[int, bool]]  # the number of a row, and whether a cell has something in it

csv.field_size_limit(1 << 30)
_UNOPENED = (
    *(KeyError, ValueError, EOFError, StopIteration, RuntimeError, NotImplementedError),
    *(csv.Error, zipfile.BadZipFile, zlib.error, ElementTree.ParseError),
)


class Uncountable(ValueError):
    """The file cannot be opened, or its kind is not counted here (xls)."""


def rows_of(path_or_bytes: str | Path | bytes, name: str = "") -> dict[str, int]:
    """The number of rows of each sheet; a CSV is one sheet, named as the file without its suffix.

    `name` is the file's name and decides its kind; of a path it may be left out. Raises
    `Uncountable`.
    """
    in_hand = isinstance(path_or_bytes, bytes)
    data = path_or_bytes if in_hand else Path(path_or_bytes).read_bytes()
    name = Path(name or path_or_bytes)
    try:
        return _SHEETS[name.suffix.lower()](data, name)
    except _UNOPENED as why:
        raise Uncountable(f"{name}: {why}") from why


def _from_first_to_last(rows: Rows) -> int:
    filled = [number for number, has_cell in rows if has_cell]
    return filled[-1] - filled[0] + 1 if filled else 0


# -- CSV ---------------------------------------------------------------------------------------


# A first line that tells a spreadsheet program the delimiter; it is shown as no row.
_SAID = re.compile(r'\A"?sep=[,;\t|]"?\r?\n', re.I)


def _csv_sheets(data: bytes, name: Path) -> dict[str, int]:
    text = _SAID.sub("", _decoded(data))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(data))
    rows = ((number, any(map(str.strip, line))) for number, line in enumerate(lines))
    return {name.stem: _from_first_to_last(rows)}


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(data: bytes) -> str:
    """The commonest candidate outside quotes: headings and blanks repeat it on every line."""
    bare = re.sub(r'"[^"]*"', "", _decoded(data))
    return max(",;\t|", key=bare.count)


# -- xlsx --------------------------------------------------------------------------------------


def _xlsx_sheets(data: bytes, name: Path) -> dict[str, int]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        blank = _blank_shared_strings(book)
        return {
            sheet: _from_first_to_last(_xlsx_rows(book, part, blank))
            for sheet, part in _worksheets(book)
        }


def _tag(element) -> str:
    """The local name: transitional and strict workbooks differ in their namespaces only."""
    return element.tag.rpartition("}")[2]


def _attribute(element, name: str) -> str | None:
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def _parts(book: zipfile.ZipFile, of: str, kind: str) -> dict[str, str]:
    """The parts that one part names, of a kind, by their relation's id."""
    folder, _, file = of.rpartition("/")
    told = ElementTree.fromstring(book.read(f"{folder}/_rels/{file}.rels".lstrip("/")))
    return {
        relation.get("Id"): str(PurePosixPath("/", folder, relation.get("Target")))[1:]
        for relation in told
        if relation.get("Type").endswith(f"/{kind}")
    }


def _workbook(book: zipfile.ZipFile) -> str:
    return next(iter(_parts(book, "", "officeDocument").values()))


def _worksheets(book: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Names and parts of the worksheets; a sheet of a chart has no rows."""
    parts = _parts(book, _workbook(book), "worksheet")
    said = ElementTree.fromstring(book.read(_workbook(book)))
    sheets = [(e.get("name"), _attribute(e, "id")) for e in said.iter() if _tag(e) == "sheet"]
    return [(name, parts[part]) for name, part in sheets if part in parts]


def _blank_shared_strings(book: zipfile.ZipFile) -> set[int]:
    """The numbers of the shared strings that say nothing."""
    parts = _parts(book, _workbook(book), "sharedStrings").values()
    strings = [e for part in parts for e in ElementTree.fromstring(book.read(part))]
    return {number for number, string in enumerate(strings) if not _text(string).strip()}


def _text(element) -> str:
    return "".join(e.text or "" for e in element.iter() if _tag(e) == "t")


def _xlsx_rows(book: zipfile.ZipFile, part: str, blank: set[int]) -> Rows:
    number = 0
    with book.open(part) as stream:
        for _, element in ElementTree.iterparse(stream):
            if _tag(element) == "row":
                number = int(element.get("r", number + 1))
                yield number, any(_says_something(cell, blank) for cell in element)
                element.clear()


def _says_something(cell, blank: set[int]) -> bool:
    """A formula does, saved value or not; a cell that is only coloured does not."""
    parts = {_tag(part): part for part in cell}
    value = parts["v"].text or "" if "v" in parts else ""
    if "f" in parts:
        return True
    if cell.get("t") == "inlineStr":
        return bool(_text(cell).strip())
    return int(value) not in blank if cell.get("t") == "s" else bool(value.strip())


# -- ods ---------------------------------------------------------------------------------------


def _ods_sheets(data: bytes, name: Path) -> dict[str, int]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        content = ElementTree.fromstring(book.read("content.xml"))
    tables = [e for e in content.iter() if _tag(e) == "table"]
    return {_attribute(table, "name"): _from_first_to_last(_ods_rows(table)) for table in tables}


def _ods_rows(table) -> Rows:
    number = 0
    for row in (e for e in table.iter() if _tag(e) == "table-row"):
        filled = any("".join(cell.itertext()).strip() for cell in row)
        for _ in range(int(_attribute(row, "number-rows-repeated") or 1) if filled else 0):
            number += 1
            yield number, True
        if not filled:
            number += int(_attribute(row, "number-rows-repeated") or 1)


_SHEETS = {
    ".csv": _csv_sheets,
    ".xlsx": _xlsx_sheets,
    ".xlsm": _xlsx_sheets,
    ".ods": _ods_sheets,
}
