"""The yardstick for loading into PostgreSQL: a bare COPY into a table keyed alike."""

import sys
from pathlib import Path

import psycopg

TABLE = """
create table yardstick (
    agreement_code text, quarter text, session_date date, activity text, setting text,
    hours numeric, group_name text, participant_ref text, attended text, headcount integer,
    primary key (
        agreement_code, quarter, session_date, activity, setting, group_name, participant_ref
    )
)
"""


def copy_in(address: str, path: Path) -> None:
    """Copy a CSV into a fresh table, in one transaction."""
    with psycopg.connect(address) as connection:
        connection.execute("drop table if exists yardstick")
        connection.execute(TABLE)
        statement = "copy yardstick from stdin with (format csv, header true)"
        with connection.cursor().copy(statement) as copy, path.open("rb") as file:
            while block := file.read(1 << 20):
                copy.write(block)


if __name__ == "__main__":
    copy_in(sys.argv[1], Path(sys.argv[2]))
