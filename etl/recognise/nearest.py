"""Nearest headings: which heading of the hub a heading that it does not know was meant for."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import islice

import polars as pl

from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.other_words import OTHER_WORDS
from etl.recognise.table import Table
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import read_cell

_NEAR = 0.8  # two swapped letters in a short word; what is less alike is another word
_SLIP = 0.88  # of a word that is not the hub's own, one letter
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\dA-Za-z_]+")
_IN_BRACKETS = re.compile(r"[(\[{].*?(?:[)\]}]|$)")
_LONGEST = 60  # characters of a heading; a longer one is a sentence
_COMPARED = 60  # headings of a row; what follows them is named without a likely meaning
_READ = 200  # different values of a column that are tried
Meant = dict[int, Column]
# Words that stand in too many headings to say which is meant.
_NUMBER = {"no", "num", "nr"}
_COMMON = {"code", "ref", "number", "no", "id", "name", "of", "the", "on", "by", "our", "this"}


def meant_by(
    sheet: Sheet, row: int, unknown: Mapping[int, str], columns: Sequence[Column]
) -> Meant:
    """The column that each unknown heading of a row was probably meant for, no column twice.

    By the index of the heading; one that is near to none has none. Of what is equally near the
    values below decide.
    """
    pairs = []
    for index, heading in islice(unknown.items(), _COMPARED):
        near = [(_nearness(heading, column), column) for column in columns]
        near = [(closeness, column) for closeness, column in near if closeness >= _NEAR]
        values = values_below(sheet, index, row) if near else []
        pairs += [(near_by, _fitting(c, values), index, c) for near_by, c in near]
    meant: Meant = {}
    for *_, index, column in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
        if index not in meant and column not in meant.values():
            meant[index] = column
    return meant


def missing_meant(sheet: Sheet, table: Table) -> Meant:
    """The required columns that a table lacks, by the indexes of the headings meant for them."""
    meant = meant_by(sheet, table.header_row, table.unknown, table.lacking)
    return {index: column for index, column in meant.items() if column.required}


def nearest(heading: str, columns: Sequence[Column], values: list[str]) -> Column | None:
    """The column that a heading over some values was probably meant for, if any."""
    near = [(_nearness(heading, column), _fitting(column, values), column) for column in columns]
    best = max(near, key=lambda entry: entry[:2], default=(0, 0, None))
    return best[2] if best[0] >= _NEAR else None


def fits(column: Column, values: list[str]) -> bool:
    """Whether values, as many as not, are of a column's kind; without any they are not."""
    return bool(values) and _fitting(column, values) >= 0.5


def values_below(sheet: Sheet, index: int, row: int) -> list[str]:
    """Different texts of a column below a row, at most 200 of them."""
    below = sheet.cells.filter(pl.col("row") > row)[f"c{index}"]
    return below.drop_nulls().unique(maintain_order=True).head(_READ).to_list()


def without_brackets(heading: str) -> str:
    """A heading without what stands in brackets, such as its unit: ‘Attended (yes/no)’."""
    return _IN_BRACKETS.sub(" ", heading).strip() or heading


def _fitting(column: Column, values: list[str]) -> float:
    """Which part of some values is of a column's kind."""
    return sum(_is_read(column, value) for value in values) / max(len(values), 1)


def _is_read(column: Column, value: str) -> bool:
    try:
        read_cell(column.kind, value)
    except FaultError:
        return False
    return True


def _nearness(heading: str, column: Column) -> float:
    """From 0 to 1, how near a heading is to a column's."""
    if len(heading) > _LONGEST:
        return 0
    bare = _near_word(without_brackets(heading), column)
    return bare if bare >= _NEAR else _near_word(heading, column) * 0.9


def _near_word(heading: str, column: Column) -> float:
    words = _words(heading)
    if not words:
        return 0
    runs = _runs(words)
    others = _others(column.name)
    if runs[0] in others:
        return 1
    near = max(_alike(runs, _singular(known)) for known in sorted(column.headings))
    slip = any(_ratio(runs[0], other) >= _SLIP for other in others)
    return max(near, 0.85 if slip or others.intersection(runs) - _COMMON else 0)


@cache
def _others(name: str) -> frozenset[str]:
    """Words for a column that are not its headings; of days also ‘Due date’ for due_on."""
    stem = name.removesuffix("_on")
    dated = (stem, f"{stem}date", f"date{stem}") if stem != name else ()
    return frozenset(map(_singular, (*dated, *OTHER_WORDS.get(name, ()))))


@lru_cache(maxsize=1_000)
def _words(heading: str) -> tuple[str, ...]:
    words = (_singular(word.casefold()) for word in _WORD.findall(heading))
    return tuple("number" if word in _NUMBER else word for word in words)


@lru_cache(maxsize=1_000)
def _runs(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as one, then each run of fewer of them as one."""
    ends = range(len(words) + 1)
    parts = ("".join(words[i:j]) for i in ends for j in ends if 0 < j - i < len(words))
    return ("".join(words), *parts)


@lru_cache(maxsize=20_000)
def _alike(runs: tuple[str, ...], known: str) -> float:
    """How alike a heading, or some words of it one after the other, and a known one are."""
    whole, *parts = runs
    is_begun = len(whole) > 4 and whole not in _COMMON and known.startswith(whole)
    within = (_ratio(part, known) for part in parts if part not in _COMMON)
    return max(_ratio(whole, known), 0.85 if is_begun else 0, 0.9 * max(within, default=0))


@lru_cache(maxsize=50_000)
def _ratio(word: str, known: str) -> float:
    """How alike two words are; of short ones only the same."""
    if word == known:
        return 1
    shorter, longer = sorted((len(word), len(known)))
    both = shorter + longer
    if shorter < 4 or 2 * shorter < _NEAR * both or len({*word} ^ {*known}) > 0.3 * both:
        return 0
    return SequenceMatcher(None, word, known, autojunk=False).ratio()


def _singular(word: str) -> str:
    return re.sub(r"ies$", "y", word) if word.endswith("ies") else word.removesuffix("s")
