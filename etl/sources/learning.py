"""Scores before, during and after, matched child by child."""

import polars as pl

from data.kinds import CODE, DATE, LABEL, choice, number
from data.register import Column
from etl.schema.source import Check, Source

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
    is_return=True,
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
