"""Rows of registers: immutable, with a field for each column that a register declares."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from data.register import Register
from data.registers import REGISTERS

_TYPES: dict[str, type["Row"]] = {}


class Row:
    """One row of a register: `class Risk(Row, register=REGISTERS["risks"])` adds what it can tell.

    Fields bear the warehouse's names; each may be blank (None), and is where it is not given.
    """

    register: ClassVar[Register]

    def __init_subclass__(cls, register: Register) -> None:
        cls.register = register
        cls.__annotations__ = {
            name: c.kind.holds | None for name, c in register.stored_columns.items()
        }
        for name in register.stored_columns:
            setattr(cls, name, None)
        dataclass(frozen=True, kw_only=True)(cls)
        _TYPES[register.key] = cls

    def as_of(self, day: date) -> Self | None:
        """The row as it stood on a day: later deeds undone; None where it had not begun by then."""
        begun_on = self.register.begun_on
        if begun_on and getattr(self, begun_on) > day:
            return None
        undone = {
            name: None
            for done_on, told_by_it in self.register.done_on.items()
            if (getattr(self, done_on) or day) > day
            for name in (done_on, *told_by_it)
        }
        return replace(self, **undone) if undone else self

    def without_free_text(self) -> Self:
        """The row without what people wrote that not everybody may read."""
        return replace(self, **dict.fromkeys(self.register.free_text))


def row_type(key: str) -> type[Row]:
    """The type of a register's rows: one that adds something, or one of fields alone."""
    if key not in _TYPES:
        register = REGISTERS[key]
        type(register.noun.capitalize(), (Row,), {}, register=register)
    return _TYPES[key]
