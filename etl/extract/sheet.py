"""Sheets as they were read: text cells with their row numbers, before anything is recognised."""

import re
import unicodedata
from dataclasses import dataclass, field

import polars as pl

from etl.schema.problem import Severity

# Figures raised, lowered, enclosed or with a stop, and fractions.
_NOT_A_DIGIT = re.compile(r"([²³¹⁰⁴-⁹₀-₉¼-¾⅐-⅟↉①-⒛⓪㉑-㉟㊱-㊿🄀-🄊])")


@dataclass(frozen=True)
class Fault:
    """A row or cell that must not be read as it stands; `column` is an index, None for the row.

    One of severity `query` is read all the same, and marked.
    """

    row: int
    column: int | None
    value: str | None
    rule: str
    message: str
    remedy: str = "Correct the row and send it again."
    severity: Severity = "error"


@dataclass(frozen=True)
class Sheet:
    """`cells` has the column `row` and one text column `c0`, `c1` … per column of the sheet.

    Blank cells are null, texts are trimmed and in Unicode NFKC; rows without any cell are absent.
    `notes` are of rule, message, and the first cell that is meant, if one is. `uneven` says of the
    rows of a CSV how many fields they have, where that is not the sheet's width. `converted` are
    the texts, by the index of their column, that a workbook keeps as days, times or numbers with
    decimals or lost digits. `unread` says why no cell was looked at, where none was;
    `has_one_reader` of the first sheet that one of two programs could not open the workbook.
    """

    name: str
    cells: pl.DataFrame
    faults: list[Fault] = field(default_factory=list)
    notes: list[tuple[str, str, str | None]] = field(default_factory=list)
    is_csv: bool = False
    uneven: dict[int, int] = field(default_factory=dict)
    converted: dict[int, frozenset[str]] = field(default_factory=dict)
    unread: str | None = None
    has_one_reader: bool = False

    @property
    def width(self) -> int:
        """How many columns were read."""
        return self.cells.width - 1

    @property
    def span(self) -> int:
        """Rows from the first to the last with a cell in it."""
        if self.cells.is_empty():
            return 0
        return self.cells["row"].max() - self.cells["row"].min() + 1


def without_nuls(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Fault]]:
    """The cells without the bytes that no database takes for text, and the rows that held them."""
    texts = pl.all().exclude("row")
    rows = frame.filter(pl.any_horizontal(texts.str.contains("\0", literal=True)))["row"]
    if rows.is_empty():
        return frame, []
    message = "This row holds bytes that are no text."
    faults = [Fault(row, None, None, "nul", message) for row in rows]
    return frame.with_columns(texts.str.replace_all("\0", "", literal=True)), faults


def tidied(frame: pl.DataFrame) -> pl.DataFrame:
    """Texts trimmed and in NFKC, empty ones null; rows without a cell left out."""
    texts = [name for name in frame.columns if name != "row"]
    foreign = [name for name in texts if not _is_ascii(frame[name])]
    frame = frame.with_columns(_normalized(frame[name]) for name in foreign) if foreign else frame
    frame = frame.with_columns(pl.col(texts).str.strip_chars())
    frame = frame.with_columns(
        pl.when(pl.col(name) == "").then(None).otherwise(pl.col(name)).alias(name) for name in texts
    )
    return frame.filter(pl.any_horizontal(pl.col(texts).is_not_null()))


def _normalized(texts: pl.Series) -> pl.Series:
    """The texts in NFKC, but for figures that would become others: 5² is not 52, nor ① a 1."""
    plain = texts.str.normalize("NFKC")
    marked = texts.str.contains(_NOT_A_DIGIT.pattern).fill_null(False)
    if not marked.any():
        return plain
    spelling = {text: _with_figures(text) for text in texts.filter(marked).unique()}
    return plain.zip_with(~marked, texts.replace(spelling))


def _with_figures(text: str) -> str:
    parts = _NOT_A_DIGIT.split(text)
    return "".join(
        part if _NOT_A_DIGIT.fullmatch(part) else unicodedata.normalize("NFKC", part)
        for part in parts
    )


def _is_ascii(texts: pl.Series) -> bool:
    return texts.str.len_bytes().sum() == texts.str.len_chars().sum()
