"""Repeats: what a file brought is held against what other files have brought."""

from collections.abc import Iterator

from sqlalchemy import Connection

from etl.load.fallen_rows import fallen
from etl.load.other_returns import of_others, of_the_same, sheets_of
from etl.load.sent_again import sent_for_another_agreement, sent_for_another_quarter
from etl.schema.problem import Problem


def repeats(connection: Connection, file_id: int) -> Iterator[Problem]:
    """Queries where rows fall away for a file's, or stand already as it brought them."""
    own = sheets_of(connection, file_id)
    same = of_the_same(connection, own)
    yield from fallen(connection, own, same)
    yield from sent_for_another_quarter(connection, own, same)
    yield from sent_for_another_agreement(connection, own, of_others(connection, own))
