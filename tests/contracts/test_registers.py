"""Every register's declaration holds together: what it says of its columns is about columns."""

import pytest

from dashboard.domain.facts import row_type
from data.kinds import TEXT
from data.register import Register
from data.registers import REGISTERS
from data.vocabulary.choices import AREA, AREA_OR_HUB
from data.warehouse.tables import metadata, registers

each_register = pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)


@each_register
def test_what_it_says_of_days_is_about_its_columns(register):
    told_by_days = {name for names in register.done_on.values() for name in names}
    days = {*register.done_on, *filter(None, [register.begun_on])}
    assert days | told_by_days <= register.stored_columns.keys()
    assert all(register.stored_columns[name].kind.name == "date" for name in days)


@each_register
def test_what_a_row_belongs_to_leads_to_an_area(register):
    assert all(leads_to_an_area(register, name) for name in register.belongs_to)


def leads_to_an_area(register: Register, name: str) -> bool:
    """By a column of areas, by a partner's agreements, or by what a row of another register is."""
    column = register.stored_columns[name]
    if "partners" in (register.key, column.refers_to):
        return True
    if column.refers_to is None:
        return column.kind in (AREA, AREA_OR_HUB)
    parent = REGISTERS[column.refers_to]
    return all(leads_to_an_area(parent, further) for further in parent.belongs_to)


@each_register
def test_the_texts_that_it_opens_are_texts(register):
    assert all(register.stored_columns[name].kind is TEXT for name in register.open_texts)


@each_register
def test_rows_that_are_found_by_agreement_name_one(register):
    assert register.grouped != "by agreement" or "agreement_code" in register.stored_columns


@each_register
def test_its_table_keeps_versions_of_all_its_columns(register):
    table = registers[register.table]
    beside = {"row_id", "file_id", "sheet", "row_number", "valid_from", "valid_to"}
    assert {column.name for column in table.c} == register.stored_columns.keys() | beside
    assert table is metadata.tables[register.table]


@each_register
def test_its_rows_have_a_field_for_each_column_and_cannot_be_changed(register):
    kind = row_type(register.key)
    row = kind()
    assert kind.__dataclass_fields__.keys() == register.stored_columns.keys()
    with pytest.raises(AttributeError):
        setattr(row, next(iter(register.stored_columns)), "changed")
