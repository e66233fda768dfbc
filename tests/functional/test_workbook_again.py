"""A workbook made again holds what was typed into an older one, and says what has no place."""

import io
from datetime import date

import openpyxl
import pytest

from data.warehouse.engine import reading
from etl.__main__ import main
from etl.templates.issued_workbook import NotGivenError
from etl.templates.older_workbook import older_workbook
from etl.templates.template import template
from tests import support
from tests.support.drawn_sheets import TODAY, Hub
from tests.support.warehouse_contents import standing

SAID = {"prepared_on": date(2025, 12, 8), "certified_by": "Hub lead"}
OTHER_WORDS = (
    support.PROGRESS.replace("Achieved this quarter", "achieved")
    .replace("Our rating", "RATING")
    .replace("O-1            |", "o-1            |")
)


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    return hub


def again(hub, data, agreement="A-1", quarter="2025/26 Q1", name="older.xlsx"):
    older = older_workbook(name, data)
    with reading(hub.engine) as connection:
        return template(connection, agreement, quarter, date.fromisoformat(TODAY), older)


def cells(made, sheet) -> list[list]:
    """The texts of a sheet below its headings, blank rows at the end left out."""
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    return [list(row) for row in book[sheet].iter_rows(min_row=2, values_only=True) if any(row)]


def facts(hub) -> dict:
    return {key: rows for key, rows in standing(hub).items() if key not in ("wrong", "waiting")}


def test_what_was_typed_loads_from_the_new_one_as_from_the_older(hub):
    older = support.whole_return(**SAID)
    hub.send("older.xlsx", older)
    before = facts(hub)
    made = again(hub, older)
    report = hub.send("again.xlsx", made.data)
    assert (made.left_out, report.status, report.total("rejected")) == ((), "loaded", 0)
    assert facts(hub) == before


def test_headings_that_changed_are_matched_as_a_load_matches_them(hub):
    older = support.workbook(Return=support.form(), Progress="My titles\n" + OTHER_WORDS)
    made = again(hub, older)
    assert cells(made, "Progress") == [["o-1", "Weekly singing", 30, None, None, "on track"]]
    assert made.left_out == ("Progress, one row: a title row.",)


def test_days_and_numbers_are_such_again_and_all_else_stays_as_it_was_typed(hub):
    spending = [
        ["Line", "Kind", "Category", "Amount", "Date"],
        ["007", "spend", "staff", 12.5, date(2025, 10, 1)],
        ["008", "spend", "staff", "£1,250.00", "03/10/2025"],
    ]
    made = again(hub, support.workbook(Return=support.form(**SAID), Spending=spending))
    (first, second) = cells(made, "Spending")
    assert first[:4] == ["007", "spend", "staff", 12.5]
    assert first[4].date() == date(2025, 10, 1)
    assert second == ["008", "spend", "staff", "£1,250.00", "03/10/2025"]
    form = dict(openpyxl.load_workbook(io.BytesIO(made.data))["Return"].values)
    assert form["Certified by"] == "Hub lead"
    assert form["Prepared on"].date() == date(2025, 12, 8)


def test_objectives_keep_their_row_and_one_that_ended_stands_below_them(hub):
    progress = support.PROGRESS.replace("O-1 ", "O-9 ") + "    O-1 | More songs | 4 | met"
    made = again(hub, support.workbook(Return=support.form(), Progress=progress))
    assert [row[:3] for row in cells(made, "Progress")] == [
        ["O-1", "More songs", 4],
        ["O-9", "Weekly singing", 30],
    ]


def test_what_has_no_place_is_told_and_what_is_personal_is_not_repeated(hub):
    spending = [
        ["Line", "Kind", "Category", "Amount", "My notes"],
        ["1", "spend", "staff", 12.5, "late"],
        ["Total", None, None, 12.5, None],
    ]
    progress = support.PROGRESS.replace("Weekly singing", "Write to ann@example.org")
    form = [*support.form(), ["Weather", "fine"]]
    made = again(
        hub, support.workbook(Return=form, Plan="a | b", Spending=spending, Progress=progress)
    )
    assert sorted(made.left_out) == [
        "Progress, cell B2: it holds an e-mail address, and the hub takes in none of that.",
        "Return, row 3: ‘Weather’ is no field of it.",
        "Sheet ‘Plan’: it is none that the hub reads.",
        "Spending, one row: a total row.",
        "Spending, under ‘My notes’: the hub reads no such heading.",
    ]
    assert cells(made, "Progress") == [["O-1", None, 30, None, None, "on track"]]


def test_an_amount_in_euros_does_not_go_on_as_pounds(hub):
    book = openpyxl.load_workbook(
        io.BytesIO(support.workbook(Return=support.form(), Spending=support.SPENDING))
    )
    book["Spending"]["D4"].number_format = "[$€-2] #,##0.00"
    saved = io.BytesIO()
    book.save(saved)
    made = again(hub, saved.getvalue())
    (why,) = made.left_out
    assert why.startswith("Spending, cell D4: The cell shows an amount of another currency")
    assert cells(made, "Spending")[2][3] is None


def test_of_another_quarter_only_the_children_go_along(hub):
    made = again(hub, support.whole_return(**SAID), quarter="2025/26 Q2")
    assert len(cells(made, "Participants")) == 3
    assert cells(made, "Spending") == cells(made, "Attendance") == []
    assert "Sheet Spending, 3 rows: it is of 2025/26 Q1, not 2025/26 Q2." in made.left_out
    form = dict(openpyxl.load_workbook(io.BytesIO(made.data))["Return"].values)
    assert (form["Quarter"], form["Prepared on"]) == ("2025/26 Q2", None)


def test_a_workbook_of_another_agreement_or_none_is_refused(hub):
    with pytest.raises(
        NotGivenError, match=r"older.xlsx is for agreement A-1. Give a workbook of A-2"
    ):
        again(hub, support.whole_return(), agreement="A-2")
    with pytest.raises(NotGivenError, match="does not say for which agreement it is"):
        again(hub, support.workbook(Spending=support.SPENDING))
    with pytest.raises(NotGivenError, match=r"older.xlsx: .* Send"):
        again(hub, b"")


def test_the_command_says_what_stays_behind(hub, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUB_TODAY", TODAY)
    older = support.workbook(Return=support.form(), Plan="a | b", Spending=support.SPENDING)
    support.put(tmp_path, "older.xlsx", older)
    words = ["template", "A-1", "2025/26 Q1", "--from", "older.xlsx", "--db"]
    address = hub.engine.url.render_as_string(hide_password=False)
    assert main([*words, address]) == 0
    assert capsys.readouterr().out == (
        "The workbook to fill in is A-1_2025-26-Q1.xlsx.\n"
        "What has no place in it stays in older.xlsx:\n"
        "  Sheet ‘Plan’: it is none that the hub reads.\n"
    )
    assert main([*words[:4], "missing.xlsx", "--db", address]) == 2
    assert "missing.xlsx cannot be read: No such file or directory." in capsys.readouterr().err
