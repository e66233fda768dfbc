"""References: codes that a register must hold, and pseudonyms of children, each looked up.

Children are known by a keyed hash of their partner's pseudonym, which itself is not kept: from the
earliest quarter whose Participants sheet names them, whichever came first.
"""

import hashlib
import hmac

import polars as pl
from sqlalchemy import Connection, select

from data.register import Column
from data.warehouse.bulk import read
from data.warehouse.tables import dim_participant
from etl.schema.origin import ORIGIN
from etl.schema.problem import PROMISE, Problem
from etl.sources import SOURCES
from etl.validate.validation import Validation

_REMEDY = f"Check the code. If it is right, the hub must register it first; the row {PROMISE}."
_CHILD = {
    "participant_id": pl.Int64,
    "partner_code": pl.String,
    "ref_hash": pl.String,
    "since_quarter": pl.String,
    "prepared_on": pl.Date,
    "named_by": pl.Int64,
}


def resolve_codes(validation: Validation) -> None:
    """Spell codes as their register does; a return's rows get the partner by whose pseudonyms its
    children are known, and their academic year."""
    is_return = validation.source.is_return
    for column in (*validation.source.columns, *(ORIGIN if is_return else ())):
        if column.refers_to and column.refers_to != "participants":
            codes = _resolved(validation, column)
            validation.typed = validation.typed.with_columns(codes)
    if is_return:
        keeper_of = validation.context.known.keeper_of
        validation.typed = validation.typed.with_columns(
            pl.col("agreement_code")
            .replace_strict(keeper_of, default=None, return_dtype=pl.String)
            .alias("partner_code"),
            pl.col("quarter").str.slice(0, 7).alias("academic_year"),
        )


def _resolved(validation: Validation, column: Column) -> pl.Series:
    """The codes of a column as their register spells them; unknown ones are null and reported."""
    codes, spelled = validation.typed[column.name], validation.context.known.codes(column.refers_to)
    if column.refers_to == validation.source.key:  # a register's rows may refer to one another
        own = validation.valid[validation.source.natural_key[0]].drop_nulls()
        spelled = {code.casefold(): code for code in own} | spelled
    if column.or_word:
        spelled = spelled | {column.or_word.casefold(): column.or_word}
    distinct = codes.unique().drop_nulls().to_list()
    spelling = {code: spelled[code.casefold()] for code in distinct if code.casefold() in spelled}
    for code in distinct:
        if code not in spelling:
            validation.wait_for(column.refers_to, [code])
            validation.report(
                validation.texts["row"].filter(codes == code), _unknown_code(column, code)
            )
    if not column.must_exist:
        spelling = {code: code for code in distinct} | spelling
    if len(spelling) == len(distinct) and all(code == own for code, own in spelling.items()):
        return codes
    return codes.replace_strict(
        pl.Series(list(spelling), dtype=pl.String),
        pl.Series(list(spelling.values()), dtype=pl.String),
        default=None,
        return_dtype=pl.String,
    )


def _unknown_code(column: Column, code: str) -> Problem:
    return Problem(
        f"unknown_{SOURCES[column.refers_to].noun}",
        f"‘{code}’ is not in the hub's register of {column.refers_to}.",
        _REMEDY,
        "error" if column.must_exist else "query",
        column=column.name,
    )


def replace_pseudonyms(validation: Validation) -> None:
    """Replace pseudonyms by their hashes, or by the child's number where it must be known."""
    name, rows = validation.source.pseudonym, validation.typed
    if not name:
        return
    refs = hashed(rows, name, validation.context.secret)
    if any(column.refers_to == "participants" for column in validation.source.columns):
        _replace_by_children(validation, refs)
    else:
        validation.typed = _joined(rows, refs, name).drop(name)


def _replace_by_children(validation: Validation, refs: pl.DataFrame) -> None:
    """Give the rows the `participant_id` of their refs; children not yet known are reported."""
    children = children_of(validation.connection, refs["partner_code"].unique().to_list())
    refs = refs.join(children, on=["partner_code", "ref_hash"], how="left")
    refs = refs.drop("ref_hash", "prepared_on", "named_by")
    rows = _joined(validation.typed, refs, "participant_ref")
    named = pl.col("participant_ref").is_not_null() & pl.col("partner_code").is_not_null()
    is_known = pl.col("since_quarter") <= pl.col("quarter")
    unknown = rows.filter(named & ~is_known.fill_null(False))
    validation.typed = rows.drop("since_quarter")
    validation.wait_for("participants", unknown["partner_code"])
    validation.wait_for("agreements", unknown["agreement_code"])
    validation.wait_for("partners", unknown["partner_code"])
    validation.report(
        unknown["row"],
        Problem(
            "unknown_participant",
            "This participant is not on sheet Participants of this or an earlier return.",
            "Add the participant there, or correct the ref.",
            column="participant_ref",
        ),
    )


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
    identity = f"{partner.casefold()}\x1f{ref.casefold()}".encode()
    return hmac.digest(secret, identity, hashlib.sha256).hex()


def _joined(rows: pl.DataFrame, refs: pl.DataFrame, name: str) -> pl.DataFrame:
    key = ["partner_code", name]
    values = rows.select(key).join(refs, on=key, how="left", maintain_order="left")
    return rows.with_columns(values.drop(key))
