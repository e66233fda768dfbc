"""Cells: columns of text become columns of values; each that cannot is reported."""

import re
from collections.abc import Callable, Iterable
from functools import partial

import polars as pl

from data.kinds import CODE, DATE, LABEL
from data.personal import personal_in_ref, personal_in_text
from data.register import Column
from etl.schema.kinds.dates import only_us_dates
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import dtype_of, read_cell
from etl.schema.problem import Problem, RefusedError
from etl.schema.source import Source
from etl.validate.blanks import query_blanks
from etl.validate.days import us_dates
from etl.validate.validation import Validation

_GARBLED = re.compile(  # read in the wrong letters, lost, or such that nobody typed
    r"Ã[\u0080-\u00bf]|Â[£°·»«\u00a0]|â€|\ufffd|[\x01-\x08\x0c\x0e-\x1f\x7f-\x9f]"
    r"|[a-z][ƒˆ‡‰][a-z]|[a-z]‰"
)
# Whatever a spreadsheet makes of a code looks like this, and much else.
_MAY_BE_CHANGED = (
    r"^-?\.?\d+[-/.:,eE ¼-¾⅐-⅞]|^[¼-¾⅐-⅞]$|^-?\d{16,}$|^[A-Za-z]{3,9}[- ](?:\d\d){1,2}$"
)
_PERSONAL_REMEDY = "Delete it from the text; the hub takes in no personal data."
_REF_REMEDY = "Give a code of your own that does not say who it is, like P001."
_DATE_REMEDY = (
    "Where a spreadsheet made a date of a code like 1-3, format the column as Text and type the "
    "code anew."
)


def read_columns(validation: Validation, columns: Iterable[Column]) -> None:
    """Type some columns of the rows; faulty cells are null and reported."""
    typed = [_column(validation, column) for column in columns]
    validation.typed = validation.typed.with_columns(typed)


def _column(validation: Validation, column: Column) -> pl.Series:
    dtype, texts, source = dtype_of(column.kind), validation.texts, validation.source
    if column.name not in texts.columns:
        blank = pl.Series(column.name, [column.default], dtype=dtype)
        return blank.new_from_index(0, texts.height)
    raw = texts[column.name]
    distinct = raw.unique().drop_nulls().to_list()
    if column.kind is DATE and only_us_dates(distinct):
        raise RefusedError.of(us_dates(validation, column))
    values, faults = _read_each(distinct, _reader(column, source))
    if column.kind is CODE or (column.kind is LABEL and column.name in source.natural_key):
        _refuse_changed(validation, column, values, faults)
    _report_faults(validation, column, faults)
    if column.required:
        _report_blanks(validation, column)
    if column.kind.is_free_text or column.kind is CODE:
        _query_garbled(validation, column, distinct)
    if column.default is True and raw.null_count():
        query_blanks(validation, column, values)
    typed = _replaced(raw, values, list(faults), dtype)
    return typed if column.default is None else typed.fill_null(column.default)


def _refuse_changed(
    validation: Validation,
    column: Column,
    values: dict[str, object],
    faults: dict[str, FaultError],
) -> None:
    """Move what a spreadsheet made of a code from the values to the faults."""
    index = validation.table.index_of(column.name)
    converted = validation.sheet.converted.get(index, frozenset())
    texts = pl.Series(list(values), dtype=pl.String)
    suspects = texts.filter(texts.str.contains(_MAY_BE_CHANGED) | texts.is_in(list(converted)))
    if suspects.is_empty():
        return
    from etl.validate.changed_codes import refuse_changed

    refuse_changed(validation, column, suspects, converted, faults)
    for text in values.keys() & faults.keys():
        del values[text]


def _report_faults(validation: Validation, column: Column, faults: dict[str, FaultError]) -> None:
    """One problem for each cell whose text is among the faults."""
    if not faults:
        return
    name = column.name
    cells = validation.texts.filter(pl.col(name).is_in(list(faults))).select("row", name)
    for row, text in cells.iter_rows():
        fault = faults[text]
        rule = fault.rule or column.kind.name.replace(" ", "_").replace("/", "_")
        problem = Problem(rule, fault.message, fault.remedy, column=name, value=text)
        validation.report_cell(row, problem)


def _report_blanks(validation: Validation, column: Column) -> None:
    """One problem for each blank cell of a required column."""
    validation.report(
        validation.texts.filter(pl.col(column.name).is_null())["row"],
        Problem(
            "required",
            f"‘{column.header}’ is blank.",
            "Fill in the cell, or delete the row if it holds nothing.",
            column=column.name,
        ),
    )


def _query_garbled(validation: Validation, column: Column, distinct: list[str]) -> None:
    """Mark texts whose letters were lost on the way."""
    garbled = [text for text in distinct if _GARBLED.search(text)]
    if garbled:
        validation.report(
            validation.texts.filter(pl.col(column.name).is_in(garbled))["row"],
            Problem(
                "garbled_text",
                "Some letters of this text were garbled when the file was saved.",
                "Save the file as CSV UTF-8 or as a workbook, and check the text.",
                "query",
                column=column.name,
            ),
        )


def _read_each(
    texts: list[str], read: Callable[[str], object]
) -> tuple[dict[str, object], dict[str, FaultError]]:
    values, faults = {}, {}
    for text in texts:
        try:
            values[text] = read(text)
        except FaultError as fault:
            faults[text] = fault
    return values, faults


def _reader(column: Column, source: Source) -> Callable[[str], object]:
    """The reader of a cell, which stops personal data first and does not repeat it."""
    read = partial(read_cell, column.kind)
    if column.may_be_contact:
        return read
    remedy = _PERSONAL_REMEDY
    if column.kind.is_free_text:
        search = personal_in_text
    elif not source.is_return:
        return read
    elif column.name == source.pseudonym:
        search, remedy = personal_in_ref, _REF_REMEDY
    elif column.kind is CODE and not column.refers_to:
        search = personal_in_text
    else:
        return read

    def guarded(text: str) -> object:
        if what := search(text):
            more = f" {_DATE_REMEDY}" if what == "a date" else ""
            raise FaultError(f"This text holds {what}.", remedy + more, "personal_data")
        return read(text)

    return guarded


def _replaced(
    raw: pl.Series, values: dict[str, object], faults: list[str], dtype: pl.DataType
) -> pl.Series:
    if not values:
        return pl.Series(raw.name, [None], dtype=dtype).new_from_index(0, len(raw))
    if dtype == pl.String and all(text == value for text, value in values.items()):
        return raw.set(raw.is_in(faults), None) if faults else raw
    return raw.replace_strict(
        pl.Series(list(values), dtype=pl.String),
        pl.Series(list(values.values()), dtype=dtype),
        default=None,
        return_dtype=dtype,
    )
