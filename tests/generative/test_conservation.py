"""Whatever grid of cells arrives, each row is accounted for and nothing ends in an accident."""

from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, event, given
from hypothesis import strategies as some

from etl.extract import reader
from etl.extract.sandbox import Sandbox
from etl.schema.problem import RefusedError
from etl.sources import SOURCES
from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.walks import thorough

TABLES = [source for source in SOURCES.values() if source.key != "return"]
WORDS = (
    *("A-1", "a-2", "A-9", "P-1", "O-1", "O-2", "c1", "C2", "Hub", "Luton", "2025/26 Q1"),
    *("2025/26", "2025-10-01", "01/10/2025", "12/13/2025", "31/02/2026", "2030-01-01"),
    *("1", "5", "0", "-3", "2.5", "£1,234.50", "(5)", "12.345", "99999999999", "1e9", "yes", "✓"),
    *("singing", "spend", "income", "staff", "parents", "before", "after", "musical", "pupil"),
    *("Total", "Line", "Date", "#REF!", "=1/0", "ann@example.org", "DOB 03/07/2015", "ＫＳ２"),
)
words = some.sampled_from(WORDS)
blanks = some.sampled_from([None, "", "  ", "\u00a0"])
strange = some.text(some.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)
typed = some.one_of(
    some.booleans(),
    some.integers(-(10**14), 10**14),
    some.floats(allow_nan=False, allow_infinity=False),
    some.dates(date(1901, 1, 1)),
    some.datetimes(datetime(1901, 1, 1)),
    some.times().map(time.isoformat),
)
texts = some.one_of(words, words, blanks, strange)


FITTING = {
    "date": ("2025-10-01", "3 Oct 2025"),
    "money": ("£5", "-2.50"),
    "number": ("1", "2"),
    "whole number": ("3", "4"),
    "hours": ("1", "0.5"),
    "score from 1 to 5": ("4", "agree"),
    "quarter": ("2025/26 Q1",),
    "academic year": ("2025/26",),
    "profile": ("50;100",),
}
KNOWN = {"agreements": "A-1", "partners": "P-1", "objectives": "O-1", "participants": "c1"}


def fitting(column):
    """Cells that mostly fit a column, so that rows load as well."""
    if column.refers_to:
        return some.sampled_from([KNOWN.get(column.refers_to)])
    known = column.kind.choices or FITTING.get(column.kind.name, ("x1", "x2"))
    return some.sampled_from([*known] if column.required else [*known, None])


def rows_under(columns, cells):
    """Rows that fit, with a cell of anything here and there."""
    one_of_many = some.integers(0, 9)
    parts = [
        some.tuples(one_of_many, fitting(column), cells).map(lambda t: t[1] if t[0] else t[2])
        for column in columns
    ]
    return some.one_of(some.tuples(*parts).map(list), some.lists(cells, min_size=1, max_size=9))


@some.composite
def grids(draw, cells):
    """A source's headings, whole or not, over rows of anything; titles may stand above."""
    source = draw(some.sampled_from(TABLES))
    kept = draw(some.sampled_from([1, 1, 1, 0.7]))
    columns = source.columns[: max(1, int(len(source.columns) * kept))]
    headings = [column.header for column in columns] + draw(some.lists(strange, max_size=1))
    above = draw(some.lists(some.lists(texts, max_size=2), max_size=2))
    rows = draw(some.lists(rows_under(columns, cells), max_size=6))
    again = draw(some.lists(some.sampled_from(rows), max_size=1)) if rows else []
    return source, headings, above, rows + again


@pytest.fixture
def hub(engine, tmp_path, monkeypatch):
    """A hub that knows its registers, and reads workbooks in this very process."""
    monkeypatch.setattr(Sandbox, "__enter__", lambda _: InThisProcess())
    hub = Hub(engine, tmp_path)
    children = support.workbook(Return=support.form(), Participants=support.PARTICIPANTS)
    path = support.put(tmp_path, "children.xlsx", children)
    report = hub.loader().load([*support.registers(tmp_path), path])
    assert {told.status for told in report.files} == {"loaded"}
    return hub


class InThisProcess:
    def read(self, data, suffix="", known=None):
        answer = reader.answer(data, suffix, known)
        if "refused" in answer:
            raise RefusedError(*answer["refused"])
        return answer["sheets"]


def checked(hub, name, data):
    """The report on a file; what it would write is written, and taken back."""
    (told,) = hub.loader().check([support.put(hub.folder, name, data)]).files
    return told


def assert_every_row_is_accounted_for(told):
    for sheet in told.sheets:
        event(f"{sheet.source}: loaded {bool(sheet.loaded)}, rejected {bool(sheet.rejected)}")
        parts = (sheet.loaded, sheet.unchanged, sheet.rejected, sheet.set_aside)
        assert sheet.rows == sum(parts)
        assert min(parts) >= 0
    assert "program_fault" not in {found.rule for found in told.problems}
    assert told.status != "refused" or told.problems, "a refusal is told"
    for found in told.problems:
        assert found.message and found.remedy


def span(rows: list[list]) -> int:
    """Rows from the first to the last with a cell in it."""
    filled = [n for n, row in enumerate(rows) if any(_is_filled(cell) for cell in row)]
    return filled[-1] - filled[0] + 1 if filled else 0


def _is_filled(cell) -> bool:
    return cell is not None and str(cell).strip() != ""


thrown = thorough(
    50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@thrown
@given(grid=grids(texts), even=some.booleans())
def test_each_row_of_any_csv_is_accounted_for(hub, grid, even):
    source, headings, above, rows = grid
    origin = ["A-1", "2025/26 Q1"] if source.is_return else []
    named = ["agreement_code", "quarter"][: len(origin)]
    table = [*above, named + headings, *([*origin, *row] for row in rows)]
    if even:
        widest = max(map(len, table))
        table = [row + [None] * (widest - len(row)) for row in table]
    told = checked(hub, "sent.csv", support.csv_bytes(table))
    assert_every_row_is_accounted_for(told)
    if (
        len(set(map(len, table))) == 1
    ):  # of a ragged table the fields that are too many are not read
        assert sum(sheet.rows for sheet in told.sheets) in (0, span(table))


@thrown
@given(grid=grids(some.one_of(texts, typed)), in_form=some.lists(texts, max_size=3))
def test_each_row_of_any_workbook_is_accounted_for(hub, grid, in_form):
    source, headings, above, rows = grid
    form = [*support.form(), *([label, "5"] for label in in_form)]
    table = [*above, headings, *rows]
    told = checked(hub, "sent.xlsx", support.workbook(**{"Return": form, source.sheet: table}))
    assert_every_row_is_accounted_for(told)
    assert [sheet.rows for sheet in told.sheets[1:]] in ([], [span(table)])


@thrown
@given(rows=some.lists(some.lists(some.one_of(texts, typed), max_size=5), max_size=8))
def test_a_sheet_of_nothing_known_is_set_aside_whole_or_refused(hub, rows):
    told = checked(hub, "sent.xlsx", support.workbook(Return=support.form(), Sketch=rows))
    assert_every_row_is_accounted_for(told)


@thrown
@given(data=some.binary(max_size=300), ending=some.sampled_from([".csv", ".xlsx", ".xls", ".ods"]))
def test_any_bytes_under_any_name_are_loaded_or_refused(hub, data, ending):
    assert_every_row_is_accounted_for(checked(hub, f"sent{ending}", data))
