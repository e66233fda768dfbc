"""Other returns: the sheets of a file, and those of other files that they are held against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from data.warehouse.tables import dim_agreement, dim_return, file, mart_participation
from etl.schema.source import Source
from etl.sources import SOURCES

_HELD = [s.key for s in SOURCES.values() if s.is_replaced_whole and not s.is_form]
_COLUMNS = (
    "return_id", "file_id", "sheet", "source", "agreement_code", "quarter", "prepared_on",
    "valid_to", "mends_file_id",
)  # fmt: skip


@dataclass(frozen=True)
class SheetSent:
    """One sheet of a return: the file that it came in, and until when it stands.

    Of two sheets that one was there before whose file was `first_read` into a return before: a file
    may have waited, and then the order of arrival says nothing.
    """

    return_id: int
    file_id: int
    sheet: str
    source_key: str
    agreement_code: str
    quarter: str
    prepared_on: date | None
    valid_to: date | None
    mends: int | None
    file_name: str
    first_read: int

    @property
    def source(self) -> Source:
        return SOURCES[self.source_key]

    @property
    def of(self) -> tuple[str, str, str]:
        """What it is the sheet of: source, agreement and quarter."""
        return self.source_key, self.agreement_code, self.quarter

    @property
    def in_words(self) -> str:
        """`A-1 for 2025/26 Q1`"""
        return f"{self.agreement_code} for {self.quarter}"


def sheets_of(connection: Connection, file_id: int) -> list[SheetSent]:
    """The newest reading of each sheet that a file brought, but of rows that mend another's."""
    whole = dim_return.c.mends_file_id.is_(None)
    sheets = _sheets(connection, dim_return.c.file_id == file_id, whole)
    return list({sheet.of: sheet for sheet in sheets}.values())


def of_the_same(connection: Connection, own: Sequence[SheetSent]) -> list[SheetSent]:
    """What other files ever brought of the same agreements, in the order of arrival."""
    codes = {sheet.agreement_code for sheet in own}
    others = _sheets(connection, dim_return.c.agreement_code.in_(codes), *_of_others(own))
    return sorted(others, key=lambda sheet: (sheet.file_id, sheet.return_id))


def of_others(connection: Connection, own: Sequence[SheetSent]) -> list[SheetSent]:
    """What stands of other agreements in the same quarters.

    Of agreements of the same partner; of sessions also of others who were at the same places.
    """
    codes = {sheet.agreement_code for sheet in own}
    return _sheets(
        connection,
        dim_return.c.quarter.in_({sheet.quarter for sheet in own}),
        dim_return.c.valid_to.is_(None),
        or_(dim_return.c.agreement_code.in_(_of_partners(codes)), _at_places(own)),
        *_of_others(own),
    )


def _of_others(own: Sequence[SheetSent]) -> Iterable[ColumnElement[bool]]:
    yield dim_return.c.source.in_({sheet.source_key for sheet in own})
    yield dim_return.c.file_id.not_in({sheet.file_id for sheet in own})


def _of_partners(codes: set[str]):
    """The agreements of the partners of some agreements."""
    own, other = dim_agreement.alias(), dim_agreement.alias()
    stands = and_(own.c.valid_to.is_(None), other.c.valid_to.is_(None))
    same = and_(own.c.partner_code == other.c.partner_code, stands)
    query = select(other.c.agreement_code).join_from(own, other, same)
    return query.where(own.c.agreement_code.in_(codes))


def _at_places(own: Sequence[SheetSent]) -> ColumnElement[bool]:
    """Whether a return is of sessions of the same kind at a place where some others were too."""
    here, there = mart_participation.alias(), mart_participation.alias()
    same = and_(here.c.activity == there.c.activity, here.c.setting == there.c.setting)
    query = select(there.c.return_id).join_from(here, there, same)
    return dim_return.c.return_id.in_(
        query.where(here.c.return_id.in_([sheet.return_id for sheet in own]))
    )


def _sheets(connection: Connection, *where: ColumnElement[bool]) -> list[SheetSent]:
    returns = dim_return.c
    same = (returns.file_id, returns.source, returns.agreement_code, returns.quarter)
    first_read = func.min(returns.return_id).over(partition_by=same)
    columns = [*(returns[name] for name in _COLUMNS), file.c.name, first_read]
    query = select(*columns).join_from(dim_return, file, file.c.file_id == returns.file_id)
    query = query.where(returns.source.in_(_HELD), *where).order_by(returns.return_id)
    return [SheetSent(*row) for row in connection.execute(query)]
