"""Guards of a CSV: formulas such as ="007", by which programs keep codes from becoming numbers."""

import polars as pl

_GUARDED = r'^="((?:[^"]|"")*)"$'


def without_guards(frame: pl.DataFrame) -> pl.DataFrame:
    """The cells with each such formula as the text that it shows."""
    return frame.with_columns(_shown(name) for name in frame.columns if name != "row")


def _shown(name: str) -> pl.Expr:
    guarded = pl.col(name).str.extract(_GUARDED).str.replace_all('""', '"', literal=True)
    return pl.coalesce(guarded, pl.col(name))
