"""What pupils, parents and schools answered when they were asked."""

from data.kinds import CODE, DATE, LABEL, RATING, choice, integer
from data.register import Column
from etl.schema.source import Source, Subject

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
)
