"""Files that are cheap to send and dear to read, made anew in a temporary folder each time.

Each holds as much of something as is just read, or a little more than is; an ordinary file of about
as many bytes is made to be read beside it. A file is (how its name ends, a function of a path).

    python -m bench.dear_files PATH NAME
    python -m bench.dear_files PATH ordinary BYTES
"""

import io
import random
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path

import xlsxwriter
import xlwt
from openpyxl.utils import get_column_letter

from etl.extract import limits

Maker = Callable[[Path], None]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_LONG = "a" * limits.CELL_CHARACTERS
_CSV_BYTES = 100 * 10**6
ORDINARY = "ordinary"


# -- Workbooks ---------------------------------------------------------------------------------


def _xlsx(path: Path, rows: Iterable[str], texts: Iterable[str] = ()) -> None:
    """A workbook of one sheet, written piece by piece."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _frame().items():
            package.writestr(name, text)
        head = f'<worksheet xmlns="{_MAIN}"><sheetData>'
        _part(package, "xl/worksheets/sheet1.xml", head, rows, "</sheetData></worksheet>")
        _part(package, "xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">', texts, "</sst>")


def _part(package: zipfile.ZipFile, name: str, head: str, pieces: Iterable[str], tail: str) -> None:
    with package.open(name, "w") as part:
        part.write(head.encode())
        for piece in pieces:
            part.write(piece.encode())
        part.write(tail.encode())


def _frame() -> dict[str, str]:
    kind = "application/vnd.openxmlformats-"
    ends = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet"} | {
        "sharedStrings": "sharedStrings"
    }
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" '
        f'ContentType="{kind}officedocument.spreadsheetml.{end}+xml"/>'
        for name, end in ends.items()
    )
    links = f'<Default Extension="rels" ContentType="{kind}package.relationships+xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{links}{types}</Types>',
        "_rels/.rels": _links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Spending" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
    }


def _links(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _blank_rows(path: Path) -> None:
    filled = {1, limits.ROWS}
    _xlsx(
        path,
        (
            f'<row r="{n}" ht="15">{_inline(f"A{n}", "x") if n in filled else ""}</row>'
            for n in range(1, limits.BLANK_ROWS)
        ),
    )


def _blank_cells(path: Path) -> None:
    letters = [get_column_letter(n) for n in range(1, 101)]
    last = limits.CELLS // 100 - 1

    def rows() -> Iterator[str]:
        for n in range(1, last):
            cells = "".join(f'<c r="{letter}{n}" s="0"/>' for letter in letters)
            yield f'<row r="{n}">{cells}</row>'
        yield f'<row r="{last}">{_inline(f"CV{last}", "x")}</row>'

    _xlsx(path, rows())


def _unused_texts(path: Path) -> None:
    size = limits.READ_BYTES // (limits.UNUSED_TEXTS + 1_000) - 40
    text = "a" * size
    texts = (f"<si><t>{n:07}{text}</t></si>" for n in range(limits.UNUSED_TEXTS))
    _xlsx(path, [f'<row r="1">{_inline("A1", "x")}</row>'], texts)


def _text_in_every_cell(path: Path) -> None:
    rows = (f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, limits.ROWS))
    _xlsx(path, rows, [f"<si><t>{_LONG}</t></si>"])


def _percentages(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, share = book.add_worksheet(), book.add_format({"num_format": "0%"})
        for row, column in product(range(limits.CELLS // 8), range(8)):
            sheet.write_number(row, column, row / 7, share)


def _one_text(path: Path) -> None:
    text = "a" * (limits.READ_BYTES - 10_000)
    _xlsx(path, [f'<row r="1">{_inline("A1", text)}</row>'])


def _ods(path: Path, rows: Iterable[str]) -> None:
    names = "".join(f' xmlns:{n}="{_OASIS}:{n}:1.0"' for n in ("office", "table", "text"))
    head = f"<office:document-content{names}><office:body><office:spreadsheet>"
    tail = "</table:table></office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        _part(package, "content.xml", f'{head}<table:table table:name="Spending">', rows, tail)


def _text_cell(text: str, **repeats: int) -> str:
    times = "".join(f' table:number-{what}-repeated="{n}"' for what, n in repeats.items())
    return (
        f'<table:table-cell office:value-type="string"{times}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def _blanks_between(path: Path) -> None:
    """A few words of XML that stand for as many blank cells as are read."""
    across, down = 100, limits.CELLS // 100 - 2
    first, last = f"<table:table-row>{_text_cell('x')}", _text_cell("x")
    _ods(
        path,
        [
            f"{first}</table:table-row>",
            f'<table:table-row table:number-rows-repeated="{down}"><table:table-cell/>'
            "</table:table-row>",
            f'<table:table-row><table:table-cell table:number-columns-repeated="{across - 1}"/>'
            f"{last}</table:table-row>",
        ],
    )


def _blanks_written_out(path: Path) -> None:
    row = f"<table:table-row>{'<table:table-cell/>' * 100}</table:table-row>"
    _ods(path, [row] * (limits.CELLS // 100 - 1))


def _text_repeated(path: Path) -> None:
    rows = f'<table:table-row table:number-rows-repeated="{limits.ROWS}">'
    _ods(path, [f"{rows}{_text_cell(_LONG)}</table:table-row>"])


def _one_text_of_ods(path: Path) -> None:
    text = "a" * (limits.READ_BYTES - 10_000)
    _ods(path, [f"<table:table-row>{_text_cell(text)}</table:table-row>"])


def _blanks_of_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Spending")
    for number in range(30_000):
        sheet.row(number).set_cell_mulblanks(0, 255, xlwt.Style.default_style)
        sheet.flush_row_data()
    sheet.write(30_000, 0, "x")
    book.save(str(path))


def _text_of_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Spending")
    for number in range(60_000):
        sheet.write(number, 0, _LONG[:32_000])
    book.save(str(path))


# -- CSV ---------------------------------------------------------------------------------------

_HEADING = b"a,b,c,d,e,f,g,h\n"
_ROW = b"A-1,2025/26 Q1,c00001,100001,02/10/2025,yes,45,7\n"


_TIMES = _CSV_BYTES // len(_ROW)


def _csv(*parts: tuple[bytes, int]) -> Maker:
    """A file of some bytes, each repeated so many times."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            for part, times in parts:
                file.write(part * times)

    return make


