"""What pupils, parents and schools answered when they were asked, and how many were."""

import polars as pl
from sqlalchemy import select

from data.kinds import CODE, DATE, LABEL, RATING, choice, integer
from data.register import Column
from data.warehouse.bulk import read
from data.warehouse.tables import dim_return, fact_satisfaction
from etl.schema.problem import Problem
from etl.schema.source import Repeat, Source, Step, Subject
from etl.schema.validating import Validating

_GROUP = ["agreement_code", "quarter", "respondent"]
_ANSWER = dict.fromkeys([*_GROUP, "ref_hash"], pl.String) | {"asked": pl.Int64}


def ask_about_answers(validation: Validating) -> None:
    """Ask once about each kind of respondent of a return of whom more answered than were asked."""
    sent = validation.valid.select("row", *_ANSWER)
    if sent["asked"].null_count() == sent.height and not validation.is_correction:
        return
    standing = _standing(validation, sent) if validation.is_correction else sent.clear()
    groups = pl.concat([sent, standing], how="diagonal").group_by(_GROUP, maintain_order=True)
    counts = groups.agg(
        pl.col("row").sort_by("asked", descending=True, nulls_last=True).drop_nulls().first(),
        pl.col("ref_hash").n_unique().alias("answered"),
        pl.col("asked").max(),
    )
    over = counts.filter(pl.col("answered") > pl.col("asked")).drop_nulls("row")
    for _, quarter, respondent, row, *numbers in over.iter_rows():
        validation.report([row], _more_answers(quarter, respondent, *numbers))


def _standing(validation: Validating, sent: pl.DataFrame) -> pl.DataFrame:
    """The answers that stand of the agreements to which corrections are added."""
    fact, form = fact_satisfaction.c, dim_return.c
    query = (
        select(form.agreement_code, form.quarter, fact.respondent, fact.response_hash, fact.asked)
        .join_from(fact_satisfaction, dim_return, form.return_id == fact.return_id)
        .where(form.valid_to.is_(None))
        .where(form.agreement_code.in_(sent["agreement_code"].unique().to_list()))
    )
    return read(validation.connection, query, _ANSWER)


def _more_answers(quarter: str, respondent: str, answers: int, people: int) -> Problem:
    return Problem(
        "more_than_asked",
        f"{answers:,} different responses are of the kind ‘{respondent}’ in {quarter}, but at "
        f"most {people:,} were asked. No response rate is shown until that is put right.",
        "Give the number of all who were asked, whether or not they answered; and the same "
        "Response ref in all rows of whoever answered.",
        "query",
        column="asked",
    )


SOURCE = Source(
    key="satisfaction",
    sheet="Satisfaction",
    sentence="One row per answer to one question.",
    columns=(
        Column(
            "response_ref",
            CODE,
            required=True,
            synonyms=("response",),
            hint="Your own code for whoever answered, the same in all their rows: no name.",
        ),
        Column(
            "respondent",
            choice(
                "pupil",
                "parent",
                "school",
                also={"parent/carer": "parent", "carer": "parent", "child": "pupil"},
            ),
            required=True,
        ),
        Column(
            "question",
            LABEL,
            required=True,
            hint="Its wording or your code for it, the same every quarter.",
        ),
        Column(
            "score",
            RATING,
            header="Score (1-5)",
            required=True,
            synonyms=("score",),
            hint="5 is the best.",
        ),
        Column("answered_on", DATE, header="Date", is_done=True, in_quarter=True),
        Column(
            "asked",
            integer(at_least=1),
            header="Number asked",
            hint="How many people were asked, whether or not they answered.",
        ),
    ),
    natural_key=("agreement_code", "quarter", "response_ref", "question"),
    table="fact_satisfaction",
    is_return=True,
    place=4,
    pseudonym="response_ref",
    hashed_as="response_hash",
    subject=Subject(("response_hash", "question")),
    steps=(Step("unique", ask_about_answers),),
    restarting=("answered_on", "score"),
    again=Repeat(
        ("response_hash", "respondent", "question", "score"),
        fewest=5,
        differ_in=("score",),
        apart=3,
    ),
    elsewhere=Repeat(
        ("response_hash", "respondent", "question", "score", "answered_on"),
        fewest=5,
        differ_in=("score",),
        apart=3,
    ),
)
