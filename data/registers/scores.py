"""Scores of each proposal by each scorer on the policy's four criteria."""

from data.kinds import CODE, DATE, LABEL, integer
from data.register import Column, Register

_POINTS = integer(at_least=0, at_most=5)

REGISTER = Register(
    key="scores",
    sheet="Scores",
    sentence="One row per proposal and scorer: four criteria from 0 to 5.",
    columns=(
        Column("proposal_ref", CODE, required=True, refers_to="proposals"),
        Column("scorer", LABEL, required=True),
        Column("expertise", _POINTS, required=True, stored="expertise_score"),
        Column("value_for_money", _POINTS, required=True, stored="value_for_money_score"),
        Column("ace_alignment", _POINTS, required=True, stored="ace_alignment_score"),
        Column("hub_objectives", _POINTS, required=True, stored="hub_objectives_score"),
        Column("scored_on", DATE, required=True, is_done=True),
    ),
    natural_key=("proposal_ref", "scorer"),
    table="fact_score",
    belongs_to=("proposal_ref",),
    grouped="in order",
)
