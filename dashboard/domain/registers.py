"""Registers on a day: the rows of each, found as it declares, and those that are of some areas."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from dashboard.domain.facts import Row
from data.hub import HUB_WIDE
from data.register import Register
from data.registers import REGISTERS

Rows = tuple[Row, ...]
Found = Mapping[str | None, Row] | Mapping[str | None, Rows] | Rows  # by key, agreement, in order


@dataclass(frozen=True)
class Registers:
    """The rows of every register, by its key and in the order in which they came.

    `elsewhere` are registers of which there are rows, perhaps not of the areas that are left.
    """

    rows: Mapping[str, Rows] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()

    @cached_property
    def _grouped(self) -> dict[str, Found]:
        return {key: _grouped(kind, self.rows.get(key, ())) for key, kind in REGISTERS.items()}

    def of(self, key: str) -> Found:
        """A register's rows by their own key, by agreement or in order, as it says."""
        return self._grouped[key]

    def has_come(self, key: str) -> bool:
        """Whether anybody has sent rows of a register, of whatever area."""
        return key in self.elsewhere or bool(self.rows.get(key))

    def replaced(self, **rows: Iterable[Row]) -> "Registers":
        """The same registers, some of them with other rows."""
        return replace(self, rows={**self.rows, **{key: tuple(own) for key, own in rows.items()}})

    def within(self, areas: frozenset[str]) -> "Registers":
        """The rows that belong to some areas, and those that are for every reader."""
        own = {
            key: tuple(row for row in rows if _is_open(row) or self.areas_of(row) & areas)
            for key, rows in self.rows.items()
        }
        return Registers(own, frozenset(key for key in self.rows if self.has_come(key)))

    def without_free_text(self) -> "Registers":
        """The same rows without what people wrote that not everybody may read."""
        rows = {key: map(Row.without_free_text, rows) for key, rows in self.rows.items()}
        return self.replaced(**rows)

    def areas_of(self, row: Row) -> frozenset[str]:
        """The areas to which a row belongs: a partner's are those of its agreements.

        Without what would name one it is the hub's own; with a code that is not known, nobody's.
        """
        named = [name for name in row.register.belongs_to if getattr(row, name)]
        if not named:
            return frozenset({HUB_WIDE})
        return self._areas_named(row.register, named[0], getattr(row, named[0]))

    def _areas_named(self, register: Register, name: str, value: str) -> frozenset[str]:
        column = register.stored_columns[name]
        of = column.refers_to or (register.key if name in register.natural_key else None)
        if of is None or value == column.or_word:
            return frozenset({value})
        if of == "partners":
            return self._areas_of_partners.get(value, frozenset())
        parent = self._by_key[of].get(value)
        return self.areas_of(parent) if parent else frozenset()

    @cached_property
    def _by_key(self) -> dict[str, dict[str, Row]]:
        return {key: _by_key(kind, self.rows.get(key, ())) for key, kind in REGISTERS.items()}

    @cached_property
    def _areas_of_partners(self) -> dict[str, frozenset[str]]:
        areas_of = defaultdict(set)
        for agreement in self.rows.get("agreements", ()):
            areas_of[agreement.partner_code].add(agreement.area)
        return {code: frozenset(areas) for code, areas in areas_of.items()}


def _is_open(row: Row) -> bool:
    """Whether every reader may read it."""
    return not row.register.belongs_to


def _grouped(register: Register, rows: Rows) -> Found:
    if register.grouped == "by key":
        return _by_key(register, rows)
    return _by_agreement(rows) if register.grouped == "by agreement" else rows


def _by_key(register: Register, rows: Rows) -> dict[str, Row]:
    return {getattr(row, register.natural_key[0]): row for row in rows}


def _by_agreement(rows: Rows) -> dict[str | None, Rows]:
    by_agreement = defaultdict(list)
    for row in rows:
        by_agreement[row.agreement_code].append(row)
    return {code: tuple(own) for code, own in by_agreement.items()}
