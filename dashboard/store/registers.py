"""The register rows that hold at a moment; what was done later is not known yet."""

from sqlalchemy import Connection, select

from dashboard.domain.facts import Row, row_type
from dashboard.domain.registers import Registers
from dashboard.store.moment import Moment
from data.registers import REGISTERS
from data.warehouse.tables import metadata


def read_registers(connection: Connection, moment: Moment) -> Registers:
    """Every register at a moment, in a query each."""
    return Registers({key: _rows(connection, row_type(key), moment) for key in REGISTERS})


def _rows(connection: Connection, kind: type[Row], moment: Moment) -> tuple[Row, ...]:
    """A register's rows at a moment, in the order in which they came."""
    table = metadata.tables[kind.register.table]
    columns = (table.c[name] for name in kind.register.kept)
    query = select(*columns).where(moment.in_force(table)).order_by(table.c.row_id)
    known = (kind(**row).as_of(moment.day) for row in connection.execute(query).mappings())
    return tuple(row for row in known if row is not None)
