"""Agreements as they arrive, with what the register's columns cannot say."""

import polars as pl

from data.registers import REGISTERS
from etl.schema.source import Check, source_of

SOURCE = source_of(
    REGISTERS["agreements"],
    checks=(
        Check(
            "date_order",
            "ends_on",
            pl.col("ends_on") < pl.col("starts_on"),
            "The agreement ends before it starts.",
            "Correct the start or the end.",
        ),
    ),
)
