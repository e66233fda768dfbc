"""Scores before, during and after, matched child by child.

A score after needs a score before: of the same child and measure, in this or an earlier quarter of
the academic year.
"""

import polars as pl
from sqlalchemy import select

from data.kinds import CODE, DATE, LABEL, choice, number
from data.register import Column
from data.warehouse.tables import dim_return, fact_learning
from etl.schema.problem import Problem
from etl.schema.source import Check, Repeat, Source, Step, Subject
from etl.schema.validating import Validating

_PAIR = ["participant_id", "measure", "academic_year"]


def spell_measures(validation: Validating) -> None:
    """Spell measures as they stand already, or as the file does first: `rhythm` is `Rhythm`."""
    typed = validation.typed
    agreements = typed["agreement_code"].unique().drop_nulls().to_list()
    standing = validation.connection.scalars(
        select(fact_learning.c.measure)
        .distinct()
        .join_from(fact_learning, dim_return)
        .where(dim_return.c.agreement_code.in_(agreements), dim_return.c.valid_to.is_(None))
        .order_by(fact_learning.c.measure)
    ).all()
    sent = typed["measure"].drop_nulls().unique(maintain_order=True).to_list()
    spelled: dict[str, str] = {}
    for measure in (*standing, *sent):
        spelled.setdefault(measure.casefold(), measure)
    spelling = {measure: spelled[measure.casefold()] for measure in sent}
    validation.typed = typed.with_columns(pl.col("measure").replace(spelling))


def refuse_after_without_before(validation: Validating) -> None:
    """Refuse each `after` without its `before` in the same academic year.

    What stands of the same quarter counts only where corrections are added to it.
    """
    valid = validation.valid
    after = valid.filter(pl.col("stage") == "after")
    if after.is_empty():
        return
    words = ["participant_id", pl.col("measure").str.to_lowercase(), "academic_year", "quarter"]
    stored = _stored_before(validation, after["agreement_code"].unique().to_list()).select(words)
    sent = valid.filter(pl.col("stage") == "before").select(words)
    paired = after.with_columns(pl.col("measure").str.to_lowercase())
    for before, name in ((sent, "here"), (stored, "earlier")):
        first = before.group_by(_PAIR).agg(pl.col("quarter").min().alias(name))
        paired = paired.join(first, on=_PAIR, how="left")
    here, earlier, quarter = pl.col("here"), pl.col("earlier"), pl.col("quarter")
    may_be_same = validation.is_correction
    has_before = (here <= quarter) | (earlier <= quarter if may_be_same else earlier < quarter)
    single = paired.filter(~has_before.fill_null(False))
    validation.wait_for("learning", single["agreement_code"])
    validation.report(
        single["row"].sort(),
        Problem(
            "after_without_before",
            "There is no score ‘before’ for this child and measure in this academic year.",
            "Add the row ‘before’, or correct the ref, the measure or the stage.",
            column="stage",
        ),
    )


def _stored_before(validation: Validating, agreements: list[str]) -> pl.DataFrame:
    rows = validation.connection.execute(
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


SOURCE = Source(
    key="learning",
    sheet="Learning",
    sentence="One row per child, measure and stage.",
    columns=(
        Column(
            "participant_ref",
            CODE,
            required=True,
            refers_to="participants",
            synonyms=("participant",),
            hint="As on sheet Participants.",
        ),
        Column("domain", choice("musical", "personal", "social"), required=True),
        Column(
            "measure",
            LABEL,
            required=True,
            hint="What was assessed, in the same words before and after.",
        ),
        Column("stage", choice("before", "during", "after"), required=True),
        Column(
            "score",
            number(at_least=0),
            required=True,
            hint="Not more than the number under Out of.",
        ),
        Column(
            "scale_top",
            number(above=0),
            header="Out of",
            required=True,
            hint="The top of the scale.",
        ),
        Column("assessed_on", DATE, header="Date", is_done=True, in_quarter=True),
    ),
    natural_key=("agreement_code", "academic_year", "participant_ref", "measure", "stage"),
    table="fact_learning",
    guidance="A score after needs one before, of this or an earlier return of the year.",
    is_return=True,
    place=5,
    pseudonym="participant_ref",
    subject=Subject(("participant_id", "measure", "stage")),
    elsewhere=Repeat(
        ("participant_id", "domain", "measure", "stage", "score", "scale_top", "assessed_on"),
        fewest=5,
        differ_in=("score",),
        apart=3,
    ),
    steps=(Step("typed", spell_measures), Step("unique", refuse_after_without_before)),
    checks=(
        Check(
            "scale",
            "score",
            pl.col("score") > pl.col("scale_top"),
            "The score is above the top of its scale.",
            "Give a score between 0 and the number under Out of.",
        ),
    ),
)
