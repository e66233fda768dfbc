"""Codes that refer to a register: found there and spelled as there, or told."""

import polars as pl

from data.register import Column
from etl.load.retry import KEPT
from etl.sources import SOURCES
from etl.validate.lookups import Known
from etl.validate.problem_collector import Refusals

_REMEDY = f"Check the code. If it is right, the hub must register it first; the row {KEPT}."


def resolve(
    codes: pl.Series, column: Column, known: Known, texts: pl.DataFrame, refusals: Refusals
) -> pl.Series:
    """The codes as their register spells them; unknown ones are null and told."""
    spelled = known.codes(column.refers_to)
    if column.or_word:
        spelled = spelled | {column.or_word.casefold(): column.or_word}
    distinct = codes.unique().drop_nulls().to_list()
    found = {code: spelled[code.casefold()] for code in distinct if code.casefold() in spelled}
    noun = SOURCES[column.refers_to].noun
    for code in distinct:
        if code not in found:
            refusals.waits.add((column.refers_to, code.casefold()))
            rows = texts["row"].filter(codes == code)
            message = f"‘{code}’ is not in the hub's register of {column.refers_to}."
            severity = "error" if column.must_exist else "query"
            refusals.add_rows(
                rows, texts, column.name, f"unknown_{noun}", message, _REMEDY, severity
            )
    if not column.must_exist:
        found = {code: code for code in distinct} | found
    if len(found) == len(distinct) and all(code == spelling for code, spelling in found.items()):
        return codes
    return codes.replace_strict(
        pl.Series(list(found), dtype=pl.String),
        pl.Series(list(found.values()), dtype=pl.String),
        default=None,
        return_dtype=pl.String,
    )
