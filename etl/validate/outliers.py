"""Numbers far from what the same partner has reported so far: loaded, and asked about.

Amounts and headcounts are skewed, so that mean and standard deviation mislead. What is usual lies
around the median of the logarithms, as far as five times their median deviation, but at least five
times less or more; and whatever has been reported before is usual too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp, log
from statistics import median

import polars as pl
from sqlalchemy import Connection, Select, Table, select

from data.warehouse.tables import (
    dim_agreement,
    dim_return,
    dim_session,
    fact_headcount,
    fact_progress,
    fact_spending,
)
from etl.recognise.headings import Table as Sheet
from etl.schema.problem import Problem, address

FEWEST = 8  # numbers of the same kind before any can be called unusual
DEVIATIONS = 5
FACTOR = 5
_NORMAL = 1.4826  # a median deviation times this is a standard deviation, where there is one


def _plain(value: float) -> str:
    return f"{value:,.10g}"


def _pounds(pence: float) -> str:
    return f"£{pence / 100:,.2f}"


@dataclass(frozen=True)
class Watched:
    """A column of a sheet whose numbers are held against earlier ones that are `alike`."""

    column: str
    alike: tuple[str, ...]
    fact: Table
    value: str
    said: Callable[[float], str] = _plain


WATCHED = {
    "attendance": Watched("headcount", ("activity",), fact_headcount, "headcount"),
    "progress": Watched("achieved_value", ("objective_code",), fact_progress, "achieved_value"),
    "spending": Watched("amount", ("kind", "category"), fact_spending, "amount_pence", _pounds),
}


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
    connection: Connection, sheet: str, table: Sheet, rows: pl.DataFrame
) -> Iterator[Problem]:
    """A query for each accepted row whose number is far from the partner's earlier ones."""
    watched = WATCHED.get(table.source.key)
    if watched is None or rows.is_empty() or table.index_of(watched.column) is None:
        return
    said = rows.drop_nulls(watched.column)
    for (partner, quarter), sent in said.group_by("partner_code", "quarter", maintain_order=True):
        history = _history(connection, watched, partner, quarter)
        for row, *alike, value in sent.select("row", *watched.alike, watched.column).iter_rows():
            known = history.get(tuple(alike))
            if known and value > 0 and not known.least <= value <= known.most:
                yield _query(sheet, table, watched, row, value, known)


def _history(
    connection: Connection, watched: Watched, partner: str, quarter: str
) -> dict[tuple, Usual]:
    """What is usual of a partner before a quarter, by what makes numbers alike."""
    values: dict[tuple, list[float]] = {}
    for *alike, value in connection.execute(_earlier(watched, partner, quarter)):
        values.setdefault(tuple(alike), []).append(value)
    found = ((alike, usual(known)) for alike, known in values.items())
    return {alike: known for alike, known in found if known}


def _earlier(watched: Watched, partner: str, quarter: str) -> Select:
    fact = watched.fact
    columns = fact.c if fact is not fact_headcount else dim_session.c
    query = select(*(columns[name] for name in watched.alike), fact.c[watched.value])
    query = query.select_from(dim_agreement).join(
        dim_return, dim_return.c.agreement_code == dim_agreement.c.agreement_code
    )
    if fact is fact_headcount:
        query = query.join(dim_session, dim_session.c.return_id == dim_return.c.return_id)
        query = query.join(fact, fact.c.session_id == dim_session.c.session_id)
    else:
        query = query.join(fact, fact.c.return_id == dim_return.c.return_id)
    return query.where(
        dim_agreement.c.partner_code == partner,
        dim_agreement.c.valid_to.is_(None),
        dim_return.c.valid_to.is_(None),
        dim_return.c.quarter < quarter,
        fact.c[watched.value].is_not(None),
    )


def _query(
    sheet: str, table: Sheet, watched: Watched, row: int, value: float, known: Usual
) -> Problem:
    few_or_many = "less" if value < known.least else "more"
    return Problem(
        "unusual",
        f"{watched.said(value)} is far {few_or_many} than this partner has reported so far "
        f"(about {watched.said(_rounded(known.middle))}).",
        "Check the number. If it is right, nothing need be done.",
        "query",
        sheet,
        row,
        watched.column,
        address(table.index_of(watched.column), row),
        watched.said(value),
    )


def _rounded(value: float) -> float:
    """Two significant digits: a typical value, not one that was sent."""
    return float(f"{value:.2g}")
