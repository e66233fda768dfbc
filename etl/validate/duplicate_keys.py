"""Duplicate keys in a file: an identical row is set aside, different rows are both refused."""

import polars as pl

from data.kinds import CODE, LABEL
from etl.schema.problem import Problem
from etl.schema.source import Source
from etl.validate.validation import Validation


def set_repeated_aside(validation: Validation) -> None:
    """Set repeated identical rows aside; they and contradictions between rows are reported."""
    valid, source = validation.valid, validation.source
    keys = _key_columns(valid, source)
    repeated = valid.filter(keys.hash_rows().is_duplicated())
    if repeated.is_empty():
        return
    own = {column.name for column in source.columns} | {"ref_hash", "participant_id"}
    content = [name for name in validation.typed.columns if name in own]
    groups = repeated.with_columns(
        _key_columns(repeated, source).hash_rows().alias("key"),
        _without_case(repeated.select(content), source).hash_rows().alias("content"),
    )
    groups = groups.with_columns(
        (pl.col("content").n_unique().over("key") == 1).alias("same"),
        pl.col("row").min().over("key").alias("first"),
    )
    groups, allowed = _allowed(groups, source)
    _query_allowed(validation, allowed, keys.columns[-1])
    _refuse_contradictions(validation, groups.filter(~pl.col("same")))
    again = groups.filter(pl.col("same") & (pl.col("row") != pl.col("first")))
    _note_repeated(validation, again)
    validation.repeated = again["row"].to_list()


def _key_columns(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The natural key; texts without regard to case, a child by its number."""
    names = [
        "participant_id"
        if name == "participant_ref" and "participant_id" in frame.columns
        else "ref_hash"
        if name == source.pseudonym
        else name
        for name in source.natural_key
    ]
    return _without_case(frame.select(names), source)


def _without_case(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Codes and labels in lower case: they are the same whatever their case."""
    short = [c.name for c in source.columns if c.kind in (CODE, LABEL) and c.name in frame.columns]
    return frame.with_columns(pl.col(short).str.to_lowercase())


def _allowed(groups: pl.DataFrame, source: Source) -> tuple[pl.DataFrame, pl.DataFrame]:
    if source.may_repeat is None:
        return groups, groups.clear()
    allowed = source.may_repeat & pl.col("same")
    return groups.filter(~allowed), groups.filter(allowed)


def _query_allowed(validation: Validation, allowed: pl.DataFrame, column: str) -> None:
    validation.report(
        allowed.filter(pl.col("row") != pl.col("first"))["row"],
        Problem(
            "repeated_headcount",
            "The same headcount stands twice for this session and no group tells them apart.",
            "If they are two groups, name them under Group or class; else delete one.",
            "query",
            column=column if column in validation.texts.columns else None,
        ),
    )


def _note_repeated(validation: Validation, again: pl.DataFrame) -> None:
    for row, first in again.select("row", "first").iter_rows():
        validation.report_cell(
            row,
            Problem(
                "repeated_row",
                f"This row says the same as row {first} and is set aside.",
                "Nothing need be done, unless it was meant to say something else.",
                "note",
            ),
        )


def _refuse_contradictions(validation: Validation, groups: pl.DataFrame) -> None:
    source = validation.source
    own = {column.name for column in source.columns}
    shown = next(name for name in reversed(source.natural_key) if name in own)
    may_repeat = pl.lit(False) if source.may_repeat is None else source.may_repeat
    groups = groups.with_columns(may_repeat.alias("nameless"))
    for (_, nameless), same in groups.group_by("key", "nameless", maintain_order=True):
        rows = same["row"].sort().to_list()
        validation.report(rows, _headcounts(rows) if nameless else _same_thing(rows, shown))


def _same_thing(rows: list[int], column: str) -> Problem:
    return Problem(
        "duplicate_key",
        f"Rows {_numbers(rows)} are about the same thing but differ.",
        "Keep the right row and delete the others.",
        column=column,
    )


def _headcounts(rows: list[int]) -> Problem:
    return Problem(
        "duplicate_key",
        f"Rows {_numbers(rows)} give different headcounts of one session, and no group tells them "
        "apart.",
        "If they are different groups, name each under Group or class; else keep the right row.",
        column="headcount",
    )


def _numbers(rows: list[int]) -> str:
    return ", ".join(str(row) for row in rows[:6]) + (", …" if len(rows) > 6 else "")
