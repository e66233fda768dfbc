"""Children are known by a keyed hash of their partner's pseudonym; the pseudonym is not kept."""

import hashlib
import hmac

import polars as pl
from sqlalchemy import Connection, select

from data.warehouse.tables import dim_participant
from etl.bulk import read
from etl.known import Known
from etl.refusals import Refusals


def children_of(connection: Connection, partners: list[str]) -> pl.DataFrame:
    """The children known of some partners: partner_code, ref_hash, participant_id."""
    table = dim_participant
    return read(
        connection,
        select(table.c.partner_code, table.c.ref_hash, table.c.participant_id).where(
            table.c.partner_code.in_(partners)
        ),
        {"partner_code": pl.String, "ref_hash": pl.String, "participant_id": pl.Int64},
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
    refs = refs.join(children, on=["partner_code", "ref_hash"], how="left").drop("ref_hash")
    rows = _joined(rows, refs, "participant_ref")
    named = pl.col("participant_ref").is_not_null() & pl.col("partner_code").is_not_null()
    refusals.add_rows(
        rows.filter(named & pl.col("participant_id").is_null())["row"],
        texts,
        "participant_ref",
        "unknown_participant",
        "This participant is not on sheet Participants of this or an earlier return.",
        "Add the participant there, or correct the ref.",
    )
    return rows


def _joined(rows: pl.DataFrame, refs: pl.DataFrame, name: str) -> pl.DataFrame:
    key = ["partner_code", name]
    found = rows.select(key).join(refs, on=key, how="left", maintain_order="left")
    return rows.with_columns(found.drop(key).to_series())
