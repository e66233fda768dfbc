"""What the hub's own workbooks bring with them is known at the door, and told to nobody."""

import pytest

from data.warehouse.tables import fact_progress
from tests import support
from tests.support.drawn_sheets import Hub

READ_ME = """
    What this is   | A return for 2025/26 Q1
    Objective code | Statement | Measure | Unit     | Target
    O-1            | More sing | singers | children | 100
"""
CODES_ALONE = "Objective code | Activities conducted | Achieved this quarter\nO-1 | - | -"
HEADING = "Line | Kind | Category | Amount"


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    return hub


def rules(told) -> list[str]:
    return [problem.rule for problem in told.problems]


def test_guidance_is_set_aside_without_a_note_whatever_stands_in_it(hub):
    sheets = {"Read me": support.cells(READ_ME), "Spending": support.SPENDING}
    told = hub.send("r.xlsx", support.workbook(Return=support.form(), **sheets))
    assert (told.status, rules(told)) == ("loaded", [])
    guidance = next(sheet for sheet in told.sheets if sheet.sheet == "Read me")
    assert (guidance.source, guidance.rows, guidance.set_aside) == (None, 3, 3)


def test_nothing_to_report_may_stand_beside_objectives_that_the_hub_had_filled_in(hub):
    nil = support.form(nothing_to_report="yes")
    assert rules(hub.send("r.xlsx", support.workbook(Return=nil, Progress=CODES_ALONE))) == []
    said = CODES_ALONE + "\nO-1 | Weekly singing | -"
    told = hub.send(
        "r.xlsx", support.workbook(Return=nil, Progress=said.replace("O-1 | - | -\n", ""))
    )
    assert rules(told) == ["nil_with_rows"]
    assert "the sheets hold 1 row" in told.problems[0].message


def test_objectives_that_the_hub_had_filled_in_are_no_rows(hub):
    stated = support.form(rows_of_data=3)
    told = hub.send(
        "r.xlsx", support.workbook(Return=stated, Progress=CODES_ALONE, Spending=support.SPENDING)
    )
    assert rules(told) == []
    progress = next(sheet for sheet in told.sheets if sheet.sheet == "Progress")
    assert (progress.rows, progress.set_aside) == (2, 2)
    assert hub.count(fact_progress) == 0


def test_an_empty_sheet_is_noted_only_where_rows_of_an_earlier_return_stay(hub):
    empty = support.workbook(Return=support.form(prepared_on="2026-01-02"), Spending=HEADING)
    assert rules(hub.send("first.xlsx", empty)) == ["nothing_said"]
    hub.send("second.xlsx", support.workbook(Return=support.form(), Spending=support.SPENDING))
    emptied = support.workbook(Return=support.form(prepared_on="2026-01-03"), Spending=HEADING)
    assert rules(hub.send("third.xlsx", emptied)) == ["empty_sheet"]
