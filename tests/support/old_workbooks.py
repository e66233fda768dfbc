"""Workbooks .xls as other programs write them: xlwt's own, with a record or two changed."""

import io
from collections.abc import Callable, Iterator

import xlwt

from etl.extract.compound import Compound, compound_of
from etl.extract.xls_records import records

CODE_PAGE, FORMAT, STYLE, FORMULA, WRITER, GRID = 0x42, 0x41E, 0xE0, 0x06, 0x5C, 0x82


def drawn(change: Callable, name: str = "Spending") -> bytes:
    """A workbook of one sheet to which something was done."""
    book = xlwt.Workbook()
    change(book.add_sheet(name))
    return saved(book)


def saved(book: xlwt.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def altered(data: bytes, change: Callable[[bytearray], None]) -> bytes:
    """The same with its records changed in their places."""
    stream = bytearray(Compound(data).workbook())
    change(stream)
    return compound_of({"Workbook": bytes(stream)})


def places(stream: bytearray, kind: int) -> Iterator[int]:
    """Where the bytes of each record of a kind begin, of the workbook and its first sheet."""
    yield from (start for known, start, _ in records(stream) if known == kind)
    bounds = next(start for known, start, _ in records(stream) if known == 0x85)
    first = int.from_bytes(stream[bounds : bounds + 4], "little")
    yield from (start for known, start, _ in records(stream, first) if known == kind)


def with_result(data: bytes, result: bytes) -> bytes:
    """The same with this saved as the result of every formula."""

    def change(stream: bytearray) -> None:
        for start in places(stream, FORMULA):
            stream[start + 6 : start + 14] = result

    return altered(data, change)


def with_format(data: bytes, number: int) -> bytes:
    """The same with the last of its own formats under another number."""

    def change(stream: bytearray) -> None:
        last = max(stream[start : start + 2][::-1] for start in places(stream, FORMAT))[::-1]
        for kind, beside in ((FORMAT, 0), (STYLE, 2)):
            for at in (start + beside for start in places(stream, kind)):
                if stream[at : at + 2] == last:
                    stream[at : at + 2] = number.to_bytes(2, "little")

    return altered(data, change)
