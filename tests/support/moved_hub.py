"""A hub of which an agreement moves from one partner to another, file by file."""

from sqlalchemy import func, select

from data.warehouse.tables import dim_return, mart_reach
from tests import support

PARTNERS = """
    partner_code | name         | kind    | size  | home_area | is_consortium_member | succeeds
    P-1          | Reed Choir   | charity | small | Luton     | no                   | -
    P-2          | Sedge Choir  | charity | small | Luton     | no                   | -
    P-3          | Choirs United | charity | small | Luton    | no                   | -
"""
_ROW = "{code} | {partner} | Luton | Choir | contract | planned | 2025-09-01 | 2026-08-31 | 9000"
_ROW += " | mixed | schools | singing | {moved_from}"
_HEADING = (
    "agreement_code | partner_code | area | title | kind | route | starts_on | ends_on | value"
    " | payment_model | lpme_function | activity | moved_from"
)
AGREEMENTS = {"T-1": "P-1", "T-2": "P-1", "T-3": "P-3"}
DAYS = {"2025/26 Q1": "2025-10-01", "2025/26 Q2": "2026-01-07", "2025/26 Q3": "2026-03-11"}


def partners(**succeeds: str) -> bytes:
    """The register of partners; `P_3="P-1"` says that P-3 succeeds P-1."""
    table = PARTNERS
    for later, earlier in succeeds.items():
        code = later.replace("_", "-")
        rows = [
            row.replace("| -", f"| {earlier}") if row.strip().startswith(code) else row
            for row in table.splitlines()
        ]
        table = "\n".join(rows)
    return support.csv_bytes(table)


def agreements(**partner_of: str) -> bytes:
    """The register of agreements; `T_1="P-3 P-1"` has T-1 with P-3, moved from P-1."""
    moved = {code.replace("_", "-"): said.split() for code, said in partner_of.items()}
    rows = [_HEADING]
    for code, own in AGREEMENTS.items():
        partner, *moved_from = moved.get(code, [own])
        rows.append(
            _ROW.format(code=code, partner=partner, moved_from=moved_from[0] if moved_from else "-")
        )
    return support.csv_bytes("\n".join(rows))


def returned(agreement: str, quarter: str, *refs: str, are_named: bool = True) -> bytes:
    """A return of which some children came to one session."""
    names = "\n".join(["Participant ref | Key stage", *(f"{ref} | KS2" for ref in refs)])
    heading = "Session date | Activity | School URN or venue | Hours | Participant ref"
    rows = [f"{DAYS[quarter]} | singing | Town hall | 1 | {ref}" for ref in refs]
    sheets = {"Participants": names} if are_named else {}
    return support.workbook(
        Return=support.form(agreement, quarter), **sheets, Attendance="\n".join([heading, *rows])
    )


def children(hub, *agreement_codes: str) -> int:
    """How many different children came, to some agreements or to all."""
    query = select(func.count(mart_reach.c.participant_id.distinct()))
    query = query.join_from(mart_reach, dim_return).where(dim_return.c.valid_to.is_(None))
    if agreement_codes:
        query = query.where(dim_return.c.agreement_code.in_(agreement_codes))
    return hub.rows(query)[0][0]
