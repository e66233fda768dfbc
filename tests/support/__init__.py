"""Files as partners and the hub send them, drawn by hand.

workbook(Return=form("A-1", "2025/26 Q1"), Attendance='''
    Session date | Activity | …
''')
"""

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl


def cells(table: str) -> list[list]:
    """A drawn table as rows of cells; `-` and nothing are blank."""
    lines = [line for line in table.strip("\n").splitlines() if line.strip()]
    return [[_cell(text.strip()) for text in line.split("|")] for line in lines]


def _cell(text: str):
    for kind in (int, float, date.fromisoformat):
        try:
            return kind(text) if not text.startswith("0") or "." in text or text == "0" else text
        except ValueError:
            continue
    return None if text in ("-", "") else text


def rows_by_heading(table: str) -> list[dict]:
    """The rows of a drawn table, each cell by its heading."""
    headings, *rows = cells(table)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def form(agreement: str = "A-1", quarter: str = "2025/26 Q1", **more) -> list[list]:
    """A Return form; `prepared_on=…` and the like add fields."""
    fields = {"Agreement code": agreement, "Quarter": quarter}
    fields |= {name.replace("_", " ").capitalize(): value for name, value in more.items()}
    return [[label, value] for label, value in fields.items()]


def workbook(**sheets) -> bytes:
    """An xlsx of some sheets, each drawn or a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in cells(rows) if isinstance(rows, str) else rows:
            sheet.append(row)
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def csv_bytes(table: str | list[list], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV of a drawn table."""
    told = io.StringIO(newline="")
    rows = cells(table) if isinstance(table, str) else table
    csv.writer(told, delimiter=delimiter).writerows(rows)
    return told.getvalue().encode(encoding)


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


PARTNERS = """
    partner_code | name           | kind    | size  | home_area | is_consortium_member
    P-1          | Thistledown    | charity | small | Luton     | no
    P-2          | Brassica Winds | company | large | outside   | no
"""
AGREEMENTS = """
    agreement_code | partner_code | area    | title   | kind     | route   | starts_on  | ends_on    | value  | payment_model | lpme_function | activity
    A-1            | P-1          | Luton   | Singing | subgrant | planned | 2025-09-01 | 2027-08-31 | 12000  | upfront       | schools       | singing
    A-2            | P-2          | Bedford | Brass   | contract | planned | 2025-09-01 | 2027-08-31 | £4,000 | arrears       | progression   | ensemble
"""  # noqa: E501 -- a table is drawn as wide as it is
OBJECTIVES = """
    objective_code | agreement_code | statement   | measure | unit     | direction | adds_up | target | due_on     | lpme_function
    O-1            | A-1            | More sing   | singers | children | increase  | sum     | 100    | 2026-07-31 | schools
    O-2            | A-2            | More brass  | players | children | increase  | sum     | 20     | 2026-07-31 | progression
"""  # noqa: E501
PARTICIPANTS = """
    Participant ref | Key stage | Gender | SEND        | Free school meals | Ethnicity group
    c1              | KS2       | girl   | none        | yes               | asian
    c2              | ks 2      | Boy    | SEN support | no                | white
    c3              | KS1       | girl   | EHCP        | not known         | -
"""
ATTENDANCE = """
    Session date | Activity | School URN or venue | Hours | Group or class | Participant ref | Attended | Headcount
    2025-10-01   | singing  | 100001              | 1     | -              | c1              | yes      | -
    2025-10-01   | singing  | 100001              | 1     | -              | c2              | no       | -
    2025-10-08   | singing  | 100001              | 1.5   | -              | c1              | ✓        | -
    2025-10-09   | singing  | Town hall           | 2     | Choir          | -               | -        | 30
"""  # noqa: E501
SATISFACTION = """
    Response ref | Respondent | Question | Score (1-5)    | Number asked
    r1           | pupil      | Enjoyed  | 5              | 4
    r2           | Parent     | Enjoyed  | strongly agree | 4
"""
SPENDING = """
    Line | Kind   | Category | Amount
    1    | spend  | staff    | £1,250.00
    2    | spend  | venues   | (50.00)
    3    | income | parents  | 99.5
"""
FEWER_LINES = "\n".join(SPENDING.splitlines()[:-1])
PROGRESS = """
    Objective code | Activities conducted | Achieved this quarter | Our rating
    O-1            | Weekly singing       | 30                    | on track
"""
LEARNING = """
    Participant ref | Domain  | Measure | Stage  | Score | Out of
    c1              | musical | Rhythm  | before | 2     | 5
    c1              | musical | Rhythm  | after  | 4     | 5
"""


def registers(folder: Path) -> list[Path]:
    """The registers that the other files refer to."""
    tables = {"partners": PARTNERS, "agreements": AGREEMENTS, "objectives": OBJECTIVES}
    return [put(folder, f"{name}.csv", csv_bytes(table)) for name, table in tables.items()]


def whole_return(**more) -> bytes:
    """A return with every sheet."""
    return workbook(
        Return=form(**more),
        Progress=PROGRESS,
        Participants=PARTICIPANTS,
        Attendance=ATTENDANCE,
        Satisfaction=SATISFACTION,
        Learning=LEARNING,
        Spending=SPENDING,
    )
