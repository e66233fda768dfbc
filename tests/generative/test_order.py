"""The order in which files arrive does not matter, nor how often the same one does."""

import random

import pytest

from etl.archive.discover import Sent
from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.walks import sampled
from tests.support.warehouse_contents import standing

LATER_CHILDREN = """
    Participant ref | Key stage | Gender | SEND
    c1              | KS3       | girl   | none
    c4              | KS2       | boy    | EHCP
"""
NEXT_TERM = """
    Session date | Activity | School URN or venue | Hours | Participant ref
    2026-01-07   | singing  | 100001              | 1     | c1
    2026-01-07   | singing  | 100001              | 1     | c3
"""
FIRST_SCORE = """
    Participant ref | Domain  | Measure | Stage  | Score | Out of
    c1              | musical | Rhythm  | before | 2     | 5
"""
LAST_SCORE = """
    Participant ref | Domain  | Measure | Stage | Score | Out of
    c1              | musical | rhythm  | after | 4     | 5
"""
SLIP = support.SPENDING.replace("99.5", "99.555")
MENDED = """
    Row in the file | Agreement code | Quarter    | Line | Kind   | Category | Amount
    4               | A-1            | 2025/26 Q1 | 3    | income | parents  | 99.55
"""
FALLEN = "fallen_rows"
MORE_NEEDED = "need_code | area | statement | priority | lpme_function | identified_on\n"
AGREEMENT = support.AGREEMENTS.splitlines()


def first_return() -> bytes:
    return support.workbook(
        Return=support.form(prepared_on="2026-01-05"),
        Progress=support.PROGRESS,
        Participants=support.PARTICIPANTS,
        Attendance=support.ATTENDANCE,
        Learning=FIRST_SCORE,
        Spending=SLIP,
    )


def resent() -> bytes:
    """Prepared later than the first: fewer sessions, and the same participants again."""
    return support.workbook(
        Return=support.form(prepared_on="2026-01-09"),
        Participants=support.PARTICIPANTS,
        Attendance="\n".join(support.ATTENDANCE.splitlines()[:-1]),
    )


def outdated() -> bytes:
    """Prepared between the two, and no longer right when the last has come."""
    return support.workbook(
        Return=support.form(prepared_on="2026-01-07"),
        Participants=support.PARTICIPANTS.replace("| girl   |", "| other  |"),
        Attendance="\n".join(support.ATTENDANCE.splitlines()[:3]),
    )


def next_term() -> bytes:
    return support.workbook(
        Return=support.form(quarter="2025/26 Q2", prepared_on="2026-01-12"),
        Participants=LATER_CHILDREN,
        Attendance=NEXT_TERM,
        Learning=LAST_SCORE,
    )


def everything() -> dict[str, bytes]:
    slip = Sent.of("first.xlsx", first_return())
    corrections = [["Corrects file", slip.sha256]]
    needy = "\n".join(
        [AGREEMENT[1] + " | need_code", AGREEMENT[2] + " | N-1", AGREEMENT[3] + " | -"]
    )
    need = "N-1 | Luton | More singing | 1 | schools | 2025-09-01"
    return {
        "partners.csv": support.csv_bytes(support.PARTNERS),
        "agreements.csv": support.csv_bytes(needy),
        "objectives.csv": support.csv_bytes(support.OBJECTIVES),
        "needs.csv": support.csv_bytes(MORE_NEEDED + need),
        "first.xlsx": slip.data,
        "resent.xlsx": resent(),
        "outdated.xlsx": outdated(),
        "next.xlsx": next_term(),
        "mended.xlsx": support.workbook(Corrections=corrections, Spending=MENDED),
        "brass.csv": support.csv_bytes(
            """
            Agreement code | Quarter    | Session date | Activity | School URN or venue | Hours | Headcount
            A-2            | 2025/26 Q1 | 2025-11-03   | ensemble | Town hall           | 1     | 24
            A-9            | 2025/26 Q1 | 2025-11-03   | ensemble | Town hall           | 1     | 24
            """  # noqa: E501
        ),
    }


FILES = everything()


@pytest.fixture(scope="module")
def told() -> dict[str, dict]:
    """What stands once the files have come in order, by kind of database."""
    return {}


def received(hub, names) -> dict:
    for name in names:
        hub.send(name, FILES[name])
    return standing(hub)


@pytest.mark.parametrize("seed", sampled(range(12), 2))
def test_the_same_files_in_any_order_and_some_twice_give_the_same_warehouse(
    engine, tmp_path, seed, told
):
    (tmp_path / "hub.key").write_bytes(bytes(32))  # the same pseudonyms are the same children
    hub = Hub(engine, tmp_path)
    names = list(FILES)
    if engine.dialect.name in told:
        names += ["first.xlsx", "agreements.csv", "next.xlsx"]
        random.Random(seed).shuffle(names)
    there = received(hub, names)
    in_order = told.setdefault(engine.dialect.name, there)
    assert in_order["fact_attendance"]
    assert in_order["fact_learning"]
    assert all(any(FALLEN in row for row in standing["wrong"]) for standing in (there, in_order))
    for table, rows in in_order.items():
        assert without_fallen(there[table]) == without_fallen(rows), names


def without_fallen(rows: list[str]) -> list[str]:
    """All but the queries on the file that took another's place: which one did is of the order."""
    return [row for row in rows if FALLEN not in row]
