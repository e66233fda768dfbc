"""Successions: agreements that move to another partner, and partners that take over others.

A child's pseudonym is one partner's own. An agreement that moves takes its children with it: they
stay known by the pseudonyms of the partner under whom the first of them came, its keeper.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select, union_all

from data.warehouse.tables import (
    dim_agreement,
    dim_participant,
    dim_partner,
    dim_return,
    fact_learning,
    mart_reach,
    participant_detail,
)


@dataclass(frozen=True)
class Stay:
    """A time that an agreement spent with one partner, and from whom it is said to have moved."""

    partner_code: str
    moved_from: str | None = None


Stays = tuple[Stay, ...]


def joined(stays: Stays, stay: Stay) -> Stays:
    """An agreement's stays and what is said of it now: one more, or the last once more."""
    if stays and stays[-1].partner_code == stay.partner_code:
        return *stays[:-1], replace(stay, moved_from=stay.moved_from or stays[-1].moved_from)
    return *stays, stay


@dataclass(frozen=True)
class Successions:
    """Who follows whom: `stays` by agreement, oldest first; `succeeds` by the later partner."""

    stays: Mapping[str, Stays]
    succeeds: Mapping[str, str]

    @classmethod
    def read(cls, connection: Connection) -> "Successions":
        """What the registers have said so far."""
        table, partner, stays = dim_agreement.c, dim_partner.c, {}
        query = select(table.agreement_code, table.partner_code, table.moved_from)
        for code, *stay in connection.execute(query.order_by(table.file_id, table.row_id)):
            stays[code] = joined(stays.get(code, ()), Stay(*stay))
        taken_over = select(partner.partner_code, partner.succeeds).where(
            partner.valid_to.is_(None), partner.succeeds.is_not(None)
        )
        return cls(stays, dict(connection.execute(taken_over).all()))

    def is_said(self, later: Stay, earlier: Stay) -> bool:
        """Whether the registers say why an agreement moved from one partner to the next."""
        before = earlier.partner_code
        if later.moved_from == before:
            return True
        names = (later.partner_code, later.moved_from)
        return any(before in predecessors(name, self.succeeds) for name in names)

    def origin(self, stays: Stays) -> str:
        """The partner with whom an agreement began; what nothing says of is a slip put right."""
        *earlier, last = stays
        while earlier and self.is_said(last, earlier[-1]):
            last = earlier.pop()
        return last.moved_from or last.partner_code


def predecessors(partner: str | None, succeeds: Mapping[str, str]) -> list[str]:
    """The partners whom one has taken over, in one step or several; itself last in a circle."""
    line: list[str] = []
    while (partner := succeeds.get(partner)) and partner not in line:
        line.append(partner)
    return line


def keepers(connection: Connection) -> dict[str, str]:
    """For each agreement the partner by whose pseudonyms its children are known."""
    successions = Successions.read(connection)
    stays = successions.stays.items()
    moved = {code: all_stays for code, all_stays in stays if _has_moved(all_stays)}
    return {
        **{code: all_stays[-1].partner_code for code, all_stays in stays},
        **{code: successions.origin(all_stays) for code, all_stays in moved.items()},
        **of_first_children(connection, list(moved)),
    }


def _has_moved(stays: Stays) -> bool:
    return len(stays) > 1 or stays[0].moved_from is not None


def of_first_children(connection: Connection, agreements: list[str]) -> dict[str, str]:
    """By agreement, the partner by whose pseudonyms the first children of it were known.

    Agreements of which no child has come are left out.
    """
    own = dim_return.c.agreement_code.in_(agreements)
    returns = select(dim_return.c.return_id).where(own)
    named = union_all(
        *(
            select(table.c.return_id, table.c.participant_id).where(table.c.return_id.in_(returns))
            for table in (participant_detail, mart_reach, fact_learning)
        )
    ).subquery()
    code, partner = dim_return.c.agreement_code, dim_participant.c.partner_code
    newest_first = (
        select(code, partner)
        .join_from(named, dim_return, dim_return.c.return_id == named.c.return_id)
        .join(dim_participant, dim_participant.c.participant_id == named.c.participant_id)
        .group_by(code, partner)
        .order_by(func.min(named.c.return_id).desc())
    )
    return dict(connection.execute(newest_first).all())
