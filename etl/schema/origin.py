"""Origins: which return a row is of, said by its own columns or by the form beside its sheet."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.kinds import CODE, DATE, QUARTER, integer
from data.register import Column

# In a corrections file: the row that is mended, as numbered in the file that was sent first.
MENDED_ROW = Column("mended_row", integer(at_least=1), header="Row in the file")

ORIGIN = (
    Column("agreement_code", CODE, required=True, refers_to="agreements", synonyms=("agreement",)),
    Column("quarter", QUARTER, required=True, synonyms=("period",)),
    Column("prepared_on", DATE, is_done=True),
)


@dataclass(frozen=True)
class Origin:
    """What a Return form says of the sheets beside it."""

    agreement_code: str
    quarter: str
    prepared_on: date | None

    def as_rows(self) -> pl.DataFrame:
        """The one agreement and quarter, as rows that open a return."""
        return pl.DataFrame(
            {
                "agreement_code": [self.agreement_code],
                "quarter": [self.quarter],
                "prepared_on": [self.prepared_on],
            },
            schema={"agreement_code": pl.String, "quarter": pl.String, "prepared_on": pl.Date},
        )
