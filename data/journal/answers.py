"""Answers to queries: what was said of a query stands beside it, and it is open no more."""

from sqlalchemy import Connection, select

from data.formatting import day
from data.journal.entry import Entry
from data.warehouse.tables import attempt, journal, problem

SETTLED = "Nothing need be done."
_ACT = "answer"


def settle(connection: Connection, entry: Entry) -> None:
    """Turn the open queries that an entry answers into notes that say so."""
    connection.execute(
        problem.update()
        .where(problem.c.about == entry.answers["query"], problem.c.severity == "query")
        .values(severity="note", message=problem.c.message + in_words(entry), remedy=SETTLED)
    )


def answers(connection: Connection) -> dict[str, str]:
    """What was said of queries so far, by what they are about.

    While the warehouse is rebuilt only of the entries whose turn has come.
    """
    query = select(*(journal.c[name] for name in Entry.__dataclass_fields__))
    query = query.join_from(journal, attempt, attempt.c.file_id == journal.c.file_id)
    rows = connection.execute(query.where(journal.c.act == _ACT).order_by(journal.c.entry_number))
    entries = (Entry(**row) for row in rows.mappings())
    return {entry.answers["query"]: in_words(entry) for entry in entries}


def in_words(entry: Entry) -> str:
    """` Answered on 3 July 2026 by the role officer: …`, to follow the query itself."""
    reply = entry.answers["reply"].rstrip(".")
    return f" Answered on {day(entry.written_on)} by the role {entry.role}: {reply}."
