"""A score after needs a score before: the same child and measure, this or an earlier quarter."""

import polars as pl
from sqlalchemy import select

from data.warehouse.tables import dim_return, fact_learning
from etl.validate.lookups import Known
from etl.validate.problem_collector import Refusals

_CHILD = ["participant_id", "measure", "academic_year"]


def with_one_spelling(typed: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Measures as they stand already, or as the file spells them first: `rhythm` is `Rhythm`."""
    agreements = typed["agreement_code"].unique().drop_nulls().to_list()
    standing = known.connection.scalars(
        select(fact_learning.c.measure)
        .distinct()
        .join_from(fact_learning, dim_return)
        .where(dim_return.c.agreement_code.in_(agreements), dim_return.c.valid_to.is_(None))
        .order_by(fact_learning.c.measure)
    ).all()
    spelled: dict[str, str] = {}
    sent = typed["measure"].drop_nulls().unique(maintain_order=True).to_list()
    for measure in (*standing, *sent):
        spelled.setdefault(measure.casefold(), measure)
    found = {measure: spelled[measure.casefold()] for measure in sent}
    return typed.with_columns(pl.col("measure").replace(found))


def tell_unmatched(
    typed: pl.DataFrame, texts: pl.DataFrame, known: Known, refusals: Refusals, adds: bool
) -> None:
    """Refuse each `after` without its `before` in the same academic year.

    What stands of the same quarter counts only where these rows are added to it (`adds`).
    """
    valid = typed.filter(~pl.col("row").is_in(list(refusals.rows)))
    after = valid.filter(pl.col("stage") == "after")
    if after.is_empty():
        return
    pair = ["participant_id", pl.col("measure").str.to_lowercase(), "academic_year", "quarter"]
    loaded = _loaded(known, after["agreement_code"].unique().to_list()).select(pair)
    sent = valid.filter(pl.col("stage") == "before").select(pair)
    matched = after.with_columns(pl.col("measure").str.to_lowercase())
    for before, name in ((sent, "here"), (loaded, "earlier")):
        first = before.group_by(_CHILD).agg(pl.col("quarter").min().alias(name))
        matched = matched.join(first, on=_CHILD, how="left")
    here, earlier, quarter = pl.col("here"), pl.col("earlier"), pl.col("quarter")
    has_before = (here <= quarter) | (earlier <= quarter if adds else earlier < quarter)
    single = matched.filter(~has_before.fill_null(False))
    refusals.waits |= {("learning", code.casefold()) for code in single["agreement_code"]}
    refusals.add_rows(
        single["row"].sort(),
        texts,
        "stage",
        "after_without_before",
        "There is no score ‘before’ for this child and measure in this academic year.",
        "Add the row ‘before’, or correct the ref, the measure or the stage.",
    )


def _loaded(known: Known, agreements: list[str]) -> pl.DataFrame:
    rows = known.connection.execute(
        select(fact_learning.c.participant_id, fact_learning.c.measure, dim_return.c.quarter)
        .join_from(fact_learning, dim_return)
        .where(
            dim_return.c.agreement_code.in_(agreements),
            dim_return.c.valid_to.is_(None),
            fact_learning.c.stage == "before",
        )
    ).all()
    frame = pl.DataFrame(
        rows,
        schema={"participant_id": pl.Int64, "measure": pl.String, "quarter": pl.String},
        orient="row",
    )
    return frame.with_columns(pl.col("quarter").str.slice(0, 7).alias("academic_year"))
