"""The form on a return's first sheet: which agreement and quarter it is for."""

from etl.kinds import CODE, DATE, LABEL, QUARTER, YES_NO, integer
from etl.source import Column, Source

SOURCE = Source(
    key="return",
    sheet="Return",
    sentence="The form that says which agreement and quarter a return is for.",
    columns=(
        Column("agreement_code", CODE, required=True, refers_to="agreements"),
        Column("quarter", QUARTER, required=True),
        Column("prepared_on", DATE, is_done=True),
        Column("certified_by", LABEL, header="Certified by"),
        Column("rows_of_data", integer(at_least=0), header="Rows of data"),
        Column("is_nil", YES_NO, header="Nothing to report", default=False),
    ),
    natural_key=("agreement_code", "quarter"),
    table="dim_return",
    is_return=True,
)
