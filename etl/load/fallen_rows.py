"""Fallen rows: those of another file that a sheet takes the place of, with no like in it.

A later sheet replaces the earlier one whole. Where two files hold parts of one quarter, or a
corrected file only the line that changed, rows fall away that nobody meant to take back.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import polars as pl
from sqlalchemy import Connection

from data.formatting import counted, day, listed
from etl.load.facts import content_of, facts_of, schema_of
from etl.load.other_returns import SheetSent
from etl.load.queries import about_facts
from etl.load.returns import KEY
from etl.load.versions import Version, in_order
from etl.report.grouping import named
from etl.schema.problem import Problem
from etl.schema.source import Source

_CALLED = {"satisfaction": "answer", "learning": "score", "progress": "objective"}
_MOST, _FEWEST = 0.5, 2  # of rows under the keys of others, before those were given anew


def fallen(
    connection: Connection, own: Sequence[SheetSent], others: Sequence[SheetSent]
) -> Iterator[Problem]:
    """A query for each sheet and file of whose rows some count no more."""
    pairs: dict[tuple, list[tuple[list[SheetSent], list[SheetSent]]]] = {}
    for sheet in own:
        versions = [other for other in others if other.of == sheet.of]
        before = _replaced(sheet, versions)
        if before:
            lost, stands = _with_mended(before, versions), [sheet]
        elif later := _in_force_instead(sheet, versions):
            lost, stands = [sheet], _with_mended(later, versions)
        else:
            continue
        key = (sheet.source_key, sheet.sheet, lost[0].file_id, stands[0].file_id)
        pairs.setdefault(key, []).append((lost, stands))
    for (_, name, _, _), group in pairs.items():
        lost, stands = ([s for pair in group for s in pair[side]] for side in (0, 1))
        yield from _asked_about(connection, name, lost, stands)


def _replaced(sheet: SheetSent, versions: Iterable[SheetSent]) -> SheetSent | None:
    """What stood before a sheet that is in force now."""
    earlier = [v for v in versions if v.first_read < sheet.first_read and v.mends is None]
    if sheet.valid_to is not None or not earlier:
        return None
    by_number = {v.return_id: v for v in (*earlier, sheet)}
    ordered = in_order([Version(v.return_id, v.prepared_on, date.min) for v in by_number.values()])
    place = [version.return_id for version in ordered].index(sheet.return_id)
    return by_number[ordered[place - 1].return_id] if place else None


def _in_force_instead(sheet: SheetSent, versions: Iterable[SheetSent]) -> SheetSent | None:
    """What had come before a sheet, and stands in its place for it was prepared later."""
    if sheet.valid_to is None:
        return None
    stands = (v for v in versions if v.valid_to is None and v.mends is None)
    return next((v for v in stands if v.first_read < sheet.first_read), None)


def _with_mended(sheet: SheetSent, versions: Iterable[SheetSent]) -> list[SheetSent]:
    """A sheet, and the rows that corrections files added to it."""
    return [sheet, *(v for v in versions if v.mends == sheet.file_id)]


def _asked_about(
    connection: Connection, name: str, lost: list[SheetSent], stands: list[SheetSent]
) -> Iterator[Problem]:
    source = lost[0].source
    before, now = (_rows(connection, source, sheets) for sheets in (lost, stands))
    gone = without_like(source, before, now)
    if gone.is_empty():
        return
    which = named(dict.fromkeys(sheet.in_words for sheet in lost))
    what = part_of(gone.height, before.height, "row")
    figures = in_figures(source, gone)
    verb = "counts" if gone.height == 1 else "count"
    like = "it" if gone.height == 1 else "them"
    yield Problem(
        "fallen_rows",
        f"{what} of the {source.sheet} in {lost[0].file_name} ({figures}) no longer {verb}: "
        f"the {source.sheet} of {which} in {stands[0].file_name} takes its place, and has no row "
        f"like {like}.",
        "If that was meant, nothing need be done. If both files are right, send one sheet "
        f"{source.sheet} with the rows of both.",
        "query",
        name,
        about=about_facts([source.key], gone),
    )


def _rows(connection: Connection, source: Source, sheets: list[SheetSent]) -> pl.DataFrame:
    """All facts of some sheets with their agreement and quarter, texts in small letters."""
    numbers = [sheet.return_id for sheet in sheets]
    facts = facts_of(connection, source, numbers, schema_of(source))
    of = pl.DataFrame(
        [(s.return_id, s.agreement_code, s.quarter) for s in sheets],
        schema={"return_id": pl.Int64} | dict.fromkeys(KEY, pl.String),
        orient="row",
    )
    small = facts.with_columns(pl.col(pl.String).str.to_lowercase())
    return small.join(of, on="return_id", maintain_order="left")


def without_like(source: Source, before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """The rows that stood before of which there is none like them now.

    A row is like another under one key, unless most rows under one key say other things: then
    the keys were given anew. A row of which one part of the key was corrected has its like too.
    """
    subject = source.subject
    key = [*KEY, *subject.columns]
    gone = before.join(now, on=key, how="anti", nulls_equal=True)
    if subject.where is not None:
        whole = [*KEY, *subject.whole]
        gone = pl.concat(
            [
                gone.filter(subject.where).join(
                    now.filter(~subject.where), on=whole, how="anti", nulls_equal=True
                ),
                gone.filter(~subject.where).join(now, on=whole, how="anti", nulls_equal=True),
            ]
        )
    gone = pl.concat([gone, _under_another_meaning(source, before, now)])
    if gone.is_empty():
        return gone
    fresh = now.join(before, on=key, how="anti", nulls_equal=True)
    is_mostly_there = gone.height <= before.height * _MOST
    for column in subject.columns:
        if is_mostly_there or gone.schema[column] != pl.Date:
            gone = _less_corrected(gone, fresh, [*KEY, *content_of(source)], column)
    return gone


def _less_corrected(
    gone: pl.DataFrame, fresh: pl.DataFrame, content: list[str], column: str
) -> pl.DataFrame:
    """The rows but for those that stand anew with another value of one column, each once."""
    others = [name for name in dict.fromkeys(content) if name != column]
    nth = pl.int_range(pl.len()).over(others).alias("nth")
    counted_before, counted_now = gone.with_columns(nth), fresh.with_columns(nth)
    left = counted_before.join(counted_now, on=[*others, "nth"], how="anti", nulls_equal=True)
    return left.drop("nth")


def _under_another_meaning(source: Source, before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Rows whose key stands now over other things: refs that were counted from one once more."""
    if source.restarting is None:
        return before.clear()
    on, value = source.restarting
    both = before.join(now, on=[*KEY, *source.subject.columns], nulls_equal=True, suffix="_now")
    words = [name for name in content_of(source) if both.schema[name] == pl.String]
    told_apart = {on: [value], value: set(words) - set(source.subject.columns)}
    for by, and_in in told_apart.items():  # by their days, or where they have none by amounts
        others = both if by == on else both.filter(pl.col(on).is_null())
        others = others.filter(_differs(by))
        changed = others.filter(pl.any_horizontal(map(_differs, and_in))).height
        if changed >= _FEWEST and others.height > both.height * _MOST:
            return others.select(before.columns)
    return before.clear()


