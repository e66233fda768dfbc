"""The state schools of the four areas."""

from etl.schema.kinds import CODE, LABEL, integer
from etl.schema.source import Column, Source
from etl.schema.vocabulary import AREA

SOURCE = Source(
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
)
