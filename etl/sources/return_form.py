"""The form on a return's first sheet: which agreement and quarter it is for."""

from data.kinds import CODE, DATE, LABEL, QUARTER, YES_NO, integer
from data.register import Column
from etl.schema.source import Source

SOURCE = Source(
    key="return",
    sheet="Return",
    sentence="The form that says which agreement and quarter a return is for.",
    columns=(
        Column(
            "agreement_code", CODE, required=True, refers_to="agreements", synonyms=("agreement",)
        ),
        Column("quarter", QUARTER, required=True, synonyms=("period",)),
        Column(
            "prepared_on", DATE, is_done=True, hint="The day on which this workbook was finished."
        ),
        Column("certified_by", LABEL, hint="A role, such as Treasurer: not a name."),
        Column(
            "rows_of_data",
            integer(at_least=0),
            hint="May stay blank. Else all rows of all sheets together; the number is checked.",
        ),
        Column(
            "is_nil",
            YES_NO,
            header="Nothing to report",
            default=False,
            hint="Yes where nothing took place in the whole quarter. Else leave it blank.",
        ),
    ),
    natural_key=("agreement_code", "quarter"),
    table="dim_return",
    guidance="Say when you prepared it, and who certifies it, as a role.",
    is_return=True,
    storage="form",
)
