"""Outliers: numbers far from what the same partner has reported so far are loaded, and queried.

Amounts and headcounts are skewed, so that mean and standard deviation mislead. What is usual lies
around the median of the logarithms, as far as five times their median deviation, but at least five
times less or more; and whatever has been reported before is usual too.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import exp, log
from statistics import median

import polars as pl
from sqlalchemy import Connection, Select, select

from data.kinds import MONEY
from data.warehouse.tables import dim_return, dim_session, metadata
from etl.recognise.table import Table
from etl.schema.problem import Problem, address
from etl.schema.source import Watched

FEWEST = 8  # numbers of the same kind before any can be called unusual
DEVIATIONS = 5
FACTOR = 5
_NORMAL = 1.4826  # a median deviation times this is a standard deviation, where there is one


@dataclass(frozen=True)
class Usual:
    """What would surprise nobody: the least, the middle and the most."""

    least: float
    middle: float
    most: float


def usual(values: list[float]) -> Usual | None:
    """What is usual by some positive numbers; None where they are too few to tell."""
    known = [value for value in values if value > 0]
    if len(known) < FEWEST:
        return None
    logs = [log(value) for value in known]
    middle = median(logs)
    spread = median(abs(value - middle) for value in logs)
    reach = max(log(FACTOR), DEVIATIONS * _NORMAL * spread)
    return Usual(min(exp(middle - reach), *known), exp(middle), max(exp(middle + reach), *known))


def unusual(
    connection: Connection, table: Table, rows: pl.DataFrame, keeper_of: Mapping[str, str]
) -> Iterator[Problem]:
    """A query for each accepted row whose number is far from the partner's earlier ones.

    `keeper_of` names for each agreement the partner whose it is, or was before it moved.
    """
    watched = table.source.watched
    numbers = rows.drop_nulls(watched.column)
    for (partner, quarter), sent in numbers.group_by(
        "partner_code", "quarter", maintain_order=True
    ):
        agreements = [code for code, keeper in keeper_of.items() if keeper == partner]
        history = _history(connection, watched, agreements, quarter)
        for row, *alike, value in sent.select("row", *watched.alike, watched.column).iter_rows():
            known = history.get(tuple(alike))
            if known and value > 0 and not known.least <= value <= known.most:
                yield _query(table, row, value, known)


def _history(
    connection: Connection, watched: Watched, agreements: list[str], quarter: str
) -> dict[tuple, Usual]:
    """What is usual of some agreements before a quarter, by what makes numbers alike."""
    values: dict[tuple, list[float]] = {}
    for *alike, value in connection.execute(_earlier(watched, agreements, quarter)):
        values.setdefault(tuple(alike), []).append(value)
    history = ((alike, usual(known)) for alike, known in values.items())
    return {alike: known for alike, known in history if known}


def _earlier(watched: Watched, agreements: list[str], quarter: str) -> Select:
    fact = metadata.tables[watched.fact]
    hung = dim_session if watched.by_session else fact  # what hangs on a return
    query = select(*(hung.c[name] for name in watched.alike), fact.c[watched.stored])
    query = query.join_from(dim_return, hung, hung.c.return_id == dim_return.c.return_id)
    if watched.by_session:
        query = query.join(fact, fact.c.session_id == dim_session.c.session_id)
    return query.where(
        dim_return.c.agreement_code.in_(agreements),
        dim_return.c.valid_to.is_(None),
        dim_return.c.quarter < quarter,
        fact.c[watched.stored].is_not(None),
    )


def _query(table: Table, row: int, value: float, known: Usual) -> Problem:
    name = table.source.watched.column
    index = table.index_of(name)
    worded = _words_of(table.columns[index].kind is MONEY)
    few_or_many = "less" if value < known.least else "more"
    return Problem(
        "unusual",
        f"{worded(value)} is far {few_or_many} than this partner has reported so far "
        f"(about {worded(_rounded(known.middle))}).",
        "Check the number. If it is right, nothing need be done.",
        "query",
        row=row,
        column=name,
        cell=address(index, row),
        value=worded(value),
    )


def _words_of(is_money: bool) -> Callable[[float], str]:
    """How a number is worded: pence as pounds."""
    return (lambda pence: f"£{pence / 100:,.2f}") if is_money else (lambda n: f"{n:,.10g}")


def _rounded(value: float) -> float:
    """Two significant digits: a typical value, not one that was sent."""
    return float(f"{value:.2g}")
