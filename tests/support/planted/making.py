"""What was done to a planted file that a drawing does not show, each a short function."""

import io
import re
import zipfile

import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

# -- to a workbook before it is saved ------------------------------------------------------------


def counted_from_1904(book):
    book.epoch = CALENDAR_MAC_1904
    return book


def formatted(book, sheet, cell, form):
    book[sheet][cell].number_format = form
    return book


def hidden_row(book, sheet, row):
    book[sheet].row_dimensions[int(row)].hidden = True
    return book


def hidden_column(book, sheet, column):
    book[sheet].column_dimensions[column].hidden = True
    return book


def hidden_sheet(book, sheet):
    book[sheet].sheet_state = "hidden"
    return book


def deeply_hidden_sheet(book, sheet):
    book[sheet].sheet_state = "veryHidden"
    return book


def coloured(book, sheet, cell):
    book[sheet][cell].fill = PatternFill("solid", fgColor="FFFF00")
    return book


def merged(book, sheet, cells):
    book[sheet].merge_cells(cells)
    return book


def commented(book, sheet, cell):
    book[sheet][cell].comment = Comment("To be checked", "Treasurer")
    return book


def filtered(book, sheet, cells):
    book[sheet].auto_filter.ref = cells
    return book


# -- to the bytes of a saved file ----------------------------------------------------------------


def cut_off(data: bytes) -> bytes:
    return data[: len(data) // 2]


def reckoned(data: bytes, value: str) -> bytes:
    """Every formula saved with its value, as Excel saves it."""
    return _repacked(
        data, lambda text: re.sub(r"</f><v ?/>|</f><v></v>", f"</f><v>{value}</v>", text)
    )


def with_macros(data: bytes) -> bytes:
    """The workbook declared to hold macros, with a part for them."""
    plain = "spreadsheetml.sheet.main+xml"
    declared = _repacked(
        data,
        lambda text: text.replace(
            f"application/vnd.openxmlformats-officedocument.{plain}",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )
    told = io.BytesIO(declared)
    with zipfile.ZipFile(told, "a") as book:
        book.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    return told.getvalue()


def zip_of_something_else(_: bytes) -> bytes:
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w") as package:
        package.writestr("letter.txt", "Dear hub")
    return told.getvalue()


def locked(_: bytes) -> bytes:
    """A compound file with the stream that Excel puts a workbook with a password into."""
    old = xlwt.Workbook()
    old.add_sheet("Sheet1")
    told = io.BytesIO()
    old.save(told)
    names = [name.encode("utf-16-le") + b"\0\0" for name in ("Workbook", "EncryptedPackage")]
    entries = [name.ljust(64, b"\0") + bytes([len(name), 0]) for name in names]
    return told.getvalue().replace(*entries)


def _repacked(data: bytes, change) -> bytes:
    """The package with the text of its parts changed."""
    told = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(told, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name).decode()))
    return told.getvalue()


TO_A_BOOK = {
    *("counted_from_1904", "formatted", "hidden_row", "hidden_column", "hidden_sheet"),
    *("deeply_hidden_sheet", "coloured", "merged", "commented", "filtered"),
}
TO_BYTES = {"cut_off", "reckoned", "with_macros", "zip_of_something_else", "locked"}
