"""Agreements that the hub has commissioned: contracts and subgrants."""

from data.kinds import CODE, DATE, LABEL, MONEY, TEXT, choice, integer
from data.register import Column, Register
from data.vocabulary.choices import ACTIVITY, AREA_OR_HUB, FUNCTION

REGISTER = Register(
    key="agreements",
    sheet="Agreements",
    sentence="One row per agreement: who delivers what, where, when, for how much, how approved.",
    columns=(
        Column("agreement_code", CODE, required=True),
        Column("partner_code", CODE, required=True, refers_to="partners"),
        Column("area", AREA_OR_HUB, required=True),
        Column("title", LABEL, required=True),
        Column("kind", choice("contract", "subgrant"), required=True),
        Column("route", choice("planned", "ad hoc"), required=True),
        Column("starts_on", DATE, required=True),
        Column("ends_on", DATE, required=True),
        Column("value", MONEY, required=True, stored="value_pence"),
        Column(
            "payment_model",
            choice("upfront", "instalments", "arrears", "milestone", "by results", "mixed"),
            required=True,
        ),
        Column("lpme_function", FUNCTION, required=True),
        Column("activity", ACTIVITY, required=True),
        Column("deliverables", TEXT),
        Column("metrics", TEXT),
        Column(
            "procurement",
            choice("one quote", "three quotes", "tender", "grant round", "direct award"),
        ),
        Column("quotes_received", integer(at_least=0)),
        Column("approved_on", DATE, is_done=True),
        Column("reported_on", DATE, is_done=True),
        Column("conflict_declared_on", DATE, is_done=True),
        Column("environment", TEXT),
        Column("need_code", CODE, refers_to="needs"),
        Column("opportunity_code", CODE, refers_to="opportunities", must_exist=False),
        Column(
            "moved_from",
            CODE,
            refers_to="partners",
            hint="The code of the partner that had this agreement before.",
        ),
    ),
    natural_key=("agreement_code",),
    table="dim_agreement",
    belongs_to=("area",),
    grouped="by key",
    synonyms=("agreement register",),
    done_on={"approved_on": (), "reported_on": (), "conflict_declared_on": ()},
    open_texts=("deliverables", "metrics", "environment"),
)
