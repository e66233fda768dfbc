"""No key twice in a file: an identical row is set aside, different rows are both refused."""

import polars as pl

from data.kinds import CODE, LABEL
from etl.schema.source import Source
from etl.validate.problem_collector import Refusals


def set_twins_aside(
    typed: pl.DataFrame, texts: pl.DataFrame, source: Source, refusals: Refusals
) -> list[int]:
    """Row numbers of repeated identical rows; they and contradictions between rows are told."""
    valid = typed.filter(~pl.col("row").is_in(list(refusals.rows))) if refusals.rows else typed
    keys = _key_columns(valid, source)
    repeated = valid.filter(keys.hash_rows().is_duplicated())
    if repeated.is_empty():
        return []
    own = {column.name for column in source.columns} | {"ref_hash", "participant_id"}
    content = [name for name in typed.columns if name in own]
    names = keys.columns
    groups = repeated.with_columns(
        _key_columns(repeated, source).hash_rows().alias("key"),
        _without_case(repeated.select(content), source).hash_rows().alias("content"),
    )
    groups = groups.with_columns(
        (pl.col("content").n_unique().over("key") == 1).alias("same"),
        pl.col("row").min().over("key").alias("first"),
    )
    groups, kept = _allowed(groups, source)
    _tell_repeats(kept, texts, refusals, names[-1])
    _tell_contradictions(groups.filter(~pl.col("same")), texts, refusals, source)
    twins = groups.filter(pl.col("same") & (pl.col("row") != pl.col("first")))
    _tell_twins(twins, refusals)
    return twins["row"].to_list()


def _key_columns(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The natural key; texts without regard to case, a child by its number."""
    names = [
        "participant_id"
        if name == "participant_ref" and "participant_id" in frame.columns
        else "ref_hash"
        if name in ("participant_ref", "response_ref")
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


def _tell_repeats(kept: pl.DataFrame, texts: pl.DataFrame, refusals: Refusals, column: str):
    refusals.add_rows(
        kept.filter(pl.col("row") != pl.col("first"))["row"],
        texts,
        column if column in texts.columns else None,
        "repeated_headcount",
        "The same headcount stands twice for this session and no group tells them apart.",
        "If they are two groups, name them under Group or class; else delete one.",
        "query",
    )


def _tell_twins(twins: pl.DataFrame, refusals: Refusals) -> None:
    for row, first in twins.select("row", "first").iter_rows():
        refusals.add(
            row,
            None,
            None,
            "repeated_row",
            f"This row says the same as row {first} and is set aside.",
            "Nothing need be done, unless it was meant to say something else.",
            "note",
        )


def _tell_contradictions(
    groups: pl.DataFrame, texts: pl.DataFrame, refusals: Refusals, source: Source
) -> None:
    own = {column.name for column in source.columns}
    shown = next(name for name in reversed(source.natural_key) if name in own)
    may_repeat = pl.lit(False) if source.may_repeat is None else source.may_repeat
    groups = groups.with_columns(may_repeat.alias("nameless"))
    for (_, nameless), same in groups.group_by("key", "nameless", maintain_order=True):
        rows = same["row"].sort().to_list()
        told = _headcounts(rows) if nameless else (shown, *_same_thing(rows))
        column, message, remedy = told
        refusals.add_rows(rows, texts, column, "duplicate_key", message, remedy)


def _same_thing(rows: list[int]) -> tuple[str, str]:
    return (
        f"Rows {_listed(rows)} are about the same thing but differ.",
        "Keep the right row and delete the others.",
    )


def _headcounts(rows: list[int]) -> tuple[str, str, str]:
    return (
        "headcount",
        f"Rows {_listed(rows)} give different headcounts of one session, and no group tells them "
        "apart.",
        "If they are different groups, name each under Group or class; else keep the right row.",
    )


def _listed(rows: list[int]) -> str:
    return ", ".join(str(row) for row in rows[:6]) + (", …" if len(rows) > 6 else "")
