"""Returns: a sheet replaces the earlier one of its agreement and quarter, whole."""

from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import ColumnElement, Connection, and_, or_, select

from data.warehouse.bulk import insert, numbered, read
from data.warehouse.tables import dim_return
from etl.load.facts import content_of, facts_of, stored, write_facts
from etl.load.versions import Version, validity
from etl.schema.source import Source

KEY = ["agreement_code", "quarter"]
_RETURN = {
    "return_id": pl.Int64,
    "agreement_code": pl.String,
    "quarter": pl.String,
    "prepared_on": pl.Date,
}


@dataclass(frozen=True)
class Arrival:
    """A file that came in: its number, its day of arrival, and whether it is history.

    History has no day of arrival of its own: the day on which a return was prepared stands for it.
    """

    file_id: int
    received_on: date
    today: date
    backfill: bool = False

    def received(self, prepared_on: date | None) -> date:
        return prepared_on if self.backfill and prepared_on else self.received_on

    def stands_from(self, prepared_on: date | None) -> date:
        return prepared_on if self.backfill and prepared_on else self.today


@dataclass(frozen=True)
class Destination:
    """Where the rows of a sheet go, and the file that they come with."""

    connection: Connection
    source: Source
    sheet: str
    arrival: Arrival


def write_sheet(to: Destination, rows: pl.DataFrame) -> pl.Series:
    """Write a sheet's accepted rows; the numbers of those that changed nothing are returned.

    A sheet may hold rows of several agreements and quarters: each is a return of its own.
    """
    facts = stored(rows, to.source)
    same, settled = _compared(to.connection, to.source, facts)
    fresh = facts.join(settled, on=KEY, how="anti") if settled.height else facts
    write_new(to, fresh)
    return same


def write_new(to: Destination, facts: pl.DataFrame, mends: int | None = None) -> None:
    """Write facts as new returns; those that `mends` a file stand beside that file's returns."""
    if facts.height:
        returns = open_returns(to, facts, mends_file_id=mends)
        facts = facts.with_columns(numbers_of(facts, returns))
        write_facts(to.connection, to.source, facts)


def numbers_of(rows: pl.DataFrame, returns: pl.DataFrame) -> pl.Series:
    """The return_id of each row; only the key is joined, for a return may be large."""
    return rows.select(KEY).join(returns, on=KEY, how="left", maintain_order="left")["return_id"]


def _compared(
    connection: Connection, source: Source, facts: pl.DataFrame
) -> tuple[pl.Series, pl.DataFrame]:
    """Rows that stand already, and the agreements and quarters of which all rows do."""
    current = standing(connection, source.key, facts)
    if current.is_empty():
        return facts["row_number"].clear(), facts.select(KEY).clear()
    same, there = among(connection, source, facts, current)
    stands = current.group_by(KEY).agg(pl.col("prepared_on").max().alias("stands_of"))
    settled = (
        _counted(facts, "sent")
        .join(_counted(there, "there"), on=KEY)
        .join(_counted(same, "same"), on=KEY)
        .join(stands, on=KEY)
        .join(facts.group_by(KEY).agg(pl.col("prepared_on").max()), on=KEY)
        .filter((pl.col("sent") == pl.col("there")) & (pl.col("sent") == pl.col("same")))
        .filter(~(pl.col("prepared_on") > pl.col("stands_of")).fill_null(False))
    )
    return same["row_number"], settled.select(KEY)


