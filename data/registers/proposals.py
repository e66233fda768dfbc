"""Proposals by partners for an opportunity."""

from data.kinds import CODE, DATE, MONEY, choice
from data.register import Column, Register

REGISTER = Register(
    key="proposals",
    sheet="Proposals",
    sentence="One row per proposal: partner, amount and outcome.",
    columns=(
        Column("proposal_ref", CODE, required=True),
        Column("opportunity_code", CODE, required=True, refers_to="opportunities"),
        Column("partner_code", CODE, required=True, refers_to="partners"),
        Column("amount", MONEY, required=True, stored="amount_pence"),
        Column("submitted_on", DATE, required=True, is_done=True),
        Column("outcome", choice("accepted", "declined", "pending")),
    ),
    natural_key=("proposal_ref",),
    table="fact_proposal",
    belongs_to=("opportunity_code",),
    grouped="in order",
)
