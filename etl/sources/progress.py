"""A partner's progress on each objective of its agreement in one quarter."""

import polars as pl

from data.kinds import CODE, TEXT, choice, number
from data.register import Column
from etl.schema.problem import Problem
from etl.schema.source import Repeat, Source, Step, Subject, Watched
from etl.schema.validating import Validating


def refuse_objectives_of_others(validation: Validating) -> None:
    """Refuse each row whose objective belongs to another agreement than the row."""
    owner = pl.col("objective_code").replace_strict(
        validation.agreement_of, default=None, return_dtype=pl.String
    )
    rows = validation.typed.filter(owner != pl.col("agreement_code"))
    validation.wait_for("objectives", rows["objective_code"])
    validation.report(
        rows["row"],
        Problem(
            "other_objective",
            "This objective belongs to another agreement.",
            "Give the code of an objective of this agreement.",
            column="objective_code",
        ),
    )


_TEXTS = [pl.col(name).str.contains(r"\S\s+\S") for name in ("activities", "outcome", "challenges")]
_texts = pl.sum_horizontal(text.fill_null(False).cast(pl.Int64) for text in _TEXTS)
_is_number = (pl.col("achieved_value") != 0).fill_null(False)

SOURCE = Source(
    key="progress",
    sheet="Progress",
    sentence="One row per objective of the agreement: what was done, achieved and difficult.",
    columns=(
        Column("objective_code", CODE, required=True, refers_to="objectives"),
        Column("activities", TEXT, header="Activities conducted"),
        Column(
            "achieved_value",
            number(),
            header="Achieved this quarter",
            synonyms=("achieved",),
            hint="Blank means not measured; 0 means none.",
        ),
        Column("outcome", TEXT, header="Outcomes achieved", synonyms=("outcomes",)),
        Column("challenges", TEXT, header="Challenges encountered"),
        Column(
            "own_rating",
            choice("met", "on track", "at risk", "off track"),
            header="Our rating",
            synonyms=("rating",),
        ),
    ),
    natural_key=("agreement_code", "quarter", "objective_code"),
    table="fact_progress",
    is_return=True,
    place=1,
    steps=(Step("checked", refuse_objectives_of_others),),
    subject=Subject(("objective_code",)),
    again=Repeat(  # a text of several words weighs as much as two numbers
        ("objective_code", "activities", "achieved_value", "outcome", "challenges", "own_rating"),
        fewest=3,
        differ_in=("objective_code",),
        apart=0,
        where=_is_number | (_texts > 1),
        weight=_is_number.cast(pl.Int64) + 2 * _texts,
    ),
    watched=Watched("achieved_value", ("objective_code",), "fact_progress", "achieved_value"),
    filled_in=("objective_code",),
)
