"""A large made-up hub for measuring: a hundred agreements, one CSV of a million attendance rows."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

AGREEMENTS = 100
QUARTERS = ("2024/25 Q1", "2024/25 Q2", "2024/25 Q3", "2024/25 Q4")
STARTS = (date(2024, 9, 2), date(2024, 12, 2), date(2025, 3, 3), date(2025, 6, 2))
SESSIONS = 10  # of each group in a quarter
AREAS = ("Bedford", "Central Bedfordshire", "Luton", "Milton Keynes")
HEADINGS = (
    *("agreement_code", "quarter", "session_date", "activity", "school_urn_or_venue", "hours"),
    *("group_or_class", "participant_ref", "attended", "headcount"),
)


def write_hub(folder: Path, rows: int = 1_000_000) -> Path:
    """Write registers, participants and attendance; the path of the attendance file."""
    children = rows // (AGREEMENTS * len(QUARTERS) * SESSIONS)
    _write(folder / "partners.csv", _partners())
    _write(folder / "agreements.csv", _agreements())
    _write(folder / "participants.csv", _participants(children))
    attendance = folder / "attendance.csv"
    if not attendance.exists():
        _write(attendance, _attendance(children))
    return attendance


def _write(path: Path, rows) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _partners():
    yield "partner_code", "name", "kind", "size", "home_area", "is_consortium_member"
    for n in range(AGREEMENTS):
        yield f"P-{n:03}", f"Partner {n}", "charity", "small", AREAS[n % 4], "no"


def _agreements():
    yield (
        *("agreement_code", "partner_code", "area", "title", "kind", "route", "starts_on"),
        *("ends_on", "value", "payment_model", "lpme_function", "activity"),
    )
    for n in range(AGREEMENTS):
        days = "2024-09-01", "2027-08-31"
        yield (
            f"A-{n:03}", f"P-{n:03}", AREAS[n % 4], f"Agreement {n}", "contract", "planned", *days,
            "12000", "upfront", "schools", "ensemble",
        )  # fmt: skip


def _participants(children: int):
    yield (
        *("agreement_code", "quarter", "participant_ref", "key_stage", "gender", "send"),
        *("free_school_meals", "ethnicity"),
    )
    for n in range(AGREEMENTS):
        for child in range(children):
            yield f"A-{n:03}", QUARTERS[0], f"c{child:05}", "KS2", "girl", "none", "no", "white"


def _attendance(children: int):
    chance = random.Random(1)
    yield HEADINGS
    for n in range(AGREEMENTS):
        for quarter, start in zip(QUARTERS, STARTS, strict=True):
            for week in range(SESSIONS):
                day = (start + timedelta(weeks=week)).isoformat()
                for child in range(children):
                    urn, group = 990_000 + (n + child // 25) % 391, f"Group {child // 25}"
                    came = "yes" if chance.random() < 0.88 else "no"
                    yield (
                        f"A-{n:03}", quarter, day, "ensemble", urn, "1", group, f"c{child:05}",
                        came, "",
                    )  # fmt: skip
