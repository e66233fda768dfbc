"""CSV files: encoding and delimiter detected, every ragged row kept and reported, never padded."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

import polars as pl

from data.formatting import counted
from etl.extract import limits
from etl.extract.refusal import UnreadableError, refuse_foreign
from etl.extract.sheet import Fault, Sheet
from etl.schema.problem import RefusedError

_DELIMITERS = ",;\t|"
_HEAD_BYTES = 64 * 1024

# A first line that Excel writes and takes for an instruction; it shows the rows from the next on.
_SEPARATOR = re.compile(rb'"?sep=([,;\t|])"?\r?\n', re.I)
# What Windows would read as a capital after a small letter (CafŽ, JohnÕs) was written on a Mac.
_MAC = re.compile(rb"[a-z][\x8a\x8c-\x90\x9d\x9f\xd0-\xd5]")
_FILLED = re.compile(rb"[^ \t\r\n\0\xef\xbb\xbf\xff\xfe]")
_STRETCH = 1 << 20
_QUOTED = re.compile(rb'(?:^|(?<=[,;\t|]))"(?:[^"]|"")*+"(?=[,;\t|]|$)')
_OPENS = re.compile(rb'(?:^|[,;\t|])"')
_LINE = re.compile(rb"([^\r\n]*)(?:\r\n|\r|\n)?")
_INSIDE = re.compile(rb'[^,;\t|"]"[^,;\t|"]')
_FILLED_CELL = 3  # bytes of a file for each cell, its delimiter included: with fewer most are blank

csv.field_size_limit(limits.FILE_BYTES)  # a cell may be as long as its file


def read_csv(data: bytes, name: str) -> Sheet:
    """The file's one sheet; RefusedError where it cannot be read as a table of text."""
    text = _as_utf8(data)
    separator = _SEPARATOR.match(text)
    text = text[separator.end() :] if separator else text
    _refuse_long_lines(text)
    _refuse_open_quotes(text)
    head = text[:_HEAD_BYTES].decode("utf-8", "ignore")
    delimiter, width = _shape(head, separator[1].decode() if separator else _DELIMITERS)
    if width > limits.COLUMNS:
        raise RefusedError(
            "too_large",
            f"The file has {width:,} columns.",
            "Delete the empty columns beyond the data and save it again.",
        )
    _refuse_blanks(text, width)
    ragged: list = []
    frame = _read(text, delimiter, width, ragged)
    return _sheet(name, frame, ragged, delimiter, width)


