"""Sheets sent again: what stands already for another quarter, or under another agreement.

A few rows may agree by chance; how many are proof, each source says.
"""

from collections.abc import Iterator, Sequence

import polars as pl
from sqlalchemy import BigInteger, Connection, cast, func, null, select

from data.warehouse.bulk import read
from data.warehouse.tables import dim_session, fact_attendance, fact_headcount
from etl.load.facts import facts_of, schema_of
from etl.load.fallen_rows import in_figures, part_of
from etl.load.other_returns import SheetSent
from etl.load.queries import about_facts
from etl.schema.problem import Problem
from etl.schema.source import Repeat, Source

_MOST = 0.8  # of the shorter sheet


def sent_for_another_quarter(
    connection: Connection, own: Sequence[SheetSent], others: Sequence[SheetSent]
) -> Iterator[Problem]:
    """A query for each sheet that stands for another quarter of its agreement already."""
    for sheet in own:
        repeat = sheet.source.again
        of_it = [o for o in _standing(sheet, others) if o.agreement_code == sheet.agreement_code]
        other_quarters = [other for other in of_it if other.quarter != sheet.quarter]
        if repeat and (match := _match(connection, repeat, sheet, other_quarters)):
            other, shared, of_all = match
            yield Problem(
                "sent_again",
                f"{_share(sheet.source, shared, of_all)} of the {sheet.source.sheet} of "
                f"{sheet.in_words} {'says' if shared.height == 1 else 'say'} the same as what "
                f"stands for {other.quarter} already, word for word ({_place(other, shared)}).",
                "If both are right, nothing need be done. If the sheet of another quarter was "
                f"sent again, send the one of {sheet.quarter}.",
                "query",
                sheet.sheet,
                about=_about(repeat, sheet, other, shared),
            )


def sent_for_another_agreement(
    connection: Connection, own: Sequence[SheetSent], others: Sequence[SheetSent]
) -> Iterator[Problem]:
    """A query for each sheet that stands under another agreement in its quarter already."""
    for sheet in own:
        repeat = sheet.source.elsewhere
        elsewhere = [o for o in _standing(sheet, others) if o.quarter == sheet.quarter]
        of_others = [o for o in elsewhere if o.agreement_code != sheet.agreement_code]
        if repeat and (match := _match(connection, repeat, sheet, of_others)):
            other, shared, of_all = match
            stands = "stands" if shared.height == 1 else "stand"
            yield Problem(
                "under_two_agreements",
                f"{_share(sheet.source, shared, of_all)} of the {sheet.source.sheet} of "
                f"{sheet.in_words} ({in_figures(sheet.source, shared)}) {stands} already under "
                f"{other.agreement_code} ({_place(other, shared)}), and "
                f"{'counts' if shared.height == 1 else 'count'} twice.",
                "If both are right, nothing need be done. If they belong to one of the two "
                "agreements, send the sheet of the other again without them.",
                "query",
                sheet.sheet,
                about=_about(repeat, sheet, other, shared),
            )


def _about(repeat: Repeat, sheet: SheetSent, other: SheetSent, shared: pl.DataFrame) -> str:
    """The same whichever of the two came first."""
    return about_facts(sorted([sheet.of, other.of]), shared.select(repeat.columns))


def _standing(sheet: SheetSent, others: Sequence[SheetSent]) -> list[SheetSent]:
    """What stood already when a sheet came that stands itself."""
    if sheet.valid_to is not None:
        return []
    return [
        other
        for other in others
        if other.source_key == sheet.source_key
        and other.valid_to is None
        and other.return_id < sheet.return_id
    ]


def _match(
    connection: Connection, repeat: Repeat, sheet: SheetSent, others: Sequence[SheetSent]
) -> tuple[SheetSent, pl.DataFrame, int] | None:
    """The sheet that most rows stand in already, those rows, and of how many they are."""
    if not others:
        return None
    sent = _facts(connection, sheet.source, [sheet]).filter(repeat.where)
    there = _facts(connection, sheet.source, others)
    best = None
    for other in others:
        shared = shared_rows(repeat, sent, there.filter(pl.col("return_id") == other.return_id))
        if shared is not None and (best is None or shared.height >= best[1].height):
            best = (other, shared, sent.height)
    return best


def shared_rows(repeat: Repeat, sent: pl.DataFrame, there: pl.DataFrame) -> pl.DataFrame | None:
    """The rows in which two sheets agree, each once, where they are too many for a chance."""
    columns = list(repeat.columns)
    nth = pl.int_range(pl.len()).over(columns).alias("nth")
    rows = there.with_columns(nth).select(*columns, "nth", row_there="row_number")
    shared = sent.with_columns(nth).join(rows, on=[*columns, "nth"], nulls_equal=True)
    is_plenty = repeat.plenty is not None and shared.height >= repeat.plenty
    is_most = shared.height >= _MOST * min(sent.height, there.height)
    if shared.is_empty() or not (is_most or is_plenty):
        return None
    commonest = shared.group_by(repeat.differ_in).len()["len"].max()
    weight = shared.with_columns(repeat.weight.alias("weight"))["weight"].sum()
    is_proof = weight >= repeat.fewest and shared.height - commonest >= repeat.apart
    return shared if is_proof else None


def _facts(connection: Connection, source: Source, sheets: Sequence[SheetSent]) -> pl.DataFrame:
    """The facts of some sheets; of sessions one row for each, with its `children`.

    `who` tells apart registers of different children, of whom few are in a session.
    """
    numbers = [sheet.return_id for sheet in sheets]
    if source.storage != "sessions":
        facts = facts_of(connection, source, numbers, schema_of(source))
    else:
        facts = _sessions(connection, numbers)
    return facts.with_columns(pl.col(pl.String).str.strip_chars().str.to_lowercase())


def _sessions(connection: Connection, returns: list[int]) -> pl.DataFrame:
    names = ("return_id", "session_date", "activity", "setting", "group_name")
    columns = [dim_session.c[name] for name in names]
    on_registers, counted = fact_attendance.c, fact_headcount.c
    counts = {
        fact_attendance: (func.count(), func.sum(on_registers.participant_id)),
        fact_headcount: (func.sum(counted.headcount), null()),
    }
    queries = []
    for fact, (children, who) in counts.items():
        figures = (func.min(fact.c.row_number), func.sum(fact.c.seconds), children, who)
        query = select(*columns, *(cast(figure, BigInteger) for figure in figures))
        query = query.join_from(dim_session, fact, fact.c.session_id == dim_session.c.session_id)
        query = query.where(dim_session.c.return_id.in_(returns))
        queries.append(query.group_by(dim_session.c.session_id, *columns))
    schema = {"return_id": pl.Int64, "session_date": pl.Date} | dict.fromkeys(names[2:], pl.String)
    schema |= dict.fromkeys(("row_number", "seconds", "children", "who"), pl.Int64)
    return read(connection, queries[0].union_all(queries[1]), schema)


def _share(source: Source, shared: pl.DataFrame, of_all: int) -> str:
    noun = "session" if source.storage == "sessions" else "row"
    return part_of(shared.height, of_all, noun)


def _place(other: SheetSent, shared: pl.DataFrame) -> str:
    """Where rows stand already: file, sheet, and the first and last of them."""
    first, last = shared["row_there"].min(), shared["row_there"].max()
    rows = f"row {first}" if first == last else f"rows {first} to {last}"
    return f"{other.file_name}, sheet {other.sheet}, {rows}"
