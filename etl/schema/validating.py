"""Validation as the steps of a source see it, which lie below its module."""

from collections.abc import Iterable
from typing import Protocol

import polars as pl
from sqlalchemy import Connection

from etl.schema.problem import Problem


class Validating(Protocol):
    """What a step is handed: the rows as read so far, the warehouse, and where problems go.

    `typed` has `row`, and null where a cell was faulty; a step may replace it.
    """

    typed: pl.DataFrame
    connection: Connection
    is_correction: bool
    agreement_of: dict[str, str]
    area_of: dict[str, str]

    @property
    def valid(self) -> pl.DataFrame:
        """The rows that no problem keeps out so far."""

    def report(self, rows: Iterable[int], problem: Problem) -> None:
        """Report a problem for each of some rows, under the column that it names."""

    def wait_for(self, register: str, codes: Iterable[str]) -> None:
        """Note codes of a register whose coming may mend the rows that are refused."""
