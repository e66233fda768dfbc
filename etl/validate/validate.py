"""A table of text becomes typed rows that may be loaded, and problems that a sender understands."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.register import Column
from etl.extract.sheet import Sheet
from etl.load.corrections import tell_standing, tell_unmended
from etl.recognise.headings import Table
from etl.recognise.rows import sort_rows
from etl.schema.formatting import day
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import read_cell
from etl.schema.origin import MENDED_ROW, ORIGIN
from etl.schema.problem import Problem
from etl.validate.agreement_term import tell_odd
from etl.validate.cells import read_column
from etl.validate.duplicate_keys import set_twins_aside
from etl.validate.lookups import Known, quarter_bounds
from etl.validate.problem_collector import Refusals
from etl.validate.pseudonyms import with_children, with_hashes
from etl.validate.references import resolve
from etl.validate.score_pairs import tell_unmatched, with_one_spelling


@dataclass(frozen=True)
class Origin:
    """What a Return form says of the sheets beside it."""

    agreement_code: str
    quarter: str
    prepared_on: date | None


@dataclass(frozen=True)
class Checked:
    """A sheet after validation: rows to load, problems, rows set aside, and money in pence.

    `data_rows` counts the rows that hold data, the same row again included.

    `rows` are typed and have `row`; of a return also agreement_code, quarter, prepared_on,
    partner_code and academic_year; in a corrections file also `mended_row`. `waits` is what may
    come and mend the rows that were rejected.
    """

    rows: pl.DataFrame
    problems: list[Problem]
    set_aside: dict[int, str]
    rejected: int
    pence: int
    pence_rejected: int
    data_rows: int
    waits: set[tuple[str, str]]


def validate(
    sheet: Sheet,
    table: Table,
    known: Known,
    secret: bytes,
    origin: Origin | None = None,
    mends: int | None = None,
) -> Checked:
    """Check every row of a table; RefusedError where the sheet as a whole cannot be read.

    `mends` is the number of the file to whose returns the rows are added.
    """
    sorted_rows = sort_rows(sheet, table)
    texts = sorted_rows.data
    refusals = Refusals(sheet.name, table)
    refusals.add_sheet_faults(sheet.faults, set(texts["row"]) if sheet.faults else set())
    _tell_second_heading(sorted_rows.second_heading, texts, refusals)
    typed = _typed(texts, table, refusals, is_correction=mends is not None)
    if table.source.is_return:
        typed = _with_origin(typed, texts, table, origin, refusals)
    typed = _with_references(typed, texts, table, known, refusals)
    if table.source.is_return:
        typed = _with_children(typed, texts, table, known, secret, refusals)
    if table.source.key == "learning":
        typed = with_one_spelling(typed, known)
    _check_days(typed, texts, table, known.today, refusals)
    if table.source.is_return and origin is None and mends is None:
        tell_odd(typed, texts, known, refusals)
    _check_rows(typed, texts, table, known, refusals)
    twins = set_twins_aside(typed, texts, table.source, refusals)
    if table.source.key == "learning":
        tell_unmatched(typed, texts, known, refusals, adds=mends is not None)
    if mends is not None:
        tell_unmended(texts, table.source, known.connection, mends, refusals)
    if mends is not None and table.source.is_return:
        tell_standing(typed, texts, table.source, known.connection, mends, refusals)
    aside = sorted_rows.set_aside
    return _checked(typed, table, refusals, aside, twins)


def _tell_second_heading(row: int | None, texts: pl.DataFrame, refusals: Refusals) -> None:
    if row is not None:
        refusals.add_rows(
            texts["row"].filter(texts["row"] > row),
            texts,
            None,
            "second_heading",
            f"This row stands below a second heading in row {row}.",
            "Put all rows under one heading.",
        )


def _typed(
    texts: pl.DataFrame, table: Table, refusals: Refusals, is_correction: bool
) -> pl.DataFrame:
    source = table.source
    wanted = [*source.columns, MENDED_ROW] if is_correction else source.columns
    columns = [read_column(texts, column, refusals, source.is_return) for column in wanted]
    return pl.DataFrame([texts["row"], *columns])


def _with_origin(
    typed: pl.DataFrame, texts: pl.DataFrame, table: Table, origin: Origin | None, refusals
) -> pl.DataFrame:
    if origin is None:
        columns = [read_column(texts, column, refusals, True) for column in ORIGIN]
        return typed.with_columns(columns)
    _tell_strangers(texts, origin, refusals)
    return typed.with_columns(
        pl.lit(origin.agreement_code, pl.String).alias("agreement_code"),
        pl.lit(origin.quarter, pl.String).alias("quarter"),
        pl.lit(origin.prepared_on, pl.Date).alias("prepared_on"),
    )


def _tell_strangers(texts: pl.DataFrame, origin: Origin, refusals: Refusals) -> None:
    """Rows that name another agreement or quarter than the form beside them."""
    for column in ORIGIN[:2]:
        if column.name not in texts.columns:
            continue
        name, said = column.name, getattr(origin, column.name)
        others = [
            text for text in texts[name].unique().drop_nulls() if not _says(column, text, said)
        ]
        refusals.add_rows(
            texts.filter(pl.col(name).is_in(others))["row"],
            texts,
            name,
            "other_return",
            f"This row is of another {name.split('_')[0]} than the Return form says.",
            "Correct the cell, or send the row in the return to which it belongs.",
        )


def _says(column: Column, text: str, said: str) -> bool:
    """Whether a cell means the same as the form, in whatever spelling."""
    try:
        return read_cell(column.kind, text).casefold() == said.casefold()
    except FaultError:
        return False


def _with_references(
    typed: pl.DataFrame, texts: pl.DataFrame, table: Table, known: Known, refusals: Refusals
) -> pl.DataFrame:
    columns = [*table.source.columns, *(ORIGIN if table.source.is_return else ())]
    for column in columns:
        if column.refers_to and column.refers_to != "participants":
            codes = typed[column.name]
            typed = typed.with_columns(resolve(codes, column, known, texts, refusals))
    if table.source.is_return:
        typed = typed.with_columns(
            pl.col("agreement_code")
            .replace_strict(known.partner_of, default=None, return_dtype=pl.String)
            .alias("partner_code"),
            pl.col("quarter").str.slice(0, 7).alias("academic_year"),
        )
    return typed


def _with_children(
    typed: pl.DataFrame,
    texts: pl.DataFrame,
    table: Table,
    known: Known,
    secret: bytes,
    refusals: Refusals,
) -> pl.DataFrame:
    """Pseudonyms replaced by their hashes, and by the child's number where it must be known."""
    for column in table.source.columns:
        if column.refers_to == "participants":
            return with_children(typed, texts, known, secret, refusals)
        if column.name in ("participant_ref", "response_ref"):
            return with_hashes(typed, column.name, secret)
    return typed


