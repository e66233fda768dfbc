"""Children are known by a keyed hash of their partner's pseudonym; the pseudonym is not kept.

A child is known from the earliest quarter whose Participants sheet names it, whichever came first.
"""

import hashlib
import hmac

import polars as pl
from sqlalchemy import Connection, select

from data.warehouse.bulk import read
from data.warehouse.tables import dim_participant
from etl.validate.lookups import Known
from etl.validate.problem_collector import Refusals

_CHILD = {
    "participant_id": pl.Int64,
    "partner_code": pl.String,
    "ref_hash": pl.String,
    "since_quarter": pl.String,
    "prepared_on": pl.Date,
    "named_by": pl.Int64,
}


def children_of(connection: Connection, partners: list[str]) -> pl.DataFrame:
    """The children known of some partners; `since_quarter` is the first that names them."""
    return read(
        connection,
        select(*(dim_participant.c[name] for name in _CHILD)).where(
            dim_participant.c.partner_code.in_(partners)
        ),
        _CHILD,
    )


def hashed(rows: pl.DataFrame, name: str, secret: bytes) -> pl.DataFrame:
    """Each distinct ref of some rows: partner_code, the ref under its column's name, ref_hash.

    The hash is HMAC-SHA-256 as hexadecimal text, without regard to case.
    """
    distinct = rows.select("partner_code", name).unique().drop_nulls()
    hashes = [_hash(secret, partner, ref) for partner, ref in distinct.iter_rows()]
    return distinct.with_columns(pl.Series("ref_hash", hashes, dtype=pl.String))


def _hash(secret: bytes, partner: str, ref: str) -> str:
    said = f"{partner.casefold()}\x1f{ref.casefold()}".encode()
    return hmac.digest(secret, said, hashlib.sha256).hex()


def with_hashes(rows: pl.DataFrame, name: str, secret: bytes) -> pl.DataFrame:
    """The rows with the `ref_hash` of the refs in a column, and without the refs."""
    refs = hashed(rows, name, secret)
    return _joined(rows, refs, name).drop(name)


def with_children(
    rows: pl.DataFrame, texts: pl.DataFrame, known: Known, secret: bytes, refusals: Refusals
) -> pl.DataFrame:
    """The rows with the `participant_id` of their refs; children not yet known are told."""
    refs = hashed(rows, "participant_ref", secret)
    partners = refs["partner_code"].unique().to_list()
    children = children_of(known.connection, partners)
    refs = refs.join(children, on=["partner_code", "ref_hash"], how="left")
    rows = _joined(rows, refs.drop("ref_hash", "prepared_on", "named_by"), "participant_ref")
    named = pl.col("participant_ref").is_not_null() & pl.col("partner_code").is_not_null()
    is_known = pl.col("since_quarter") <= pl.col("quarter")
    strangers = rows.filter(named & ~is_known.fill_null(False))
    refusals.waits |= {("participants", code.casefold()) for code in strangers["partner_code"]}
    refusals.add_rows(
        strangers["row"],
        texts,
        "participant_ref",
        "unknown_participant",
        "This participant is not on sheet Participants of this or an earlier return.",
        "Add the participant there, or correct the ref.",
    )
    return rows.drop("since_quarter")


def _joined(rows: pl.DataFrame, refs: pl.DataFrame, name: str) -> pl.DataFrame:
    key = ["partner_code", name]
    found = rows.select(key).join(refs, on=key, how="left", maintain_order="left")
    return rows.with_columns(found.drop(key))
