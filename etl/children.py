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


def hashed(refs: pl.DataFrame, column: str, secret: bytes) -> pl.Series:
    """HMAC-SHA-256 of each partner's refs, as hexadecimal text; blank stays blank.

    `refs` has the columns partner_code and `column`.
    """
    distinct = refs.select("partner_code", column).unique().drop_nulls()
    hashes = [_hash(secret, partner, ref) for partner, ref in distinct.iter_rows()]
    distinct = distinct.with_columns(pl.Series("ref_hash", hashes, dtype=pl.String))
    joined = refs.select("partner_code", column).join(
        distinct, on=["partner_code", column], how="left", maintain_order="left"
    )
    return joined["ref_hash"]


def _hash(secret: bytes, partner: str, ref: str) -> str:
    said = f"{partner.casefold()}\x1f{ref.casefold()}".encode()
    return hmac.digest(secret, said, hashlib.sha256).hex()


def identified(
    typed: pl.DataFrame, texts: pl.DataFrame, known: Known, refusals: Refusals
) -> pl.DataFrame:
    """Rows with the `participant_id` of their `ref_hash`; children not yet known are told."""
    partners = typed["partner_code"].unique().drop_nulls().to_list()
    typed = typed.join(
        children_of(known.connection, partners),
        on=["partner_code", "ref_hash"],
        how="left",
        maintain_order="left",
    )
    strangers = typed.filter(pl.col("ref_hash").is_not_null() & pl.col("participant_id").is_null())
    refusals.add_rows(
        strangers["row"],
        texts,
        "participant_ref",
        "unknown_participant",
        "This participant is not on sheet Participants of this or an earlier return.",
        "Add the participant there, or correct the ref.",
    )
    return typed
