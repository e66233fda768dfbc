"""A made-up hub for measuring rules: agreements of three years, each with all twelve returns."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from sqlalchemy import Engine, Table

from data.calendar import Quarter, between
from data.warehouse import tables as t
from data.warehouse.engine import writing

QUARTERS = between(Quarter(2023, 1), Quarter(2025, 4))
START, END = QUARTERS[0].start, QUARTERS[-1].end + timedelta(days=365)
ALWAYS = date(1, 1, 1)
AREAS = ("Bedford", "Central Bedfordshire", "Luton", "Milton Keynes")
SHEETS = ("return", "progress", "satisfaction", "spending")
FILE = {
    "file_id": 1, "sha256": "0" * 64, "name": "drawn", "received_on": START,
    "loaded_at": "2023-09-01T09:00:00", "backfill": True, "status": "loaded",
}  # fmt: skip


def draw(hub: Engine, agreements: int) -> None:
    """Write the hub's rows straight into an empty warehouse."""
    with writing(hub) as connection:
        connection.execute(t.file.insert(), FILE)
        for table, rows in _registers(agreements):
            connection.execute(table.insert(), [_registered(n, row) for n, row in enumerate(rows)])
        for table, rows in _told(agreements):
            connection.execute(table.insert(), rows)


def _registered(number: int, row: dict) -> dict:
    origin = {"row_id": number, "file_id": 1, "sheet": "drawn", "row_number": number}
    return origin | {"valid_from": ALWAYS, "valid_to": None} | row


def _registers(agreements: int) -> Iterator[tuple[Table, list[dict]]]:
    every = [(n, {"agreement_code": f"A-{n}"}) for n in range(agreements)]
    yield t.dim_partner, [_partner(n) for n, _ in every]
    yield t.dim_agreement, [of | _agreement(n) for n, of in every]
    yield t.dim_need, [_need(n) for n in range(20)]
    yield t.dim_objective, [of | _objective(n, m) for n, of in every for m in range(3)]
    yield t.fact_allocation, [of | _allocation(n, q) for n, of in every for q in QUARTERS[::4]]
    yield t.fact_payment, [of | _payment(n, q) for n, of in every for q in QUARTERS]
    yield t.fact_review, [of | _review(n, q) for n, of in every for q in QUARTERS[3::4]]
    yield t.fact_decision, [of | _decision(n, q) for n, of in every for q in QUARTERS[::4]]
    yield t.fact_vfm, [of | _assessment(n, q) for n, of in every for q in QUARTERS[::4]]
    yield t.fact_risk, [of | _risk(n) for n, of in every]


def _told(agreements: int) -> Iterator[tuple[Table, list[dict]]]:
    """What the returns brought: one row of `dim_return` for each sheet."""
    numbers, sent, told = count(1), [], {table: [] for table in _LINES.values()}
    for n in range(agreements):
        for at, quarter in enumerate(QUARTERS):
            for sheet in SHEETS:
                number = next(numbers)
                sent.append(_sent(number, sheet, f"A-{n}", quarter))
                if (table := _LINES.get(sheet)) is not None:
                    told[table] += [{"return_id": number} | row for row in _ROWS[sheet](n, at)]
    yield t.dim_return, sent
    yield from told.items()


def _sent(number: int, sheet: str, agreement: str, quarter: Quarter) -> dict:
    came = quarter.end + timedelta(days=14)
    row = {"return_id": number, "file_id": 1, "sheet": sheet, "source": sheet, "valid_from": came}
    row |= {"agreement_code": agreement, "quarter": str(quarter), "received_on": came}
    return row | {"is_nil": False, "is_partial": False, "valid_to": None}


def _progress(n: int, at: int) -> list[dict]:
    return [
        {"row_number": m, "objective_code": f"O-{n}-{m}", "achieved_value": (n + at * m) % 12}
        for m in range(3)
    ]


def _answers(n: int, at: int) -> list[dict]:
    kinds = ("pupil", "parent", "school")
    return [
        {"respondent": kind, "score": score, "answers": (n + at + score) % 9}
        for kind in kinds
        for score in range(1, 6)
    ]


def _money(n: int, at: int) -> list[dict]:
    lines = (("spend", "staff"), ("spend", "venues"), ("income", "parents"), ("income", "grants"))
    return [
        {"kind": kind, "category": category, "lines": 1, "amount_pence": (n + at) % 7 * 10_000}
        for kind, category in lines
    ]


_LINES = {
    "progress": t.fact_progress,
    "satisfaction": t.mart_satisfaction,
    "spending": t.mart_spending,
}
_ROWS = {"progress": _progress, "satisfaction": _answers, "spending": _money}


# -- One row of each register ----------------------------------------------------------------------


def _partner(n: int) -> dict:
    row = {"partner_code": f"P-{n}", "name": f"Partner {n}", "kind": "charity", "size": "small"}
    return row | {"home_area": AREAS[n % 4], "is_consortium_member": n % 10 == 0}


def _agreement(n: int) -> dict:
    row = {"partner_code": f"P-{n}", "area": AREAS[n % 4], "title": f"Agreement {n}"}
    row |= {"kind": "contract", "route": "planned", "starts_on": START, "ends_on": END}
    row |= {"value_pence": 40_000_00, "payment_model": "instalments", "quotes_received": n % 4}
    return row | {"lpme_function": "schools", "activity": "ensemble"}


def _need(n: int) -> dict:
    row = {"need_code": f"N-{n}", "area": AREAS[n % 4], "statement": f"Need {n}", "priority": 1}
    return row | {"lpme_function": "schools", "identified_on": START, "closed_on": None}


def _objective(n: int, m: int) -> dict:
    row = {"objective_code": f"O-{n}-{m}", "statement": f"Objective {m}", "measure": "sessions"}
    row |= {"unit": "sessions", "direction": "increase", "adds_up": "sum", "baseline": 0}
    return row | {"target": 60, "due_on": QUARTERS[4 * m + 3].end, "need_code": f"N-{n % 20}"}


def _allocation(n: int, q: Quarter) -> dict:
    row = {"allocation_ref": f"L-{n}-{q}", "area": AREAS[n % 4], "year": q.academic_year}
    return row | {"stream": "revenue grant", "amount_pence": 10_000_00}


def _payment(n: int, q: Quarter) -> dict:
    row = {"payment_ref": f"Y-{n}-{q}", "due_on": q.start, "paid_on": q.end if n % 3 else None}
    row |= {"amount_pence": 2_600_00, "stream": "revenue grant"}
    return row | {"needs_return_for": str(q.previous())}


def _review(n: int, q: Quarter) -> dict:
    return {"review_ref": f"R-{n}-{q}", "due_on": q.start, "held_on": q.end if n % 5 else None}


def _decision(n: int, q: Quarter) -> dict:
    row = {"decision_ref": f"D-{n}-{q}", "kind": "vary", "decided_on": q.start}
    return row | {"decided_by": "executive group", "rationale": "Made up", "reported_on": None}


def _assessment(n: int, q: Quarter) -> dict:
    return {"assessment_ref": f"V-{n}-{q}", "stage": "year end", "due_on": q.end}


def _risk(n: int) -> dict:
    row = {"risk_ref": f"K-{n}", "category": "quality", "description": "Made up"}
    row |= {"inherent_likelihood": n % 5 + 1, "inherent_impact": 4, "reviewed_on": START}
    return row | {"status": "open"}
