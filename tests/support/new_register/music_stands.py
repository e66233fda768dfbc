"""Music stands that were lent, and under which agreement."""

from data.kinds import CODE, DATE, LABEL, MONEY, integer
from data.register import Column, Register

REGISTER = Register(
    key="music_stands",
    sheet="Music stands",
    sentence="One row per lending: which stand, how many, under which agreement, until when.",
    columns=(
        Column("stand_ref", CODE, required=True),
        Column("agreement_code", CODE, required=True, refers_to="agreements"),
        Column("make", LABEL, required=True),
        Column("how_many", integer(at_least=1), required=True),
        Column("value", MONEY, stored="value_pence"),
        Column("lent_on", DATE, required=True, is_done=True),
        Column("given_back_on", DATE, is_done=True),
    ),
    natural_key=("stand_ref",),
    table="fact_music_stand",
    belongs_to=("agreement_code",),
    begun_on="lent_on",
    done_on={"given_back_on": ()},
)