def _check_days(
    typed: pl.DataFrame, texts: pl.DataFrame, table: Table, today: date, refusals: Refusals
) -> None:
    for column in (*table.source.columns, *ORIGIN[2:]):
        if column.is_done and column.name in typed.columns:
            refusals.add_rows(
                typed.filter(pl.col(column.name) > today)["row"],
                texts,
                column.name,
                "future_date",
                "This date lies in the future.",
                "Correct the date; send what is still to come when it has happened.",
            )
    inside = [column for column in table.source.columns if column.in_quarter]
    if inside:
        dated = typed.join(
            quarter_bounds(typed["quarter"]), on="quarter", how="left", maintain_order="left"
        )
        for column in inside:
            _check_quarter(column.name, dated, texts, refusals)


def _check_quarter(name: str, dated: pl.DataFrame, texts: pl.DataFrame, refusals) -> None:
    outside = dated.filter(
        (pl.col(name) < pl.col("first_day")) | (pl.col(name) > pl.col("last_day"))
    )
    for (quarter, first, last), rows in outside.group_by("quarter", "first_day", "last_day"):
        refusals.add_rows(
            rows["row"].sort(),
            texts,
            name,
            "outside_quarter",
            f"This date lies outside {quarter}, which runs from {day(first)} to {day(last)}.",
            "Correct the date, or send the row in the return of its own quarter.",
        )


def _check_rows(
    typed: pl.DataFrame, texts: pl.DataFrame, table: Table, known: Known, refusals: Refusals
) -> None:
    bad = refusals.rows
    for check in table.source.checks:
        rows = typed.filter(check.fails)["row"]
        refusals.add_rows(
            [row for row in rows if row not in bad],
            texts,
            check.column,
            check.rule,
            check.message,
            check.remedy,
            check.severity,
        )
    if table.source.key == "progress":
        _check_owner(typed, texts, known, refusals)


def _check_owner(
    typed: pl.DataFrame, texts: pl.DataFrame, known: Known, refusals: Refusals
) -> None:
    owner = pl.col("objective_code").replace_strict(
        known.agreement_of, default=None, return_dtype=pl.String
    )
    strange = typed.filter(owner != pl.col("agreement_code"))
    refusals.waits |= {("objectives", code.casefold()) for code in strange["objective_code"]}
    refusals.add_rows(
        strange["row"],
        texts,
        "objective_code",
        "other_objective",
        "This objective belongs to another agreement.",
        "Give the code of an objective of this agreement.",
    )


def _checked(
    typed: pl.DataFrame,
    table: Table,
    refusals: Refusals,
    set_aside: dict[int, str],
    twins: list[int],
) -> Checked:
    bad = refusals.rows
    aside = set_aside | dict.fromkeys(twins, "the same row again")
    kept = typed.filter(~pl.col("row").is_in(twins)) if twins else typed
    rows = kept.filter(~pl.col("row").is_in(list(bad))) if bad else kept
    pence = table.source.pence(kept)
    return Checked(
        rows,
        refusals.problems,
        aside,
        kept.height - rows.height,
        pence,
        pence - table.source.pence(rows),
        typed.height,
        refusals.waits,
    )
