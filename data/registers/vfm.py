"""Assessments of value for money at the stages that the policy asks for."""

from data.kinds import CODE, DATE, TEXT, choice, integer
from data.register import Column, Register

_VIEW = integer(at_least=1, at_most=5)

REGISTER = Register(
    key="vfm",
    sheet="VfM",
    sentence="One row per assessment: economy, efficiency, effectiveness and equity from 1 to 5.",
    columns=(
        Column("assessment_ref", CODE, required=True),
        Column("agreement_code", CODE, required=True, refers_to="agreements"),
        Column(
            "stage", choice("proposal", "award", "mid-term", "year end", "renewal"), required=True
        ),
        Column("due_on", DATE),
        Column("assessed_on", DATE, is_done=True),
        Column("economy", _VIEW, stored="economy_score"),
        Column("efficiency", _VIEW, stored="efficiency_score"),
        Column("effectiveness", _VIEW, stored="effectiveness_score"),
        Column("equity", _VIEW, stored="equity_score"),
        Column("judgement", TEXT),
    ),
    natural_key=("assessment_ref",),
    table="fact_vfm",
    belongs_to=("agreement_code",),
    noun="assessment",
    synonyms=("value for money", "vfm assessments"),
    done_on={
        "assessed_on": (
            "economy_score",
            "efficiency_score",
            "effectiveness_score",
            "equity_score",
            "judgement",
        )
    },
)
