"""The risk register: partnership, financial and quality risks."""

from data.hub import HUB_WIDE
from data.kinds import CODE, DATE, LABEL, TEXT, choice, integer
from data.register import Column, Register

_SCALE = integer(at_least=1, at_most=5)

REGISTER = Register(
    key="risks",
    sheet="Risks",
    sentence="One row per risk: likelihood and impact, inherent and residual, and what is done.",
    columns=(
        Column(
            "agreement_code",
            CODE,
            header="Agreement code",
            required=True,
            refers_to="agreements",
            or_word=HUB_WIDE,
            synonyms=("agreement_code or Hub",),
        ),
        Column("risk_ref", CODE, required=True),
        Column("category", choice("partnership", "financial", "quality"), required=True),
        Column("description", TEXT, required=True),
        Column("inherent_likelihood", _SCALE, required=True),
        Column("inherent_impact", _SCALE, required=True),
        Column("residual_likelihood", _SCALE),
        Column("residual_impact", _SCALE),
        Column("mitigation", TEXT),
        Column("owner_role", LABEL),
        Column("reviewed_on", DATE, is_done=True),
        Column("status", choice("open", "closed"), required=True),
        Column("closed_on", DATE),
    ),
    natural_key=("risk_ref",),
    table="fact_risk",
    belongs_to=("agreement_code",),
    done_on={"reviewed_on": (), "closed_on": ("status",)},
)
