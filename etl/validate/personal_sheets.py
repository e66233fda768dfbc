"""Personal sheets: those that the hub does not read and that have columns for personal data."""

import re
from itertools import pairwise

import polars as pl

from data.personal import is_personal_heading
from etl.extract.sheet import Sheet
from etl.recognise.refusals import named_headings
from etl.recognise.table import ROWS_SEARCHED
from etl.schema.kinds.numbers import is_numeric
from etl.schema.problem import Problem, address

_LONGEST_HEADING = 4  # words; a sentence that says e-mail is none
_HELD_IN_FIGURES = re.compile(
    r"(?i)phone|\btel\b|mobile|mail|contact n|post ?code|birth|dob|upn|nhs"
)
_NO_WORD = re.compile(r"[\d@]")
_COSTS_MONEY = re.compile(r"(?i)phone|\btel\b|mobile|mail|post ?code")
_SMALL = r"^\W*(?:\d{1,5}|\d{1,2},\d{3})(?:\.\d{1,2})?\W*$"  # no number that anybody is called by
Texts = tuple[str | None, ...]


def personal_headings(sheet: Sheet) -> Problem | None:
    """What is wrong with an unread sheet that has columns for personal data."""
    above: Texts = (None,) * sheet.width
    for row, *texts in sheet.cells.head(ROWS_SEARCHED).iter_rows():
        personal = {
            at: texts[at]
            for at in _short(texts)
            if is_personal_heading(texts[at]) and not _is_label(sheet, row, at, texts, above)
        }
        if personal:
            return Problem(
                "personal_data",
                f"This sheet has {named_headings(personal)}: personal data, which the hub does not "
                "take in.",
                "Delete the sheet and send the file again.",
                sheet=sheet.name,
                row=row,
                cell=address(min(personal), row),
            )
        above = tuple(texts)
    return None


def _short(texts: list[str | None]) -> list[int]:
    """Where texts stand that are short enough for a heading, by themselves shorter still."""
    words = {at: len(text.split()) for at, text in enumerate(texts) if text}
    longest = _LONGEST_HEADING if len(words) > 1 else _LONGEST_HEADING - 1
    return [at for at, count in words.items() if count <= longest]


def _is_label(sheet: Sheet, row: int, at: int, texts: list[str | None], above: Texts) -> bool:
    """Whether a text is the label of a line, as Phone is in a budget, and heads no column."""
    figures = [index for index, text in enumerate(texts) if text and is_numeric(text)]
    over_figures = [above[index] for index in figures if above[index]]
    if above[at] and over_figures:
        has_lines_above = any(map(is_numeric, over_figures))
        if has_lines_above or not _are_headings([texts[index] for index in figures]):
            return True
    if bool(figures or above[at]) and _labels_stand_below(sheet, row, at, texts[at]):
        return True
    return _costs_stand_below(sheet, row, at, texts[at])


def _costs_stand_below(sheet: Sheet, row: int, at: int, heading: str) -> bool:
    """Whether a column is what phones or post cost, month by month: small amounts and no number."""
    below = sheet.cells.filter(pl.col("row") > row)[f"c{at}"].drop_nulls()
    is_cost = below.len() > 0 and below.str.contains(_SMALL).all()
    return is_cost and _COSTS_MONEY.search(heading) is not None


def _are_headings(figures: list[str]) -> bool:
    """Whether figures in a row are those of sessions, weeks or years in their order."""
    numbers = [float(re.sub(r"[^\d.]", "", text) or 0) for text in figures]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    is_even = len(numbers) > 2 and len(steps) == 1 and min(steps) > 0
    is_from_one = numbers[0] == 1 and steps <= {1}
    return is_even or is_from_one or all(1990 <= number <= 2100 for number in numbers)


def _labels_stand_below(sheet: Sheet, row: int, at: int, heading: str) -> bool:
    """Whether below what asks for figures or an e-mail address stand words alone."""
    below = sheet.cells.filter(pl.col("row") > row)[f"c{at}"].drop_nulls()
    holds_words = below.len() > 0 and not below.str.contains(_NO_WORD.pattern).any()
    return holds_words and _HELD_IN_FIGURES.search(heading) is not None
