"""The columns that say which return a row belongs to, where a sheet has no Return form beside it."""

from etl.kinds import CODE, DATE, QUARTER
from etl.source import Column

ORIGIN = (
    Column("agreement_code", CODE, required=True, refers_to="agreements", synonyms=("agreement",)),
    Column("quarter", QUARTER, required=True, synonyms=("period",)),
    Column("prepared_on", DATE, is_done=True),
)
