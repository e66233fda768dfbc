"""A return's sheet replaces the earlier one of its agreement and quarter, whole."""

from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Connection, select

from data.warehouse.tables import dim_return, participant_detail
from etl.bulk import insert, numbered, read
from etl.facts import content_of, facts_of, registered, stored, write_facts
from etl.registers import Place, changed, write_versions
from etl.source import Source
from etl.versions import Version, validity

_KEY = ["agreement_code", "quarter"]
_DETAILS = ("key_stage", "gender", "send", "fsm", "ethnicity")


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


def write_sheet(
    connection: Connection, source: Source, sheet: str, rows: pl.DataFrame, arrival: Arrival
) -> pl.Series:
    """Write a sheet's accepted rows; the numbers of those that changed nothing are returned.

    A sheet may hold rows of several agreements and quarters: each is a return of its own.
    """
    if source.key == "participants":
        return _write_children(connection, source, sheet, rows, arrival)
    facts = stored(rows, source)
    same, settled = _compared(connection, source, facts)
    fresh = facts.join(settled, on=_KEY, how="anti") if settled.height else facts
    if fresh.height:
        returns = open_returns(connection, source.key, sheet, fresh, arrival)
        write_facts(connection, source, fresh.with_columns(_numbers(fresh, returns)))
    return same


def _numbers(rows: pl.DataFrame, returns: pl.DataFrame) -> pl.Series:
    """The return_id of each row; only the key is joined, for a return may be large."""
    return rows.select(_KEY).join(returns, on=_KEY, how="left", maintain_order="left")["return_id"]


def _compared(
    connection: Connection, source: Source, facts: pl.DataFrame
) -> tuple[pl.Series, pl.DataFrame]:
    """Rows that stand already, and the agreements and quarters of which all rows do."""
    current = standing(connection, source.key, facts)
    if current.is_empty():
        return facts["row_number"].clear(), facts.select(_KEY).clear()
    there = facts_of(connection, source, current["return_id"].to_list(), facts)
    there = there.join(current.select("return_id", *_KEY), on="return_id")
    content = [*_KEY, *(name for name in content_of(source) if name not in _KEY)]
    same = facts.join(there, on=content, how="semi", nulls_equal=True)
    settled = (
        _counted(facts, "sent")
        .join(_counted(there, "there"), on=_KEY)
        .join(_counted(same, "same"), on=_KEY)
        .filter((pl.col("sent") == pl.col("there")) & (pl.col("sent") == pl.col("same")))
    )
    return same["row_number"], settled.select(_KEY)


def _counted(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    return frame.group_by(_KEY).len(name)


def standing(connection: Connection, source_key: str, facts: pl.DataFrame) -> pl.DataFrame:
    """The current returns of a source for the agreements and quarters of some rows."""
    table = dim_return
    query = select(table.c.return_id, table.c.agreement_code, table.c.quarter).where(
        table.c.source == source_key,
        table.c.agreement_code.in_(facts["agreement_code"].unique().to_list()),
        table.c.valid_to.is_(None),
    )
    schema = {"return_id": pl.Int64, "agreement_code": pl.String, "quarter": pl.String}
    return read(connection, query, schema).join(facts.select(_KEY).unique(), on=_KEY, how="semi")


def open_returns(
    connection: Connection,
    source_key: str,
    sheet: str,
    rows: pl.DataFrame,
    arrival: Arrival,
    is_nil: bool = False,
    is_partial: bool = False,
    certified_by: str | None = None,
) -> pl.DataFrame:
    """A new return for each agreement and quarter of some rows: agreement_code, quarter, return_id.

    Earlier returns of the same sheet are closed, or the new one is where it was prepared before.
    """
    groups = rows.group_by(_KEY, maintain_order=True).agg(pl.col("prepared_on").max())
    received = [arrival.received(day) for day in groups["prepared_on"]]
    stands = [arrival.stands_from(day) for day in groups["prepared_on"]]
    returns = numbered(
        groups.with_columns(
            pl.lit(arrival.file_id, pl.Int64).alias("file_id"),
            pl.lit(sheet).alias("sheet"),
            pl.lit(source_key).alias("source"),
            pl.Series("received_on", received, pl.Date),
            pl.lit(certified_by, pl.String).alias("certified_by"),
            pl.lit(is_nil).alias("is_nil"),
            pl.lit(is_partial).alias("is_partial"),
            pl.Series("valid_from", stands, pl.Date),
        ),
        connection,
        dim_return,
    )
    insert(connection, dim_return, returns)
    _settle_validity(connection, source_key, returns)
    return returns.select("return_id", *_KEY)


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
        version = Version(row.return_id, row.prepared_on, row.valid_from)
        versions.setdefault((row.agreement_code, row.quarter), []).append(version)
    for key in returns.select(_KEY).iter_rows():
        if len(versions[key]) > 1:
            for return_id, (_, ends) in validity(versions[key]).items():
                connection.execute(
                    table.update().where(table.c.return_id == return_id).values(valid_to=ends)
                )


def _write_children(
    connection: Connection, source: Source, sheet: str, rows: pl.DataFrame, arrival: Arrival
) -> pl.Series:
    """Children are kept by partner and pseudonym: a later row supersedes, one left out stays."""
    details = registered(connection, stored(rows, source))
    fresh_rows = []
    for _, quarterly in sorted(details.group_by("quarter"), key=lambda group: group[0]):
        mine = quarterly.select("participant_id", *_DETAILS, "row_number")
        fresh = changed(connection, participant_detail, ("participant_id",), mine, arrival.file_id)
        if fresh.is_empty():
            continue
        origin = quarterly.select("row_number", *_KEY, "prepared_on")
        fresh = fresh.join(origin, on="row_number", maintain_order="left")
        fresh = fresh.with_columns(pl.col("is_outdated") | _is_outdated(connection, fresh))
        returns = open_returns(connection, source.key, sheet, fresh, arrival)
        stands_from = arrival.stands_from(fresh["prepared_on"].max())
        write_versions(
            connection,
            participant_detail,
            ("participant_id",),
            fresh.with_columns(_numbers(fresh, returns)).drop(*_KEY, "prepared_on"),
            Place(arrival.file_id, sheet, stands_from),
            first_from=stands_from,
        )
        fresh_rows.append(fresh["row_number"])
    written = pl.concat(fresh_rows) if fresh_rows else rows["row"].clear()
    return details["row_number"].filter(~details["row_number"].is_in(written.to_list()))


def _is_outdated(connection: Connection, fresh: pl.DataFrame) -> pl.Series:
    """Whether what stands of a child comes from a return that was prepared later."""
    earliest = fresh["prepared_on"].min()
    if earliest is None:
        return pl.repeat(False, fresh.height, eager=True)
    detail, returns = participant_detail.c, dim_return.c
    query = (
        select(detail.participant_id, returns.prepared_on)
        .join_from(participant_detail, dim_return)
        .where(detail.valid_to.is_(None), returns.prepared_on > earliest)
    )
    later = read(connection, query, {"participant_id": pl.Int64, "stands": pl.Date})
    found = fresh.select("participant_id", "prepared_on").join(
        later, on="participant_id", how="left", maintain_order="left"
    )
    return (found["stands"] > found["prepared_on"]).fill_null(False)
