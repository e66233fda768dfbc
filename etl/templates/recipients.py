"""Recipients: whom a workbook is for, and to whom a file with something to mend goes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine, Row, select

from data.warehouse.engine import reading
from data.warehouse.tables import dim_agreement, dim_objective, dim_partner
from etl.archive.discover import Sent
from etl.extract.sandbox import Sandbox
from etl.recognise.forms import labels
from etl.recognise.incoming_file import IncomingFile, open_incoming
from etl.report.report import Report


@dataclass(frozen=True)
class Party:
    """An agreement and the partner who reports on it; `contact` is the organisation's own."""

    agreement_code: str
    title: str
    activity: str
    starts_on: date
    ends_on: date
    partner_code: str
    partner: str
    contact: str | None


def parties(connection: Connection) -> dict[str, Party]:
    """Every agreement in force, by its code in whatever case."""
    agreement, partner = dim_agreement.c, dim_partner.c
    query = (
        select(agreement.agreement_code, agreement.title, agreement.activity)
        .add_columns(agreement.starts_on, agreement.ends_on, agreement.partner_code)
        .add_columns(partner.name.label("partner"), partner.contact)
        .join_from(dim_agreement, dim_partner, partner.partner_code == agreement.partner_code)
        .where(agreement.valid_to.is_(None), partner.valid_to.is_(None))
        .order_by(agreement.agreement_code)
    )
    in_force = [Party(**row) for row in connection.execute(query).mappings()]
    return {party.agreement_code.casefold(): party for party in in_force}


def objectives(connection: Connection, agreement_code: str) -> list[Row]:
    """The objectives of an agreement, by code."""
    table = dim_objective.c
    query = select(dim_objective).where(
        table.agreement_code == agreement_code, table.valid_to.is_(None)
    )
    return list(connection.execute(query.order_by(table.objective_code)))


Contacts = dict[str, list[dict[str, str | None]]]  # {sha256: [{partner_code, name, contact}]}


def contacts_for(engine: Engine, files: Iterable, report: Report) -> Contacts:
    """The partners to whom files of a report go back, as far as the registers know them."""
    faulty = {
        file_report.sha256
        for file_report in report.files
        if any(problem.severity == "error" for problem in file_report.problems)
    }
    with Sandbox() as sandbox:
        named = {
            file.sha256: agreements_in(
                open_incoming(Sent(file.name, file.read_bytes(), file.sha256), sandbox)
            )
            for file in files
            if file.sha256 in faulty
        }
    with reading(engine) as connection:
        return {sha256: partners_of(connection, codes) for sha256, codes in named.items() if codes}


def agreements_in(incoming: IncomingFile) -> set[str]:
    """The codes of agreements that a file's returns name, in lower case."""
    codes = [labels(incoming.form).get("agreement_code", "")] if incoming.form else []
    for sheet, table in incoming.tables:
        index = table.index_of("agreement_code")
        if table.source.is_return and index is not None:
            codes += sheet.cells[f"c{index}"].unique().drop_nulls().to_list()
    return {code.casefold() for code in codes if code}


def partners_of(connection: Connection, codes: set[str]) -> list[dict[str, str | None]]:
    """The partners of some agreements, whose codes come in lower case: code, name and contact."""
    query = (
        select(dim_agreement.c.agreement_code, dim_partner)
        .join(dim_partner, dim_partner.c.partner_code == dim_agreement.c.partner_code)
        .where(dim_agreement.c.valid_to.is_(None), dim_partner.c.valid_to.is_(None))
        .order_by(dim_partner.c.name)
    )
    partners = {
        row.partner_code: {
            "partner_code": row.partner_code,
            "name": row.name,
            "contact": row.contact,
        }
        for row in connection.execute(query)
        if row.agreement_code.casefold() in codes
    }
    return list(partners.values())