def _as_utf8(data: bytes) -> bytes:
    if not _FILLED.search(data):
        raise RefusedError("empty", "The file is empty.", "Send the file with its rows.")
    if data.startswith(b"PK\x03\x04") or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RefusedError(
            "wrong_name", "This is a workbook with the name of a CSV.", "Name it .xlsx or .xls."
        )
    try:
        refuse_foreign(data, "a CSV file")
    except UnreadableError as foreign:
        raise RefusedError(*foreign.reason) from None
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise RefusedError(
            "encoding", "The file is saved as UTF-32, which is not read.", "Save it as CSV UTF-8."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if data[:2000].count(0) > len(data[:2000]) // 4:
        return _decoded(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        for _ in _stretches(data, "utf-8"):
            pass
    except UnicodeDecodeError:
        return _decoded(data, "mac_roman" if _MAC.search(data) else "cp1252")
    return data


def _decoded(data: bytes, encoding: str) -> bytes:
    utf8 = io.BytesIO()
    try:
        for text in _stretches(data, encoding):
            utf8.write(text.encode("utf-8"))
    except UnicodeDecodeError:
        raise RefusedError(
            "encoding", "The file's characters cannot be read.", "Save it as CSV UTF-8."
        ) from None
    return utf8.getvalue()


def _stretches(data: bytes, encoding: str) -> Iterator[str]:
    """The file's text piece by piece: whole, one rare character makes it four times as large."""
    pieces = (data[start : start + _STRETCH] for start in range(0, len(data), _STRETCH))
    return codecs.iterdecode(pieces, encoding)


def _refuse_long_lines(text: bytes) -> None:
    """Refuse a line longer than any row, before it is looked at closely."""
    start, number = 0, 1
    while start + limits.CSV_LINE_BYTES < len(text):
        window = (start, start + limits.CSV_LINE_BYTES)
        end = max(text.rfind(b"\n", *window), text.rfind(b"\r", *window))
        if end < 0:
            raise RefusedError(
                "too_large",
                f"Line {number:,} of the file is longer than "
                f"{limits.CSV_LINE_BYTES / 1024**2:,.0f} MB.",
                "Open it in a spreadsheet program, see that each row stands on a line of its own, "
                "and save it again as CSV UTF-8.",
            )
        number += _lines(text, start, end + 1)
        start = end + 1


def _lines(text: bytes, start: int, stop: int) -> int:
    """How many lines end between two places."""
    both = text.count(b"\r\n", start, stop)
    return text.count(b"\n", start, stop) + text.count(b"\r", start, stop) - both


def _refuse_blanks(text: bytes, width: int) -> None:
    """Refuse a file of millions of cells most of which are blank.

    A blank cell takes one byte of a file, a blank line one for all its cells; in memory, many.
    """
    cells = _lines(text, 0, len(text)) * width
    if cells > limits.CSV_CELLS and len(text) < _FILLED_CELL * cells:
        raise RefusedError(
            "too_large",
            f"The file has more than {limits.CSV_CELLS:,} cells, and hardly anything in most "
            "of them.",
            "Delete the empty rows and columns beyond the data and save it again.",
        )


def _refuse_open_quotes(text: bytes) -> None:
    """An odd number of quotation marks swallows the rest of the file into one cell."""
    if text.count(b'"') % 2 == 0:
        return
    raise RefusedError(
        "open_quote",
        f"A quotation mark in line {_odd_quote(text):,} is never closed.",
        "Close the quotation mark or delete it.",
    )


def _quoted_lines(text: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that hold a quotation mark, each with its number."""
    number, start = 1, 0
    while (mark := text.find(b'"', start)) >= 0:
        first = max(text.rfind(b"\n", start, mark), text.rfind(b"\r", start, mark)) + 1 or start
        line = _LINE.match(text, first)
        number += _lines(text, start, first)
        yield number, line[1]
        number, start = number + 1, line.end()


def _odd_quote(text: bytes) -> int:
    """The line of the mark that is one too many.

    One inside a field, as in `Sang 5" drum`, neither opens it nor closes it. Else it is one that
    closes what none opened, or opens a field in which another opens, or which none closes.
    """
    opened, number = None, 1
    for number, line in _quoted_lines(text):
        rest = _QUOTED.sub(b"", line)
        if rest.count(b'"') % 2 == 0:
            continue
        opens = _OPENS.search(rest)
        if _INSIDE.search(rest) or not (opens or opened):
            return number
        if opens and opened:
            return opened
        opened = number if opens else None
    return opened or number


def _shape(head: str, delimiters: str) -> tuple[str, int]:
    """The delimiter, one of several, and how many fields are read of each row.

    That is what most rows have, or more where the first row that wide, the heading, has more:
    spreadsheets leave off blanks at the end of rows. Where most have more than the heading, they
    are read whole, so that what stands under no heading can be told.
    """
    best = (0, delimiters[0], 1)
    for delimiter in delimiters:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        lengths = [len(row) for row in rows]
        widths = Counter(length for length in lengths if length > 1)
        if widths:
            usual, count = max(widths.items(), key=lambda item: (item[1], item[0]))
            width = next(length for length in lengths if length >= usual)
            best = max(best, (count, delimiter, width), key=lambda item: item[0])
    return best[1], best[2]


def _read(text: bytes, delimiter: str, width: int, ragged: list) -> pl.DataFrame:
    import pyarrow as pa  # a tenth of a second, which a workbook need not wait for
    import pyarrow.csv as arrow

    def keep(row: arrow.InvalidRow) -> str:
        ragged.append(row)
        return "skip" if len(ragged) <= limits.CSV_RAGGED_ROWS else "error"

    names = [f"c{index}" for index in range(width)]
    try:
        reader = arrow.open_csv(
            pa.BufferReader(text),
            read_options=arrow.ReadOptions(
                use_threads=False, column_names=names, block_size=8 << 20
            ),
            parse_options=arrow.ParseOptions(
                delimiter=delimiter,
                ignore_empty_lines=False,
                newlines_in_values=True,
                invalid_row_handler=keep,
            ),
            convert_options=arrow.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
        return pl.from_arrow(reader.read_all())
    except pa.ArrowInvalid:
        _refuse_ragged(len(ragged))
        raise RefusedError(
            "damaged",
            "The file cannot be read as a table of rows and columns.",
            "Open it in a spreadsheet program, save it again as CSV UTF-8 and send that.",
        ) from None


def _refuse_ragged(rows: int) -> None:
    """Refuse a file with more uneven rows, or empty lines, than can each be told."""
    if rows > limits.CSV_RAGGED_ROWS:
        raise RefusedError(
            "too_large",
            f"More than {limits.CSV_RAGGED_ROWS:,} lines of the file are empty, or have fewer or "
            "more fields than most.",
            "Open it in a spreadsheet program, delete the empty rows, and save it again as CSV "
            "UTF-8.",
        )


def _sheet(name: str, frame: pl.DataFrame, ragged: list, delimiter: str, width: int) -> Sheet:
    odd = {row.number: next(csv.reader([row.text], delimiter=delimiter)) for row in ragged}
    numbers = _numbers(frame.height, sorted(odd))
    padded = pl.DataFrame(
        {
            f"c{index}": [cells[index] if index < len(cells) else "" for cells in odd.values()]
            for index in range(width)
        },
        schema=dict.fromkeys(frame.columns, pl.String),
    ).insert_column(0, pl.Series("row", list(odd), dtype=pl.UInt32))
    whole = frame.insert_column(0, numbers)
    if odd:
        whole = pl.concat([whole, padded]).sort("row")
    faults = [_ragged(row, cells, width) for row, cells in odd.items() if _matters(cells, width)]
    return Sheet(name, whole, faults=faults, is_csv=True)


def _matters(cells: list[str], width: int) -> bool:
    return len(cells) < width or any(cell.strip() for cell in cells[width:])


def extra_fields(row: int) -> Fault:
    """A row with more fields than the heading, in which any field may have been split."""
    return Fault(
        row,
        None,
        None,
        "fields",
        "This row has more fields than the heading.",
        'Put quotation marks around what holds a comma, like "1,250", or delete what stands to '
        "the right of the last column.",
    )


def _ragged(row: int, cells: list[str], width: int) -> Fault:
    """Too many fields shift what follows; too few may only lack blanks at the end."""
    if len(cells) > width:
        return extra_fields(row)
    message = (
        f"This row has {counted(len(cells), 'field')}, fewer than most. The ones missing at its "
        "end were read as blank."
    )
    remedy = "Check the row: if a field is missing before its end, send it again."
    return Fault(row, None, None, "fields", message, remedy, "query")


def _numbers(count: int, odd: list[int]) -> pl.Series:
    """The row numbers of the regular rows: all but the ragged ones."""
    numbers = pl.int_range(1, count + len(odd) + 1, dtype=pl.UInt32, eager=True)
    if odd:
        numbers = numbers.filter(~numbers.is_in(odd))
    return numbers.alias("row")
