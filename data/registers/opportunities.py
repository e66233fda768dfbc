"""Opportunities put out to be commissioned, and how each was promoted."""

from data.kinds import CODE, DATE, LABEL, MONEY, several
from data.register import Column, Register
from data.vocabulary.choices import AREA

REGISTER = Register(
    key="opportunities",
    sheet="Opportunities",
    sentence="One row per opportunity: area, need, value, dates and channels.",
    columns=(
        Column("opportunity_code", CODE, required=True),
        Column("area", AREA, required=True),
        Column("title", LABEL, required=True),
        Column("need_code", CODE, refers_to="needs"),
        Column("value", MONEY, stored="value_pence"),
        Column("opened_on", DATE, required=True),
        Column("closed_on", DATE, required=True),
        Column("channels", several("website", "social media", "outreach", "event", "direct")),
    ),
    natural_key=("opportunity_code",),
    table="dim_opportunity",
    belongs_to=("area",),
    grouped="by key",
    noun="opportunity",
)
