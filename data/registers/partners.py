"""The organisations that the hub works with."""

from data.kinds import CODE, DATE, LABEL, YES_NO, choice
from data.register import Column, Register
from data.vocabulary.choices import AREA_OR_OUTSIDE

REGISTER = Register(
    key="partners",
    sheet="Partners",
    sentence="One row per partner: what it is, where it is at home, how it came to the hub.",
    columns=(
        Column("partner_code", CODE, required=True),
        Column("name", LABEL, required=True, synonyms=("partner name", "partner")),
        Column(
            "kind",
            choice("community group", "charity", "school", "company", "sole trader", "public body"),
            required=True,
        ),
        Column("size", choice("micro", "small", "medium", "large"), required=True),
        Column("home_area", AREA_OR_OUTSIDE),
        Column("is_consortium_member", YES_NO, required=True, synonyms=("consortium member",)),
        Column("charity_number", CODE),
        Column("company_number", CODE),
        Column("contact", LABEL, may_be_contact=True),
        Column("origin", choice("existing", "announcement", "outreach", "event", "other")),
        Column("joined_on", DATE, is_done=True),
        Column(
            "succeeds",
            CODE,
            refers_to="partners",
            hint="The code of the partner that it took over, or that joined it.",
        ),
    ),
    natural_key=("partner_code",),
    table="dim_partner",
    belongs_to=("partner_code",),
    grouped="by key",
    synonyms=("partner register",),
)
