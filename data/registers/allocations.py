"""Allocations of the hub's money: per area, year and stream."""

from data.kinds import CODE, MONEY, YEAR
from data.register import Column, Register
from data.vocabulary.choices import AREA_OR_HUB, STREAM

REGISTER = Register(
    key="allocations",
    sheet="Allocations",
    sentence="One row per sum allocated; without an agreement it is the service's own share.",
    columns=(
        Column("allocation_ref", CODE, required=True),
        Column("area", AREA_OR_HUB, required=True),
        Column("year", YEAR, required=True),
        Column("stream", STREAM, required=True),
        Column("amount", MONEY, required=True, stored="amount_pence"),
        Column("agreement_code", CODE, refers_to="agreements"),
    ),
    natural_key=("allocation_ref",),
    table="fact_allocation",
    belongs_to=("area",),
    grouped="in order",
)
