"""Files that referred to something unknown are kept, and tried again once a register brings it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from data.warehouse.tables import file, problem
from etl.known import Known
from etl.references import NOUNS
from etl.returns import Arrival


@dataclass(frozen=True)
class Waiting:
    """A kept file that may load now."""

    file_id: int
    sha256: str
    name: str
    received_on: date
    backfill: bool

    def again(self, today: date) -> Arrival:
        """Its arrival as it was, seen from today."""
        return Arrival(self.file_id, self.received_on, today, self.backfill)


def files_that_may_load(connection: Connection, today: date) -> list[Waiting]:
    """The kept files of which at least one unknown code is known by now, oldest first."""
    known = Known(connection, today)
    registers = {f"unknown_{noun}": register for register, noun in NOUNS.items()}
    del registers["unknown_participant"]  # children come with returns, not with registers
    rows = connection.execute(
        select(problem.c.file_id, problem.c.rule, problem.c.value)
        .where(problem.c.rule.in_(registers), problem.c.value.is_not(None))
        .distinct()
    ).all()
    ready = {
        row.file_id for row in rows if row.value.casefold() in known.codes(registers[row.rule])
    }
    found = connection.execute(
        select(file).where(file.c.file_id.in_(ready)).order_by(file.c.file_id)
    )
    return [
        Waiting(row.file_id, row.sha256, row.name, row.received_on, row.backfill) for row in found
    ]
