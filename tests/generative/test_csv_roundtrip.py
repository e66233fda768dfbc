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
    numbered = [(n, *row) for n, row in enumerate(table, start=1)]
    assert up_to_the_last(sheet.cells.rows()) == up_to_the_last(numbered)
    assert sheet.uneven == {}


def up_to_the_last(rows: list[tuple]) -> list[tuple]:
    """The rows but for blank ones at the end, which are nothing."""
    last = max(n for n, *cells in rows if any(cell.strip() for cell in cells))
    return [row for row in rows if row[0] <= last]


@thorough(200)
@given(
    cells=some.lists(some.text('a ,;\t|\n"', max_size=12), min_size=3, max_size=30),
    delimiter=some.sampled_from(DELIMITERS),
)
def test_whatever_stands_in_texts_the_delimiter_is_that_of_the_heading(cells, delimiter):
    heading = ["Line", "Kind", "Amount"]
    table = [heading, *(cells[at : at + 3] for at in range(0, len(cells) - 2, 3))]
    sheet = read_csv(written(table, delimiter, "\n").encode(), "x", {"line", "kind", "amount"})
    assert sheet.cells.row(0) == (1, *heading)


@thorough(200)
@given(table=widths.flatmap(tables), row=some.integers(0), change=some.sampled_from([-1, 1]))
def test_a_row_that_lost_or_won_a_field_is_told_and_moves_no_other(table, row, change):
    assume(len(table) > 3)
    odd = 1 + row % (len(table) - 1)
    ragged = [list(cells) for cells in table]
    ragged[odd] = [*ragged[odd], "extra"] if change > 0 else ragged[odd][:-1]
    assume(any(cell.strip() for cell in ragged[odd]))
    sheet = read_csv(written(ragged, ",", "\n").encode(), "x")
    assert sheet.uneven == {odd + 1: len(ragged[odd])}
    others = [(n, *cells) for n, cells in enumerate(table, start=1) if n != odd + 1]
    beside = [cells for cells in sheet.cells.rows() if cells[0] != odd + 1]
    assert up_to_the_last(beside) == up_to_the_last(others)


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
