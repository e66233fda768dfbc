"""What a little hub is sent: registers, three returns, one sent again, one late, one with rejects,
a CSV, one that names a child, and one that is no workbook at all."""

from datetime import date
from pathlib import Path

from tests import support

AGREEMENTS = support.AGREEMENTS.replace("2025-09-01", "2024-09-01")
CHILDREN = range(1, 15)
SPENDING = """
    agreement_code | quarter    | Line | Kind  | Category | Amount
    A-2            | 2025/26 Q2 | 1    | spend | staff    | 1,000.00
    A-2            | 2025/26 Q2 | 2    | spend | venues   | 12.345
"""
NAMES_A_CHILD = "names a child"  # the file that is refused for it
PERSONAL = """
    agreement_code | quarter    | Participant ref | Surname  | Key stage
    A-2            | 2025/26 Q1 | c1              | Somebody | KS2
"""


def participants(children: range = CHILDREN) -> list[list]:
    """Children, every other with SEND and every third without free meals."""
    heads = ["Participant ref", "Key stage", "SEND", "Free school meals"]
    return [heads] + [
        [f"c{n}", "KS2", "none" if n % 2 else "EHCP", "yes" if n % 3 else "no"] for n in children
    ]


def attendance(day: str, children: range = CHILDREN) -> list[list]:
    """Each child at one session; the last of them stayed away."""
    heads = ["Session date", "Activity", "School URN or venue", "Hours", "Participant ref"]
    rows = [[date.fromisoformat(day), "singing", "100001", 1, f"c{n}", "yes"] for n in children]
    return [[*heads, "Attended"], *rows[:-1], [*rows[-1][:-1], "no"]]


def return_of(agreement: str, quarter: str, day: str, **more) -> bytes:
    """A return with its children, one session, an objective and its money."""
    return support.workbook(
        Return=support.form(agreement, quarter, **more),
        Progress=support.PROGRESS,
        Participants=participants(),
        Attendance=attendance(day),
        Satisfaction=support.SATISFACTION,
        Learning=support.LEARNING,
        Spending=support.SPENDING,
    )


def little_hub(folder: Path, without: tuple[str, ...] = ()) -> Path:
    """The folder, with these files in it; some returns may be left out."""
    folder.mkdir(parents=True)
    tables = {
        "partners": support.PARTNERS,
        "agreements": AGREEMENTS,
        "objectives": support.OBJECTIVES,
    }
    tables |= {"spending": SPENDING, NAMES_A_CHILD: PERSONAL}
    for name, table in tables.items():
        support.put(folder, f"{name}.csv", support.csv_bytes(table))
    first = date(2025, 12, 20)
    returns = {
        "singing": return_of("A-1", "2025/26 Q1", "2025-10-01", prepared_on=first),
        "singing corrected": support.workbook(
            Return=support.form(prepared_on=date(2025, 12, 27)),
            Attendance=attendance("2025-10-01", range(1, 9)),
            Spending=support.FEWER_LINES,
        ),
        "singing late": return_of("A-1", "2024/25 Q4", "2025-07-01"),
        "brass with rejects": return_of("A-2", "2025/26 Q1", "2025-10-02"),
        "no workbook": b"nothing like a workbook",
    }
    for name in returns.keys() - set(without):
        support.put(folder, f"{name}.xlsx", returns[name])
    return folder
