"""Corrections files: rows that a return's sender has mended are added to that return.

A corrections file has a form on its sheet Corrections that names the file it mends, and says on
each row which row of that file it stands for.
"""

from collections.abc import Sequence

import polars as pl
from sqlalchemy import Connection, Row, and_, select

from data.kinds import plain
from data.warehouse.bulk import read
from data.warehouse.tables import dim_return, file, load_sheet, problem
from etl.extract.sheet import Sheet
from etl.load.facts import stored
from etl.load.retry import KEPT
from etl.load.returns import Arrival, among, returns_where, write_new, write_sheet
from etl.schema.origin import MENDED_ROW
from etl.schema.problem import Problem
from etl.schema.source import Source
from etl.validate.problem_collector import Refusals

SHEET = "Corrections"
CORRECTS = "Corrects file"
_KEY = ["agreement_code", "quarter"]
_UNREAD = ("formula", "readers_disagree")  # rules of cells, not of what was typed in them
_SINGULAR = {  # what makes two facts of a return about the same thing, as the warehouse names it
    "progress": ["objective_code"],
    "attendance": ["session_date", "activity", "setting", "group_name", "participant_id"],
    "satisfaction": ["response_hash", "question"],
    "learning": ["participant_id", "measure", "stage"],
    "spending": ["line_ref"],
}


def mended_sha(sheet: Sheet) -> str | None:
    """The SHA-256 that a sheet Corrections names; None where the sheet is no such form."""
    if plain(sheet.name) != plain(SHEET):
        return None
    for _, label, *values in sheet.cells.iter_rows():
        if label and plain(label) == plain(CORRECTS):
            return next((text.casefold() for text in values if text), None)
    return None


def mended_file(connection: Connection, sha256: str) -> int | None:
    """The newest arrival of the file that is to be mended; a corrections file's own is the first's.

    What mends a corrections file mends the return that this one mends.
    """
    row = connection.execute(
        select(file.c.file_id, file.c.mends_file_id)
        .where(file.c.sha256 == sha256)
        .order_by(file.c.file_id.desc())
    ).first()
    return None if row is None else row.mends_file_id or row.file_id


def unknown_file(sheet: str) -> Problem:
    return Problem(
        "unknown_file",
        "The hub has no file that these corrections could mend.",
        f"Send the return itself first; this file {KEPT}.",
        sheet=sheet,
    )


def as_prepared(connection: Connection, rows: pl.DataFrame, mended: int) -> pl.DataFrame:
    """The rows with the day on which the return that they mend was prepared."""
    query = select(dim_return.c.agreement_code, dim_return.c.quarter, dim_return.c.prepared_on)
    query = query.where(dim_return.c.file_id == mended).distinct()
    schema = dict.fromkeys(_KEY, pl.String) | {"prepared_on": pl.Date}
    days = read(connection, query, schema).unique(_KEY)
    return rows.drop("prepared_on").join(days, on=_KEY, how="left", maintain_order="left")


def tell_standing(
    typed: pl.DataFrame,
    texts: pl.DataFrame,
    source: Source,
    connection: Connection,
    mended: int,
    refusals: Refusals,
) -> None:
    """Refuse each row that says otherwise than a row of the mended return that stands already."""
    if source.key not in _SINGULAR:
        return
    facts = stored(typed.filter(~pl.col("row").is_in(list(refusals.rows))), source)
    returns = _of_file(connection, source, facts, mended)
    if returns.is_empty():
        return
    same, there = among(connection, source, facts, returns)
    about = [*_KEY, *_SINGULAR[source.key]]
    words = pl.col(pl.String).str.to_lowercase()
    different = facts.join(same, on="row_number", how="anti")
    if source.key == "attendance":  # headcounts may repeat
        different = different.filter(pl.col("participant_id").is_not_null())
    clash = different.with_columns(words).join(
        there.with_columns(words), on=about, how="semi", nulls_equal=True
    )
    refusals.add_rows(
        clash["row_number"].sort(),
        texts,
        None,
        "stands_already",
        "The return holds a row about the same thing already.",
        "To change a row that was loaded, send the whole return again.",
    )


def tell_unmended(
    texts: pl.DataFrame, source: Source, connection: Connection, mended: int, refusals: Refusals
) -> None:
    """Refuse each row in which a cell that could not be read stands as it was given back.

    The text of a formula, say, would pass for a text that somebody typed.
    """
    if MENDED_ROW.name not in texts.columns:
        return
    for told in _unread(connection, source, mended):
        if told.column_name in texts.columns:
            is_row = pl.col(MENDED_ROW.name) == str(told.row_number)
            same = texts.filter(is_row & (pl.col(told.column_name) == told.value))
            said = (told.rule, told.message, "Type the value in its place.")
            refusals.add_rows(same["row"], texts, told.column_name, *said)


def _unread(connection: Connection, source: Source, mended: int) -> Sequence[Row]:
    """What was told of cells of the mended file that could not be read."""
    sheet = and_(load_sheet.c.file_id == problem.c.file_id, load_sheet.c.sheet == problem.c.sheet)
    query = (
        select(problem)
        .join(load_sheet, sheet)
        .where(problem.c.file_id == mended, load_sheet.c.source == source.key)
        .where(problem.c.rule.in_(_UNREAD), problem.c.value.is_not(None))
    )
    return connection.execute(query).all()


def add_rows(
    connection: Connection,
    source: Source,
    sheet: str,
    rows: pl.DataFrame,
    arrival: Arrival,
    mended: int,
) -> pl.Series:
    """Add accepted rows to the returns that a file brought; the numbers of rows that stand there
    already come back.

    Rows of an agreement and quarter of which that file brought nothing become a return themselves.
    """
    returns = _of_file(connection, source, rows, mended)
    beside = rows.join(returns, on=_KEY, how="semi")
    alone = rows.join(returns, on=_KEY, how="anti")
    same = [alone["row"].clear()]
    if beside.height:
        facts = stored(beside, source)
        there, _ = among(connection, source, facts, returns)
        same.append(there["row_number"])
        fresh = facts.join(there, on="row_number", how="anti")
        write_new(connection, source, sheet, fresh, arrival, mends=mended)
    if alone.height:
        same.append(write_sheet(connection, source, sheet, alone, arrival))
    return pl.concat(same)


def _of_file(
    connection: Connection, source: Source, rows: pl.DataFrame, mended: int
) -> pl.DataFrame:
    """The newest return that a file brought for each agreement and quarter, and what mends it."""
    columns = dim_return.c
    found = returns_where(connection, source.key, rows, columns.file_id == mended)
    newest = found.sort("return_id").unique(_KEY, keep="last")
    beside = returns_where(connection, source.key, rows, columns.mends_file_id == mended)
    return pl.concat([newest, beside.join(newest, on=_KEY, how="semi")])
