"""Exceptions to a rule: for which agreement, why, by whom, until when."""

from data.kinds import CODE, DATE, LABEL, TEXT, choice
from data.register import Column, Register
from data.vocabulary.rules import RULE_KEYS

REGISTER = Register(
    key="waivers",
    sheet="Waivers",
    sentence="One row per waiver of a rule for an agreement.",
    columns=(
        Column("waiver_ref", CODE, required=True),
        Column("rule", choice(*RULE_KEYS), required=True),
        Column("agreement_code", CODE, required=True, refers_to="agreements"),
        Column("reason", TEXT, required=True),
        Column("approved_by", LABEL, required=True),
        Column("expires_on", DATE, required=True),
    ),
    natural_key=("waiver_ref",),
    table="fact_waiver",
    belongs_to=("agreement_code",),
)
