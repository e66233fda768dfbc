"""Whom a workbook is for: an agreement, its partner, and how the register says to reach it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Row, select

from data.warehouse.tables import dim_agreement, dim_objective, dim_partner


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
    found = [Party(**row) for row in connection.execute(query).mappings()]
    return {party.agreement_code.casefold(): party for party in found}


def objectives(connection: Connection, agreement_code: str) -> list[Row]:
    """The objectives of an agreement, by code."""
    table = dim_objective.c
    query = select(dim_objective).where(
        table.agreement_code == agreement_code, table.valid_to.is_(None)
    )
    return list(connection.execute(query.order_by(table.objective_code)))