def _differs(column: str) -> pl.Expr:
    return (pl.col(column) != pl.col(f"{column}_now")).fill_null(False)


def part_of(count: int, of_all: int, noun: str) -> str:
    """`2 of 20 rows`, `All 20 rows`, `The one row`"""
    if count < of_all:
        return f"{count:,} of {counted(of_all, noun)}"
    return f"The one {noun}" if count == 1 else f"All {counted(count, noun)}"


def in_figures(source: Source, rows: pl.DataFrame) -> str:
    """What some rows come to: `20 sessions, 2 to 30 September 2025`, `£120.00 of spend`."""
    if source.storage == "sessions":
        of = [name for name in (*KEY, *source.subject.whole) if name in rows.columns]
        sessions = rows.select(of).n_unique()
        parts = [counted(sessions, "session")]
    elif {"kind", "amount_pence"} <= set(rows.columns):
        kinds = rows.group_by("kind", maintain_order=True).agg(pl.col("amount_pence").sum())
        parts = [listed(f"£{pence / 100:,.2f} of {kind}" for kind, pence in kinds.iter_rows())]
    else:
        parts = [counted(rows.height, _CALLED[source.key])]
    days = [rows[name] for name, kind in rows.schema.items() if kind == pl.Date]
    known = days[0].drop_nulls() if days else []
    return ", ".join([*parts, *([_between(known.min(), known.max())] if len(known) else [])])


def _between(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)} to {day(last)}"
