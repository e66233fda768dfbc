"""Objectives of each agreement, by which progress is measured."""

from data.kinds import CODE, DATE, LABEL, PROFILE, TEXT, choice, number
from data.register import Column, Register
from data.vocabulary.choices import FUNCTION

REGISTER = Register(
    key="objectives",
    sheet="Objectives",
    sentence="One row per objective: measure, baseline, target, due date and profile.",
    columns=(
        Column("objective_code", CODE, required=True),
        Column("agreement_code", CODE, required=True, refers_to="agreements"),
        Column("statement", TEXT, required=True),
        Column("measure", LABEL, required=True),
        Column("unit", LABEL, required=True),
        Column("direction", choice("increase", "decrease"), required=True),
        Column("adds_up", choice("sum", "latest"), required=True),
        Column("baseline", number()),
        Column("target", number(), required=True),
        Column("due_on", DATE, required=True),
        Column("profile", PROFILE),
        Column("lpme_function", FUNCTION, required=True),
        Column("need_code", CODE, refers_to="needs"),
    ),
    natural_key=("objective_code",),
    table="dim_objective",
    belongs_to=("agreement_code",),
    open_texts=("statement",),
)
