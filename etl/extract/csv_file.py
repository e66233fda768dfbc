"""CSV files: encoding and delimiter detected, every ragged row kept and reported, never padded."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

import polars as pl

from etl.extract import limits
from etl.extract.refusal import UnreadableError, refuse_foreign
from etl.extract.sheet import Sheet
from etl.schema.problem import RefusedError

_DELIMITERS = ",;\t|"
_HEAD_BYTES = 64 * 1024

# A first line that Excel writes and takes for an instruction; it shows the rows from the next on.
_SEPARATOR = re.compile(rb'"?sep=([,;\t|])"?\r?\n', re.I)
_FILLED = re.compile(rb"[^ \t\r\n\0\xef\xbb\xbf\xff\xfe]")
_BLANK = b' \t\r\n,;|"'
_FILLED_CELL = 3  # bytes of a file for each cell, its delimiter included: with fewer most are blank

csv.field_size_limit(limits.FILE_BYTES)  # a cell may be as long as its file


def read_csv(data: bytes, name: str, headings: Collection[str] = ()) -> Sheet:
    """The file's one sheet; RefusedError where it cannot be read as a table of text.

    `headings` are the words, in `plain` letters, by which a row is known for a heading.
    """
    text = _text(data)
    separator = _SEPARATOR.match(text)
    text = text[separator.end() :] if separator else text
    _refuse_long_lines(text)
    _refuse_open_quotes(text)
    text = _without_blank_rows(text)
    delimiter = separator[1].decode() if separator else _delimiter(_head(text), headings)
    width = _width(_head(text), delimiter)
    if width > limits.COLUMNS:
        text = _without_blank_columns(text, delimiter)
        width = _width(_head(text), delimiter)
    _refuse_blanks(text, width)
    ragged: list = []
    frame = _read(text, delimiter, width, ragged)
    return _as_shown(_sheet(name, frame, ragged, delimiter, width), text)


def _text(data: bytes) -> bytes:
    """The file's text in UTF-8; plain letters raise no question of their encoding."""
    if not _FILLED.search(data):
        raise RefusedError("empty", "The file is empty.", "Send the file with its rows.")
    try:
        refuse_foreign(data, "a CSV file")
    except UnreadableError as foreign:
        raise RefusedError(*foreign.reason) from None
    if data.isascii() and b"\0" not in data:
        return data
    from etl.extract.csv_encoding import as_utf8

    return as_utf8(data)


def _head(text: bytes) -> str:
    return text[:_HEAD_BYTES].decode("utf-8", "ignore")


def _without_blank_rows(text: bytes) -> bytes:
    """The text without blank lines at its end, as a spreadsheet writes them for formatted rows."""
    end = len(text.rstrip(_BLANK))
    if not end or max(text.count(b"\n", end), text.count(b"\r", end)) < 2:
        return text
    from etl.extract.csv_blanks import without_blank_rows

    return without_blank_rows(text, _BLANK)


def _without_blank_columns(text: bytes, delimiter: str) -> bytes:
    """The text of a file that seems too wide, without the blanks at the end of its lines."""
    from etl.extract.csv_blanks import without_blank_columns

    return without_blank_columns(text, delimiter.encode())


def _delimiter(head: str, headings: Collection[str]) -> str:
    """The delimiter; which it is, is no question where only one of them occurs."""
    signs = [sign for sign in _DELIMITERS if sign in head] or [_DELIMITERS[0]]
    if len(signs) == 1:
        return signs[0]
    from etl.extract.csv_delimiter import delimiter_of

    return delimiter_of(head, signs, headings)


def _refuse_long_lines(text: bytes) -> None:
    """Refuse a line longer than any row, before it is looked at closely."""
    start = 0
    while start + limits.CSV_LINE_BYTES < len(text):
        window = (start, start + limits.CSV_LINE_BYTES)
        end = max(text.rfind(b"\n", *window), text.rfind(b"\r", *window))
        if end < 0:
            from etl.extract.csv_quotes import line_at

            raise RefusedError(
                "too_large",
                f"Line {line_at(text, start):,} of the file is longer than "
                f"{limits.CSV_LINE_BYTES / 1024**2:,.0f} MB.",
                "Open it in a spreadsheet program, see that each row stands on a line of its own, "
                "and save it again as CSV UTF-8.",
            )
        start = end + 1


def _refuse_open_quotes(text: bytes) -> None:
    """An odd number of quotation marks swallows the rest of the file into one cell."""
    if text.count(b'"') % 2:
        from etl.extract.csv_quotes import refuse_open_quote

        refuse_open_quote(text)


def _width(head: str, delimiter: str) -> int:
    """How many fields are read of each row.

    That is what most rows have, or more where the first row that wide, the heading, has more:
    spreadsheets leave off blanks at the end of rows. Where most have more than the heading, they
    are read whole, so that what stands under no heading can be told.
    """
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    lengths = [len(row) for row in rows]
    widths = Counter(length for length in lengths if length > 1)
    if not widths:
        return 1
    usual, _ = max(widths.items(), key=lambda item: (item[1], item[0]))
    return next(length for length in lengths if length >= usual)


def _refuse_blanks(text: bytes, width: int) -> None:
    """Refuse a file too wide for any return, or of millions of cells most of which are blank.

    A blank cell takes one byte of a file, a blank line one for all its cells; in memory, many.
    """
    if width > limits.COLUMNS:
        raise RefusedError(
            "too_large",
            f"The file has {width:,} columns.",
            "Delete the empty columns beyond the data and save it again.",
        )
    cells = max(text.count(b"\n"), text.count(b"\r")) * width
    if cells > limits.CSV_CELLS and len(text) < _FILLED_CELL * cells:
        raise RefusedError(
            "too_large",
            f"The file has more than {limits.CSV_CELLS:,} cells, and hardly anything in most "
            "of them.",
            "Delete the empty rows and columns beyond the data and save it again.",
        )


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
    uneven = {row: len(cells) for row, cells in odd.items()}
    return Sheet(name, whole, is_csv=True, uneven=uneven)


def _as_shown(sheet: Sheet, text: bytes) -> Sheet:
    """The sheet with what a formula around a text shows; most files hold none."""
    if b'="' not in text:
        return sheet
    from etl.extract.csv_guards import without_guards

    return replace(sheet, cells=without_guards(sheet.cells))


def _numbers(count: int, odd: list[int]) -> pl.Series:
    """The row numbers of the regular rows: all but the ragged ones."""
    numbers = pl.int_range(1, count + len(odd) + 1, dtype=pl.UInt32, eager=True)
    if odd:
        numbers = numbers.filter(~numbers.is_in(odd))
    return numbers.alias("row")
