"""Funds of a year by area: in a sentence and in a table."""

from collections.abc import Sequence

from dashboard.components.tables.table import Absent, Column, Table, known_sum, or_absent
from dashboard.domain.formatting import area_name, pounds_in_words, share
from dashboard.views.funds import Fund


def answer(funds: Sequence[Fund], year: str) -> str:
    """`£1.8 million is allocated …; 78% of it has been paid to partners and 70% reported as spent.`

    What the services keep of it, which is never paid, is said with it.
    """
    allocated = sum(fund.allocated_pence for fund in funds)
    if not allocated:
        return f"Nothing is allocated for {year}."
    paid = sum(fund.paid_pence for fund in funds) / allocated
    reported = [fund.spent_pence for fund in funds if fund.spent_pence is not None]
    spent = f"{share(sum(reported) / allocated)} is" if reported else "nothing is yet"
    own = sum(fund.own_share_pence or 0 for fund in funds) / allocated
    retained = f", {share(own)} stays with the services" if own else ""
    return (
        f"{pounds_in_words(allocated)} is allocated for {year}; {share(paid)} of it has been paid "
        f"to partners{retained} and {spent} reported as spent."
    )


def money_table(funds: Sequence[Fund], year: str) -> Table:
    columns = (
        Column("Area"),
        Column("Allocated", "pence"),
        Column("Of which the service keeps", "pence"),
        Column("Paid", "pence"),
        Column("Spent", "pence"),
        Column("Spent of allocated", "share"),
        Column("Pupils", "count"),
        Column("Allocated per pupil", "pence"),
    )
    rows = [_row(fund) for fund in funds]
    if len(funds) > 1:
        rows.append(_total(funds))
    totals = frozenset({len(funds)} if len(funds) > 1 else ())
    return Table(f"Money in {year} by area", columns, rows, totals)


def _row(fund: Fund) -> tuple:
    return (
        area_name(fund.area),
        fund.allocated_pence,
        fund.own_share_pence,
        fund.paid_pence,
        or_absent(fund.spent_pence),
        _part(fund.spent_pence, fund.allocated_pence),
        or_absent(fund.pupils, "not_applicable"),
        or_absent(fund.allocated_pence_per_pupil, "not_applicable"),
    )


def _total(funds: Sequence[Fund]) -> tuple:
    allocated = sum(fund.allocated_pence for fund in funds)
    spent = known_sum(fund.spent_pence for fund in funds)
    pupils = known_sum((fund.pupils for fund in funds), "not_applicable")
    return (
        "All",
        allocated,
        sum(fund.own_share_pence for fund in funds),
        sum(fund.paid_pence for fund in funds),
        spent,
        _part(spent, allocated),
        pupils,
        Absent("not_applicable") if isinstance(pupils, Absent) else _part(allocated, pupils),
    )


def _part(part: int | Absent | None, whole: int) -> float | Absent:
    if not whole:
        return Absent("not_applicable")
    return Absent() if part is None or isinstance(part, Absent) else part / whole
