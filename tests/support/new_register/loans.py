"""Instruments on loan, and to whom they were lent."""

from data.kinds import CODE, DATE, LABEL, MONEY, integer
from data.register import Column, Register

REGISTER = Register(
    key="loans",
    sheet="Loans",
    sentence="One row per loan: which instrument, how many, under which agreement, until when.",
    columns=(
        Column("loan_ref", CODE, required=True),
        Column("agreement_code", CODE, required=True, refers_to="agreements"),
        Column("instrument", LABEL, required=True),
        Column("how_many", integer(at_least=1), required=True),
        Column("value", MONEY, stored="value_pence"),
        Column("lent_on", DATE, required=True, is_done=True),
        Column("given_back_on", DATE, is_done=True),
    ),
    natural_key=("loan_ref",),
    table="fact_loan",
    belongs_to=("agreement_code",),
    begun_on="lent_on",
    done_on={"given_back_on": ()},
)
