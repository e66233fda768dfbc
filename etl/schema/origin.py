"""The columns that say which return a row is of, where no Return form stands beside the sheet."""

from data.kinds import CODE, DATE, QUARTER, integer
from data.register import Column

# In a corrections file: the row that is mended, as numbered in the file that was sent first.
MENDED_ROW = Column("mended_row", integer(at_least=1), header="Row in the file")

ORIGIN = (
    Column("agreement_code", CODE, required=True, refers_to="agreements", synonyms=("agreement",)),
    Column("quarter", QUARTER, required=True, synonyms=("period",)),
    Column("prepared_on", DATE, is_done=True),
)
