"""A partner's progress on each objective of its agreement in one quarter."""

from data.kinds import CODE, TEXT, choice, number
from data.register import Column
from etl.schema.source import Source

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
    filled_in=("objective_code",),
)
