"""The state schools of the four areas."""

from data.kinds import CODE, LABEL, integer
from data.register import Column, Register
from data.vocabulary.choices import AREA

REGISTER = Register(
    key="schools",
    sheet="Schools",
    sentence="One row per school: URN, area, phase and number of pupils.",
    columns=(
        Column("urn", CODE, header="URN", required=True),
        Column("name", LABEL, required=True, synonyms=("school name", "school")),
        Column("area", AREA, required=True),
        Column("phase", LABEL),
        Column("pupils", integer(at_least=0)),
    ),
    natural_key=("urn",),
    table="dim_school",
    belongs_to=(),
    grouped="in order",
)
