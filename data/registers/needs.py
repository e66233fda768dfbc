"""The needs of each area that the hub's plan answers to."""

from data.kinds import CODE, DATE, TEXT, integer
from data.register import Column, Register
from data.vocabulary.choices import AREA, FUNCTION

REGISTER = Register(
    key="needs",
    sheet="Needs",
    sentence="One row per need of an area, with its priority from 1 to 3.",
    columns=(
        Column("need_code", CODE, required=True),
        Column("area", AREA, required=True),
        Column("statement", TEXT, required=True),
        Column("evidence", TEXT),
        Column("priority", integer(at_least=1, at_most=3), required=True),
        Column("lpme_function", FUNCTION, required=True),
        Column("identified_on", DATE, required=True, is_done=True),
        Column("closed_on", DATE),
    ),
    natural_key=("need_code",),
    table="dim_need",
    belongs_to=(),
    grouped="by key",
    done_on={"closed_on": ()},
    begun_on="identified_on",
    open_texts=("statement",),
)
