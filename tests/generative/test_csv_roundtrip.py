"""Any table that a program writes as CSV is read back cell by cell, at its rows."""

import csv
import io

from hypothesis import assume, example, given
from hypothesis import strategies as some

from etl.extract.csv_file import read_csv
from etl.schema.problem import RefusedError
from tests.support.walks import thorough

DELIMITERS = ",;\t|"
texts = some.text(
    some.one_of(
        some.sampled_from("abc \"'\n£é’x0"),
        some.characters(codec="utf-8", exclude_characters="\0\r\ufeff" + DELIMITERS),
    ),
    max_size=12,
)
widths = some.integers(2, 6)


def tables(width: int):
    """A table with a heading that no delimiter can be mistaken in."""
    rows = some.lists(some.lists(texts, min_size=width, max_size=width), max_size=12)
    return rows.map(lambda rows: [[f"heading {n}" for n in range(width)], *rows])


def written(table: list[list[str]], delimiter: str, ending: str) -> str:
    told = io.StringIO(newline="")
    csv.writer(told, delimiter=delimiter, lineterminator=ending).writerows(table)
    return told.getvalue()


@thorough(300)
@given(
    table=widths.flatmap(tables),
    delimiter=some.sampled_from(DELIMITERS),
    ending=some.sampled_from(["\n", "\r\n"]),
    encoding=some.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@example(table=[["a", "b"], ["", ""], ["1", '"\n"']], delimiter=",", ending="\n", encoding="utf-8")
def test_every_cell_comes_back_at_its_row(table, delimiter, ending, encoding):
    sheet = read_csv(written(table, delimiter, ending).encode(encoding), "x")
    assert sheet.cells.rows() == [(n, *row) for n, row in enumerate(table, start=1)]
    assert sheet.faults == []


@thorough(200)
@given(table=widths.flatmap(tables), row=some.integers(0), change=some.sampled_from([-1, 1]))
def test_a_row_that_lost_or_won_a_field_is_told_and_moves_no_other(table, row, change):
    assume(len(table) > 3)
    odd = 1 + row % (len(table) - 1)
    ragged = [list(cells) for cells in table]
    ragged[odd] = [*ragged[odd], "extra"] if change > 0 else ragged[odd][:-1]
    assume(any(ragged[odd]))
    sheet = read_csv(written(ragged, ",", "\n").encode(), "x")
    assert [fault.row for fault in sheet.faults] == [odd + 1]
    others = [(n, *cells) for n, cells in enumerate(table, start=1) if n != odd + 1]
    assert [cells for cells in sheet.cells.rows() if cells[0] != odd + 1] == others


@thorough(300)
@given(data=some.binary(max_size=200))
@example(data=b'a,b\n"x\r1,2\n')
@example(data=b'"')
@example(data=b"a,b\n1\n\"\n,\r\n'")
def test_any_bytes_are_read_or_refused_and_never_an_accident(data):
    try:
        assert read_csv(data, "x").cells.columns[0] == "row"
    except RefusedError as told:
        assert told.problem.message and told.problem.remedy
