"""Registers, as data: columns, key, and what the rest of the product derives from them.

A register says once what etl reads, what the warehouse keeps and what the dashboard sees.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from data.kinds import TEXT, Kind, plain


@dataclass(frozen=True)
class Column:
    """One column: its name, its heading, and the kind of its cells.

    `stored` names the warehouse column where that differs. `refers_to` names a register that must
    hold the code (else the row is refused, or only marked unless it `must_exist`), `or_word` a word
    that may stand instead. A column `instead_of` another is not missed where that one stands.
    `is_done` marks the date of something done, which cannot lie in the future; `in_quarter` one
    inside the return's quarter. `default` stands for a blank cell. `hint` says to whom fills in
    the cell what its kind leaves open.
    `may_be_contact` where an organisation's own address, e-mail or telephone is asked for.
    """

    name: str
    kind: Kind
    header: str = ""
    required: bool = False
    stored: str = ""
    synonyms: tuple[str, ...] = ()
    refers_to: str | None = None
    or_word: str | None = None
    must_exist: bool = True
    instead_of: str | None = None
    is_done: bool = False
    in_quarter: bool = False
    default: object = None
    hint: str = ""
    may_be_contact: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "header", self.header or self.name.replace("_", " ").capitalize())
        object.__setattr__(self, "stored", self.stored or self.name)

    @cached_property
    def headings(self) -> set[str]:
        """Every heading under which the column is known, as `plain` words."""
        return {plain(word) for word in (self.name, self.header, *self.synonyms)}


@dataclass(frozen=True)
class Register:
    """A list that the hub keeps by key, each row in versions.

    `table` is its table of the warehouse, `noun` what one of its rows is called, where that is not
    the key without its s.
    `by_journal` are columns that no sheet has: people enter them in the journal.

    The rest is for readers, in the warehouse's names. Before the day in a column of `done_on` that
    day is not known yet, nor what the columns beside it say; before the day in `begun_on` there is
    no row. Rows are found by their own key, by agreement, or in the order in which they came
    (`grouped`). A row is of the area that the first filled column of `belongs_to` names: an area,
    or a code of a register whose rows have one; without any, everybody may read it. What people
    wrote is for those who may see free text, but for `open_texts`.
    """

    key: str
    sheet: str
    sentence: str
    columns: tuple[Column, ...]
    natural_key: tuple[str, ...]
    table: str
    belongs_to: tuple[str, ...]
    grouped: Literal["by key", "by agreement", "in order"] = "by agreement"
    noun: str = ""
    synonyms: tuple[str, ...] = ()
    by_journal: tuple[Column, ...] = ()
    done_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begun_on: str | None = None
    open_texts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "noun", self.noun or self.key.removesuffix("s"))

    @cached_property
    def stored_columns(self) -> dict[str, Column]:
        """Its columns by the warehouse's names, those of the journal last."""
        return {column.stored: column for column in (*self.columns, *self.by_journal)}

    @cached_property
    def free_text(self) -> tuple[str, ...]:
        """The columns in which people write freely, but for those that everybody may read."""
        texts = (name for name, column in self.stored_columns.items() if column.kind is TEXT)
        return tuple(name for name in texts if name not in self.open_texts)
