"""Decisions as they arrive, with what the register's columns cannot say."""

import polars as pl

from data.registers import REGISTERS
from data.vocabulary.decisions import ENDING_KINDS
from etl.schema.source import Check, source_of

SOURCE = source_of(
    REGISTERS["decisions"],
    checks=(
        Check(
            "required",
            "agreement_code",
            pl.col("agreement_code").is_null() & pl.col("opportunity_code").is_null(),
            "This decision names neither an agreement nor an opportunity.",
            "Give the code of the agreement or of the opportunity.",
        ),
        Check(
            "reason",
            "reason",
            pl.col("kind").is_in(ENDING_KINDS) & (pl.col("reason") == "other"),
            "A decision that ends an agreement needs one of the policy's six reasons.",
            "Type the policy's reason instead of ‘other’.",
        ),
    ),
)