DEAR: dict[str, tuple[str, Maker]] = {
    "xlsx, rows without a cell": (".xlsx", _blank_rows),
    "xlsx, cells without a value": (".xlsx", _blank_cells),
    "xlsx, shared texts that no cell uses": (".xlsx", _unused_texts),
    "xlsx, one long text in every cell": (".xlsx", _text_in_every_cell),
    "xlsx, one cell of enormous text": (".xlsx", _one_text),
    "xlsx, a question in every cell": (".xlsx", _percentages),
    "ods, blanks repeated between two cells": (".ods", _blanks_between),
    "ods, blanks written out": (".ods", _blanks_written_out),
    "ods, one long text in every cell": (".ods", _text_repeated),
    "ods, one cell of enormous text": (".ods", _one_text_of_ods),
    "xls, cells without a value": (".xls", _blanks_of_xls),
    "xls, one long text in every cell": (".xls", _text_of_xls),
    "csv, a quotation mark never closed": (
        ".csv",
        _csv((_HEADING, 1), (_ROW, _TIMES), (b'1,"', 1), (_ROW, 1)),
    ),
    "csv, one line": (".csv", _csv((_HEADING, 1), (b"a", _CSV_BYTES))),
    "csv, one cell of many lines": (
        ".csv",
        _csv((_HEADING, 1), (b'1,"', 1), (_ROW, _TIMES), (b'"\n', 1)),
    ),
    "csv, lines without a cell": (
        ".csv",
        _csv((_HEADING, 1), (_ROW, 1), (b"\n", _CSV_BYTES // 20)),
    ),
    "csv, cells without a value": (
        ".csv",
        _csv((b",a" * 99 + b"\n", 1), (b"," * 99 + b"\n", 300_000)),
    ),
}


# -- Ordinary files ----------------------------------------------------------------------------


def ordinary(path: Path, size: int) -> None:
    """A file of rows such as hubs are sent, of about so many bytes."""
    write = {".xlsx": _rows_of_xlsx, ".ods": _rows_of_ods, ".xls": _rows_of_xls}
    rows = write.get(path.suffix, _rows_of_csv)
    rows(path, 200)
    few = path.stat().st_size
    rows(path, 2_000)
    rows(path, max(1, round((size - few) * 1_800 / (path.stat().st_size - few)) + 200))


def _cells(rows: int) -> Iterator[list[str]]:
    """Rows of eight cells, no two alike, so that they are packed as little as people's are."""
    chance = random.Random(0)
    for n in range(rows):
        day, minutes = chance.randrange(1, 29), chance.randrange(300)
        ref, school = f"c{chance.randrange(16**6):06x}", f"{chance.randrange(10**5, 10**6)}"
        yield ["A-1", "2025/26 Q1", ref, school, f"{day:02}/10/2025", "yes", f"{minutes}", f"{n}"]


def _rows_of_xlsx(path: Path, rows: int) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for start in range(0, rows, limits.ROWS):
            sheet = book.add_worksheet()
            for at, cells in enumerate(_cells(min(limits.ROWS, rows - start))):
                sheet.write_row(at, 0, cells)


def _rows_of_ods(path: Path, rows: int) -> None:
    written = (
        f"<table:table-row>{''.join(map(_text_cell, c))}</table:table-row>" for c in _cells(rows)
    )
    _ods(path, written)


def _rows_of_xls(path: Path, rows: int) -> None:
    book = xlwt.Workbook()
    for start in range(0, rows, 60_000):
        sheet = book.add_sheet(f"Sheet {start}")
        for at, cells in enumerate(_cells(min(60_000, rows - start))):
            for column, text in enumerate(cells):
                sheet.write(at, column, text)
    told = io.BytesIO()
    book.save(told)
    path.write_bytes(told.getvalue())


def _rows_of_csv(path: Path, rows: int) -> None:
    with path.open("w") as file:
        file.write("a,b,c,d,e,f,g,h\n")
        file.writelines(f"{','.join(cells)}\n" for cells in _cells(rows))


if __name__ == "__main__":
    to, name, *of_bytes = sys.argv[1:]
    if name == ORDINARY:
        ordinary(Path(to), int(of_bytes[0]))
    else:
        DEAR[name][1](Path(to))
