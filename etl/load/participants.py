"""Participants: children are kept by partner and pseudonym, not by return.

A row of a later return supersedes what stood of the child; a child left out stays. The later of two
returns is the one prepared later, or the one that arrived later where that does not tell.
"""

import polars as pl
from sqlalchemy import Connection, bindparam

from data.warehouse.bulk import insert, numbered
from data.warehouse.tables import dim_participant, participant_detail
from etl.load.facts import stored
from etl.load.registers import Place, Versions
from etl.load.returns import Destination, numbers_of, open_returns
from etl.validate.references import children_of

_REF = ["partner_code", "ref_hash"]
_KEY = ["agreement_code", "quarter"]
_DETAILS = ("key_stage", "gender", "send", "fsm", "ethnicity")


def write_children(to: Destination, rows: pl.DataFrame) -> pl.Series:
    """Write a sheet's accepted rows; the numbers of those that changed nothing are returned."""
    file_id, versions = to.arrival.file_id, _versions(to.connection)
    details = _entered(to.connection, stored(rows, to.source), file_id)
    written = [details["row_number"].clear()]
    for _, quarterly in sorted(details.group_by("quarter"), key=lambda group: group[0]):
        own = quarterly.select("participant_id", *_DETAILS, "row_number")
        fresh = versions.changed(own, file_id)
        if fresh.height:
            _write(to, _with_origin(fresh, quarterly))
            written.append(fresh["row_number"])
    return details["row_number"].filter(~details["row_number"].is_in(pl.concat(written).to_list()))


def _versions(connection: Connection) -> Versions:
    return Versions(connection, participant_detail, ("participant_id",))


def _with_origin(fresh: pl.DataFrame, sent: pl.DataFrame) -> pl.DataFrame:
    origin = sent.select("row_number", *_KEY, "prepared_on", "is_earlier")
    joined = fresh.drop("is_outdated").join(origin, on="row_number", maintain_order="left")
    return joined.rename({"is_earlier": "is_outdated"})


def _write(to: Destination, fresh: pl.DataFrame) -> None:
    """Write the rows of one quarter that say something new of a child."""
    returns = open_returns(to, fresh)
    stands_from = to.arrival.stands_from(fresh["prepared_on"].max())
    _versions(to.connection).write(
        fresh.with_columns(numbers_of(fresh, returns)).drop(*_KEY, "prepared_on"),
        Place(to.arrival.file_id, to.sheet, stands_from),
        first_from=stands_from,
    )


def _entered(connection: Connection, rows: pl.DataFrame, file_id: int) -> pl.DataFrame:
    """The rows with their participant_id; `is_earlier` where a later return told of the child."""
    named = rows.group_by(_REF, maintain_order=True).agg(
        pl.col("quarter").min().alias("since_quarter"), pl.col("prepared_on").max()
    )
    named = named.with_columns(pl.lit(file_id, pl.Int64).alias("named_by"))
    known = children_of(connection, rows["partner_code"].unique().to_list())
    strangers = named.join(known, on=_REF, how="anti")
    new = numbered(strangers, connection, dim_participant)
    insert(connection, dim_participant, new)
    again = _compared(known.join(named, on=_REF, suffix="_now"))
    _update(connection, again)
    numbers = pl.concat(
        [
            new.select(*_REF, "participant_id", pl.lit(False).alias("is_earlier")),
            again.select(*_REF, "participant_id", ~pl.col("is_later").alias("is_earlier")),
        ]
    )
    return rows.join(numbers, on=_REF, maintain_order="left")


def _compared(again: pl.DataFrame) -> pl.DataFrame:
    """Children that are named again; `is_later` where the new return is the later one."""
    now, then = pl.col("prepared_on_now"), pl.col("prepared_on")
    arrived_later = pl.col("named_by_now") >= pl.col("named_by")
    is_later = pl.when(now.ne(then).fill_null(False)).then(now > then).otherwise(arrived_later)
    return again.with_columns(is_later.alias("is_later"))


def _update(connection: Connection, again: pl.DataFrame) -> None:
    """Let children be known from an earlier quarter, and from the later return."""
    moved = again.select(
        pl.col("participant_id").alias("child"),
        pl.min_horizontal("since_quarter", "since_quarter_now").alias("since"),
        pl.when("is_later").then("prepared_on_now").otherwise("prepared_on").alias("prepared"),
        pl.when("is_later").then("named_by_now").otherwise("named_by").alias("named"),
    )
    if moved.height:
        connection.execute(
            dim_participant.update()
            .where(dim_participant.c.participant_id == bindparam("child"))
            .values(
                since_quarter=bindparam("since"),
                prepared_on=bindparam("prepared"),
                named_by=bindparam("named"),
            ),
            moved.to_dicts(),
        )
