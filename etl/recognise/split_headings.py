"""Headings that stand in two rows, such as `Session` over `date`, merged over several columns."""

from collections.abc import Iterator
from itertools import pairwise

from etl.extract.sheet import Sheet
from etl.schema.source import Source

Row = tuple  # its number, then its texts


def two_rows(sheet: Sheet, among: int) -> list[tuple[Row, Row]]:
    """Each of a sheet's first rows with the one right below it."""
    rows = sheet.cells.head(among).rows()
    return [(upper, lower) for upper, lower in pairwise(rows) if lower[0] == upper[0] + 1]


def joined(source: Source, upper: Row, lower: Row) -> Iterator[str | None]:
    """The headings of two rows as one: what stands below behind what stands above, or either."""
    meanings = _meanings(upper, lower)
    for above, below, together in zip(upper[1:], lower[1:], meanings, strict=True):
        known = (text for text in (*together, above) if text and source.column_for(text))
        yield next(known, " ".join(filter(None, (above, below))) or None)


def goes_on(source: Source, upper: Row, lower: Row) -> bool:
    """Whether each word of the lower row belongs to a heading, as no row of data's does."""
    return all(any(map(source.column_for, texts)) for texts in _meanings(upper, lower) if texts)


def _meanings(upper: Row, lower: Row) -> Iterator[list[str]]:
    """What each word of the lower row may mean, the words above it first."""
    group = None
    for above, below in zip(upper[1:], lower[1:], strict=True):
        group = above or group
        together = [f"{text} {below}" for text in (above, group) if text]
        yield [*together, below] if below else []
