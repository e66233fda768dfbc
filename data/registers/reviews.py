"""Reviews of agreements, held and to come."""

from data.kinds import CODE, DATE, TEXT, choice
from data.register import Column, Register
from data.vocabulary.decisions import REVIEW_OUTCOMES

REGISTER = Register(
    key="reviews",
    sheet="Reviews",
    sentence="One row per review: when due, when held, what came of it.",
    columns=(
        Column("review_ref", CODE, required=True),
        Column("agreement_code", CODE, required=True, refers_to="agreements"),
        Column("due_on", DATE, required=True),
        Column("held_on", DATE, is_done=True),
        Column("outcome", choice(*REVIEW_OUTCOMES)),
        Column("next_due_on", DATE),
        Column("notes", TEXT),
    ),
    natural_key=("review_ref",),
    table="fact_review",
    belongs_to=("agreement_code",),
    done_on={"held_on": ("outcome", "next_due_on", "notes")},
)