def among(
    connection: Connection, source: Source, facts: pl.DataFrame, returns: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of `facts` that some returns hold just so, and all facts of those returns."""
    there = facts_of(connection, source, returns["return_id"].to_list(), facts.schema)
    there = there.join(returns.select("return_id", *KEY), on="return_id")
    content = [*KEY, *(name for name in content_of(source) if name not in KEY)]
    return facts.join(there, on=content, how="semi", nulls_equal=True), there


def _counted(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    return frame.group_by(KEY).len(name)


def standing(connection: Connection, source_key: str, facts: pl.DataFrame) -> pl.DataFrame:
    """The current returns of a source for the agreements and quarters of some rows."""
    return returns_where(connection, source_key, facts, dim_return.c.valid_to.is_(None))


def returns_where(
    connection: Connection, source_key: str, facts: pl.DataFrame, *where: ColumnElement[bool]
) -> pl.DataFrame:
    """Some returns of a source for the agreements and quarters of some rows."""
    table = dim_return
    query = select(*(table.c[name] for name in _RETURN)).where(
        table.c.source == source_key,
        table.c.agreement_code.in_(facts["agreement_code"].unique().to_list()),
        *where,
    )
    return read(connection, query, _RETURN).join(facts.select(KEY).unique(), on=KEY, how="semi")


def stand_beside_others(connection: Connection, file_id: int) -> bool:
    """Whether another file has brought such sheets of a file's agreements, or in its quarters."""
    own, other = dim_return.alias(), dim_return.alias()
    is_near = or_(own.c.agreement_code == other.c.agreement_code, own.c.quarter == other.c.quarter)
    near = and_(own.c.source == other.c.source, own.c.file_id != other.c.file_id, is_near)
    query = select(other.c.return_id).join_from(own, other, near)
    return connection.execute(query.where(own.c.file_id == file_id).limit(1)).first() is not None


def open_returns(
    to: Destination,
    rows: pl.DataFrame,
    is_nil: bool = False,
    is_partial: bool = False,
    certified_by: str | None = None,
    mends_file_id: int | None = None,
) -> pl.DataFrame:
    """A new return for each agreement and quarter of some rows: agreement_code, quarter, return_id.

    Earlier returns of the same sheet are closed, or the new one is where it was prepared before.
    """
    groups = rows.group_by(KEY, maintain_order=True).agg(pl.col("prepared_on").max())
    stated = groups.with_columns(
        pl.lit(certified_by, pl.String).alias("certified_by"),
        pl.lit(is_nil).alias("is_nil"),
        pl.lit(is_partial).alias("is_partial"),
        pl.lit(mends_file_id, pl.Int64).alias("mends_file_id"),
    )
    returns = numbered(_arrived(to, stated), to.connection, dim_return)
    insert(to.connection, dim_return, returns)
    _settle_validity(to.connection, to.source.key, returns)
    return returns.select("return_id", *KEY)


def _arrived(to: Destination, returns: pl.DataFrame) -> pl.DataFrame:
    """The returns with the sheet that brought them, and the days from which they count."""
    days = returns["prepared_on"]
    return returns.with_columns(
        pl.lit(to.arrival.file_id, pl.Int64).alias("file_id"),
        pl.lit(to.sheet).alias("sheet"),
        pl.lit(to.source.key).alias("source"),
        pl.Series("received_on", [to.arrival.received(day) for day in days], pl.Date),
        pl.Series("valid_from", [to.arrival.stands_from(day) for day in days], pl.Date),
    )


def _settle_validity(connection: Connection, source_key: str, returns: pl.DataFrame) -> None:
    """Say anew on which days each return of the touched agreements and quarters stood."""
    table = dim_return
    codes = returns["agreement_code"].unique().to_list()
    versions: dict[tuple[str, str], list[Version]] = {}
    for row in connection.execute(
        select(table)
        .where(table.c.source == source_key, table.c.agreement_code.in_(codes))
        .order_by(table.c.file_id, table.c.return_id)
    ):
        version = Version(
            row.return_id, row.prepared_on, row.valid_from, row.file_id, row.mends_file_id
        )
        versions.setdefault((row.agreement_code, row.quarter), []).append(version)
    for key in returns.select(KEY).iter_rows():
        if len(versions[key]) > 1:
            for return_id, (_, ends) in validity(versions[key]).items():
                connection.execute(
                    table.update().where(table.c.return_id == return_id).values(valid_to=ends)
                )
