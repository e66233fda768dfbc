"""Payments that the hub owes and has made under each agreement."""

from data.kinds import CODE, DATE, MONEY, QUARTER
from data.register import Column, Register
from data.vocabulary.choices import STREAM

REGISTER = Register(
    key="payments",
    sheet="Payments",
    sentence="One row per payment: when due, when paid, how much, and the return it waits for.",
    columns=(
        Column("payment_ref", CODE, required=True),
        Column("agreement_code", CODE, required=True, refers_to="agreements"),
        Column("due_on", DATE, required=True),
        Column("paid_on", DATE, is_done=True),
        Column("amount", MONEY, required=True, stored="amount_pence"),
        Column("stream", STREAM, required=True),
        Column("needs_return_for", QUARTER),
    ),
    natural_key=("payment_ref",),
    table="fact_payment",
    belongs_to=("agreement_code",),
    done_on={"paid_on": ()},
)
