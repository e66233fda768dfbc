"""To whom a file with something to mend goes back: the partner of its agreement."""

from collections.abc import Iterable

from sqlalchemy import Connection, Engine, select

from data.warehouse.engine import reading
from data.warehouse.tables import dim_agreement, dim_partner
from etl.archive.discover import Sent
from etl.extract.sandbox import Sandbox
from etl.recognise.forms import labels
from etl.recognise.incoming_file import Parcel, parcel_of
from etl.report.report import Report

Contacts = dict[str, list[dict[str, str | None]]]  # {sha256: [{partner_code, name, contact}]}


def contacts_for(engine: Engine, files: Iterable, report: Report) -> Contacts:
    """The partners to whom files of a report go back, as far as the registers know them."""
    faulty = {
        told.sha256
        for told in report.files
        if any(problem.severity == "error" for problem in told.problems)
    }
    with Sandbox() as sandbox:
        named = {
            file.sha256: agreements_in(
                parcel_of(Sent(file.name, file.read_bytes(), file.sha256), sandbox)
            )
            for file in files
            if file.sha256 in faulty
        }
    with reading(engine) as connection:
        return {sha256: partners_of(connection, codes) for sha256, codes in named.items() if codes}


def agreements_in(parcel: Parcel) -> set[str]:
    """The codes of agreements that a file's returns name, in lower case."""
    told = [labels(parcel.form).get("agreement_code", "")] if parcel.form else []
    for sheet, table in parcel.tables:
        index = table.index_of("agreement_code")
        if table.source.is_return and index is not None:
            told += sheet.cells[f"c{index}"].unique().drop_nulls().to_list()
    return {code.casefold() for code in told if code}


def partners_of(connection: Connection, codes: set[str]) -> list[dict[str, str | None]]:
    """The partners of some agreements, whose codes come in lower case: code, name and contact."""
    query = (
        select(dim_agreement.c.agreement_code, dim_partner)
        .join(dim_partner, dim_partner.c.partner_code == dim_agreement.c.partner_code)
        .where(dim_agreement.c.valid_to.is_(None), dim_partner.c.valid_to.is_(None))
        .order_by(dim_partner.c.name)
    )
    found = {
        row.partner_code: {
            "partner_code": row.partner_code,
            "name": row.name,
            "contact": row.contact,
        }
        for row in connection.execute(query)
        if row.agreement_code.casefold() in codes
    }
    return list(found.values())
