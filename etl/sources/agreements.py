"""Agreements as they arrive, with what the register's columns cannot say.

Of an agreement that is known already, it is asked why it moved to another partner, and why returns
stand of a time in which it did not run.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import polars as pl
from sqlalchemy import Connection, func, select

from data.calendar import Quarter, owes_return
from data.formatting import day, listed
from data.registers import REGISTERS
from data.warehouse.successions import Stay, Successions, joined, of_first_children
from data.warehouse.tables import dim_agreement, dim_return, dim_session
from etl.schema.problem import Problem
from etl.schema.source import Check, Step, source_of
from etl.schema.validating import Validating

_NAMED = 4  # quarters that a message names
Term = tuple[date, date]


def ask_about_moves(validation: Validating) -> None:
    """Ask about each agreement that is with another partner than before, if nothing says why.

    While children of it are known by another partner's codes that is asked of every register that
    comes; where none has come yet, once.
    """
    successions = Successions.read(validation.connection)
    spelled = {code.casefold(): code for code in successions.stays}
    rows = validation.valid.select("row", "agreement_code", "partner_code", "moved_from")
    moves = []
    for row, code, *stay in rows.iter_rows():
        own = spelled.get(code.casefold())
        before = successions.stays.get(own, ())
        *_, last, now = None, None, *joined(before, Stay(*stay))
        if last and not successions.is_said(now, last):
            is_new = all(stay.partner_code != now.partner_code for stay in before)
            moves.append((row, own, last.partner_code, now.partner_code, is_new))
    kept_by = of_first_children(validation.connection, [code for _, code, *_ in moves])
    for row, code, before, partner, is_new in moves:
        if kept_by[code] != partner if code in kept_by else is_new:
            validation.report([row], _moved(code, before, partner))


def _moved(code: str, before: str, partner: str) -> Problem:
    return Problem(
        "moved_unsaid",
        f"{code} was with {before} so far and is with {partner} now, and neither ‘Moved from’ here "
        f"nor ‘Succeeds’ of {partner} names {before}. What came for it stays, and its children "
        "stay known by the codes that they have.",
        f"If it moved, type {before} under Moved from; if {partner} took over {before}, type "
        f"{before} under Succeeds in {partner}'s row of the partners. If {partner} is a slip, send "
        f"the row with {before}; if {before} was, and nothing has come yet, nothing need be done.",
        "query",
        column="partner_code",
    )


def ask_about_terms(validation: Validating) -> None:
    """Ask about each agreement of which returns stand for a time in which it does not run."""
    columns = ("row", "agreement_code", "starts_on", "ends_on")
    rows = validation.valid.select(columns).drop_nulls()
    returned = _returned(validation.connection)
    terms = {
        row: (code.casefold(), (starts_on, ends_on))
        for row, code, starts_on, ends_on in rows.iter_rows()
        if code.casefold() in returned
    }
    before, days = _standing_terms(validation.connection), {}
    if any(_cuts(term, quarter) for code, term in terms.values() for quarter in returned[code]):
        days = _days_of_sessions(validation.connection)
    for row, (code, term) in terms.items():
        quarters = [
            quarter
            for quarter in returned[code]
            if _lies_outside(quarter, term, before[code], days.get((code, quarter), ()))
        ]
        if quarters:
            validation.report([row], _outside_term(quarters, term))


def _cuts(term: Term, quarter: Quarter) -> bool:
    return quarter.start < term[0] or term[1] < quarter.end


def _lies_outside(quarter: Quarter, term: Term, before: Term, sessions: Iterable[date]) -> bool:
    """Whether what stands of a quarter contradicts a term, in place of the one before.

    So it does where all of the quarter lies outside, or a session, or the agreement ran long enough
    in it to owe a return, and would not any more.
    """
    starts_on, ends_on = term
    if quarter.end < starts_on or ends_on < quarter.start:
        return True
    if any(not starts_on <= held_on <= ends_on for held_on in sessions):
        return True
    return owes_return(quarter, *before) and not owes_return(quarter, *term)


def _outside_term(quarters: list[Quarter], term: Term) -> Problem:
    is_end = any(term[1] < quarter.end for quarter in quarters)
    runs = f"ends on {day(term[1])}" if is_end else f"starts on {day(term[0])}"
    more = len(quarters) - _NAMED
    named = listed([*sorted(quarters)[:_NAMED], *([f"{more:,} more"] if more > 0 else [])])
    return Problem(
        "returns_outside_term",
        f"By this row the agreement {runs}, but returns of a time outside stand: {named}.",
        "Check the day and its year, and send the row again if it is a slip. If it is right, and "
        "so are the returns, nothing need be done.",
        "query",
        column="ends_on" if is_end else "starts_on",
    )


def _returned(connection: Connection) -> dict[str, list[Quarter]]:
    """The quarters of which returns stand, by agreement."""
    table, quarters = dim_return.c, defaultdict(list)
    query = select(table.agreement_code, table.quarter).where(table.valid_to.is_(None)).distinct()
    for code, quarter in connection.execute(query):
        quarters[code.casefold()].append(Quarter.parse(quarter))
    return quarters


def _standing_terms(connection: Connection) -> dict[str, Term]:
    table = dim_agreement.c
    query = select(table.agreement_code, table.starts_on, table.ends_on)
    rows = connection.execute(query.where(table.valid_to.is_(None)))
    return {code.casefold(): (starts_on, ends_on) for code, starts_on, ends_on in rows}


def _days_of_sessions(connection: Connection) -> dict[tuple[str, Quarter], tuple[date, date]]:
    """The first and the last day of the sessions that stand, by agreement and quarter."""
    table, held_on = dim_return.c, dim_session.c.session_date
    returns = (table.agreement_code, table.quarter)
    query = (
        select(*returns, func.min(held_on), func.max(held_on))
        .join_from(dim_session, dim_return, table.return_id == dim_session.c.return_id)
        .where(table.valid_to.is_(None))
        .group_by(*returns)
    )
    return {
        (code.casefold(), Quarter.parse(quarter)): tuple(days)
        for code, quarter, *days in connection.execute(query)
    }


SOURCE = source_of(
    REGISTERS["agreements"],
    checks=(
        Check(
            "date_order",
            "ends_on",
            pl.col("ends_on") < pl.col("starts_on"),
            "The agreement ends before it starts.",
            "Correct the start or the end.",
        ),
        Check(
            "moved_from_itself",
            "moved_from",
            pl.col("moved_from") == pl.col("partner_code"),
            "The agreement would have moved from the partner that it is with.",
            "Type under Moved from the partner that had it before, or leave it blank.",
        ),
    ),
    steps=(Step("unique", ask_about_moves), Step("unique", ask_about_terms)),
)
