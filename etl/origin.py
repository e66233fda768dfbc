"""The columns that say which return a row is of, where no Return form stands beside the sheet."""

from etl.kinds import CODE, DATE, QUARTER
from etl.source import Column

ORIGIN = (
    Column("agreement_code", CODE, required=True, refers_to="agreements", synonyms=("agreement",)),
    Column("quarter", QUARTER, required=True, synonyms=("period",)),
    Column("prepared_on", DATE, is_done=True),
)
