"""From a number back to its cell, and from a cell on to what became of it; on both databases."""

import pytest

from data.warehouse.engine import reading
from etl.archive.archive import Archive
from etl.trace.archived_files import reopener
from etl.trace.resolve import Tracer
from etl.trace.text import lines
from etl.trace.views import NotThereError, as_json
from tests import support
from tests.support.drawn_sheets import Hub

MORE = support.PROGRESS.replace("| 30 ", "| 45 ")
SLIP = support.SPENDING.replace("99.5", "99.555")
NAMED = support.PROGRESS.replace("Weekly singing", "Write to a@b.org")


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    return hub


def traced(hub, *words, row=None) -> dict:
    with reading(hub.engine) as connection, reopener(Archive.of(hub.settings())) as opener:
        return Tracer(connection, opener).trace(list(words), row)


def refusal(hub, *words, row=None) -> str:
    with pytest.raises(NotThereError) as missing:
        traced(hub, *words, row=row)
    return str(missing.value)


def ways(row) -> list[str]:
    """A row's cells: address, heading, typed and kept."""
    return [f"{c.cell} {c.heading}: {c.typed} → {c.kept}" for c in row.cells]


def the_row(hub, *words):
    """The one row that a trace of a file's cell or row leads to."""
    (file,) = traced(hub, *words)["files"]
    (sheet,) = file.sheets
    (row,) = sheet.rows
    return row


# -- From a return to its cells ------------------------------------------------------------------


def test_every_row_in_force_leads_to_its_cells_as_typed_and_as_kept(hub):
    hub.send("r.xlsx", support.whole_return())
    (part,) = traced(hub, "A-1", "2025/26 Q1", "Progress")["in_force"]
    (row,) = part.rows
    assert (part.file.name, part.sheet, row.row) == ("r.xlsx", "Progress", 2)
    assert ways(row) == [
        "A2 Objective code: O-1 → O-1",
        "B2 Activities conducted: Weekly singing → Weekly singing",
        "C2 Achieved this quarter: 30 → 30",
        "D2 Our rating: on track → on track",
    ]


def test_money_and_hours_are_shown_as_people_type_them(hub):
    hub.send("r.xlsx", support.whole_return())
    (part,) = traced(hub, "a-1", "2025/26 q1", "Spending", row=3)["in_force"]
    assert ways(part.rows[0])[-1] == "D3 Amount: (50.00) → −£50.00"
    (part,) = traced(hub, "A-1", "2025/26 Q1", "attendance", row=4)["in_force"]
    assert ways(part.rows[0])[3:] == [
        "D4 Hours: 1.5 → 1.5 hours",
        "E4 Group or class: None → None",
        "F4 Participant ref: c1 → a keyed hash",
        "G4 Attended: ✓ → yes",
        "H4 Headcount: None → None",
    ]


def test_of_two_returns_the_cells_are_those_of_the_one_that_stands(hub):
    hub.send("r.xlsx", support.whole_return())
    hub.today = "2026-01-20"
    hub.send("r2.xlsx", support.workbook(Return=support.form(), Progress=MORE))
    (part,) = traced(hub, "A-1", "2025/26 Q1", "Progress")["in_force"]
    assert part.file.name == "r2.xlsx"
    assert "C2 Achieved this quarter: 45 → 45" in ways(part.rows[0])


def test_every_return_that_came_is_listed_with_the_days_on_which_it_stood(hub):
    hub.send("r.xlsx", support.whole_return())
    hub.today = "2026-01-20"
    hub.send("r2.xlsx", support.workbook(Return=support.form(), Progress=MORE))
    told = [
        (one.file.name, one.told)
        for one in traced(hub, "A-1", "2025/26 Q1")["came"]
        if one.sheet == "Progress"
    ]
    assert told == [
        ("r.xlsx", "stood from 15 January 2026 to 20 January 2026"),
        ("r2.xlsx", "stands since 20 January 2026"),
    ]


def test_a_return_that_changed_nothing_or_was_refused_is_listed_too(hub):
    hub.send("r.xlsx", support.workbook(Return=support.form(), Progress=support.PROGRESS))
    title = "A title\n" + support.PROGRESS
    hub.send("same.xlsx", support.workbook(Return=support.form(), Progress=title))
    hub.send("other.xlsx", support.workbook(Return=support.form("A-2"), Progress=support.PROGRESS))
    found = traced(hub, "A-1", "2025/26 Q1")["came"]
    assert [(one.file.name, one.told) for one in found if one.source == "progress"] == [
        ("r.xlsx", "stands since 15 January 2026"),
        ("same.xlsx", "the same stood already"),
    ]
    (refused,) = [
        one for one in traced(hub, "A-2", "2025/26 Q1")["came"] if one.sheet == "Progress"
    ]
    assert refused.told == "nothing of it was loaded"


# -- From a cell to what became of it ------------------------------------------------------------


def test_a_cell_that_was_loaded_says_as_what_and_that_it_stands(hub):
    hub.send("r.xlsx", support.whole_return())
    row = the_row(hub, "r.xlsx", "Progress", "C2")
    assert (row.outcome, row.told) == (
        "loaded",
        "Loaded as Progress of A-1, 2025/26 Q1; it stands.",
    )
    assert ways(row) == ["C2 Achieved this quarter: 30 → 30"]


def test_a_row_that_was_replaced_says_when_and_by_which_file(hub):
    hub.send("r.xlsx", support.whole_return())
    hub.today = "2026-01-20"
    hub.send("r2.xlsx", support.workbook(Return=support.form(), Progress=MORE))
    row = the_row(hub, "r.xlsx", "Progress", "2")
    assert (row.outcome, row.replaced_by.name) == ("replaced", "r2.xlsx")
    assert row.told.endswith("it stood until 20 January 2026.")


def test_a_rejected_row_says_its_problem_and_what_to_do(hub):
    hub.send("r.xlsx", support.workbook(Return=support.form(), Spending=SLIP))
    row = the_row(hub, "r.xlsx", "Spending", "D4")
    assert row.outcome == "rejected"
    assert [told.remedy for told in row.problems] == ["Round the amount to whole pence."]
    assert ways(row) == ["D4 Amount: 99.555 → None"]


def test_a_row_set_aside_says_why(hub):
    hub.send("r.xlsx", support.whole_return())
    assert the_row(hub, "r.xlsx", "Progress", "1").told == "Set aside: the heading."


def test_a_row_that_stood_already_is_unchanged(hub):
    hub.send("r.xlsx", support.whole_return())
    title = "A title\n" + support.PROGRESS
    hub.send("same.xlsx", support.workbook(Return=support.form(), Progress=title))
    assert the_row(hub, "same.xlsx", "Progress", "3").outcome == "unchanged"


def test_the_rows_of_a_refused_sheet_say_what_was_wrong_with_the_sheet(hub):
    dated = support.PARTICIPANTS.replace("Key stage", "Date of birth")
    hub.send("r.xlsx", support.workbook(Return=support.form(), Participants=dated))
    row = the_row(hub, "r.xlsx", "Participants", "2")
    assert row.told == "Rejected with its whole sheet."
    assert "holds personal data" in row.problems[0].message
    shown = " ".join(ways(row))
    assert "KS2" not in shown, "a column that is not read is not shown either"


def test_a_cell_that_held_personal_data_is_never_shown(hub):
    hub.send("r.xlsx", support.workbook(Return=support.form(), Progress=NAMED))
    told = "\n".join(lines(traced(hub, "r.xlsx", "Progress", "2")))
    assert "B2 Activities conducted: ‘[left out: an e-mail address]’ → nothing" in told
    assert "a@b.org" not in told


def test_of_a_file_refused_for_personal_data_only_its_verdict_and_addresses_are_left(hub):
    dated = support.PARTICIPANTS.replace("Key stage", "Date of birth")
    form = support.form("A-9")
    report = hub.send("r.xlsx", support.workbook(Return=form, Participants=dated))
    assert report.is_refused_for_personal_data
    (file,) = traced(hub, report.sha256[:12])["files"]
    assert file.told.startswith("It was refused for personal data")
    assert [told.cell for told in file.problems if "personal" in told.message] == ["B1"]
    assert "Nothing of r.xlsx can be shown" in refusal(hub, "r.xlsx", "Participants", "2")


def test_a_form_leads_to_its_fields(hub):
    hub.send("r.xlsx", support.whole_return())
    assert ways(the_row(hub, "r.xlsx", "Return", "B1")) == ["B1 Agreement code: A-1 → A-1"]
    hub.send("other.xlsx", support.workbook(Return=support.form("A-9"), Progress=support.PROGRESS))
    assert the_row(hub, "other.xlsx", "Return", "B2").outcome == "rejected"


# -- Corrections ---------------------------------------------------------------------------------

MENDED = """
    Row in the file | Agreement code | Quarter    | Line | Kind   | Category | Amount
    4               | A-1            | 2025/26 Q1 | 3    | income | parents  | 99.5
"""


@pytest.fixture
def mended(hub):
    """A return whose row 4 was rejected, and the corrections file that brought it anew."""
    first = hub.send("r.xlsx", support.workbook(Return=support.form(), Spending=SLIP))
    named = [["Corrects file", first.sha256], ["File name", first.name]]
    hub.send("mended.xlsx", support.workbook(Corrections=named, Spending=MENDED))
    return hub


def test_a_rejected_row_names_the_file_that_mended_it(mended):
    row = the_row(mended, "r.xlsx", "Spending", "4")
    assert (row.outcome, row.mended_by.name) == ("rejected", "mended.xlsx")


def test_a_row_that_mends_says_which_row_and_stands_beside_the_return(mended):
    row = the_row(mended, "mended.xlsx", "Spending", "2")
    assert row.told == (
        "Loaded as Spending of A-1, 2025/26 Q1, beside the return that it mends; it stands."
    )
    assert ways(row)[0] == "A2 Row in the file: 4 → the row that this one mends"


def test_the_rows_in_force_are_those_of_the_return_and_of_what_mends_it(mended):
    parts = traced(mended, "A-1", "2025/26 Q1", "Spending")["in_force"]
    assert [(part.file.name, [row.row for row in part.rows]) for part in parts] == [
        ("r.xlsx", [2, 3]),
        ("mended.xlsx", [2]),
    ]
    came = traced(mended, "A-1", "2025/26 Q1")["came"]
    (beside,) = [one for one in came if one.mends]
    assert (beside.file.name, beside.mends.name) == ("mended.xlsx", "r.xlsx")


def test_a_row_that_mended_is_replaced_with_the_return_that_it_mended(mended):
    mended.today = "2026-01-20"
    mended.send("r2.xlsx", support.workbook(Return=support.form(), Spending=support.FEWER_LINES))
    for name, row in (("r.xlsx", "2"), ("mended.xlsx", "2")):
        found = the_row(mended, name, "Spending", row)
        assert (found.outcome, found.replaced_by.name) == ("replaced", "r2.xlsx"), name


# -- Files that came in a way of their own --------------------------------------------------------


def test_a_file_whose_name_held_an_address_is_opened_again_all_the_same(hub):
    hub.send("ann@example.org.xlsx", support.whole_return())
    row = the_row(hub, "[left out].xlsx", "Progress", "C2")
    assert ways(row) == ["C2 Achieved this quarter: 30 → 30"]


def test_a_heading_in_two_rows_names_its_cells(hub):
    split = """
        Objective | Activities | Achieved     | Our
        code      | conducted  | this quarter | rating
        O-1       | Singing    | 30           | on track
    """
    hub.send("r.xlsx", support.workbook(Return=support.form(), Progress=split))
    row = the_row(hub, "r.xlsx", "Progress", "3")
    assert [f"{cell.cell} {cell.typed} → {cell.kept}" for cell in row.cells] == [
        "A3 O-1 → O-1",
        "B3 Singing → Singing",
        "C3 30 → 30",
        "D3 on track → on track",
    ]


# -- A register's key ----------------------------------------------------------------------------


def test_a_register_key_leads_to_each_of_its_versions(hub):
    hub.today = "2026-02-01"
    dearer = support.AGREEMENTS.replace("| 12000 ", "| 15000 ")
    hub.send("agreements 2.csv", support.csv_bytes(dearer))
    first, second = traced(hub, "a-1")["versions"]
    assert [
        (v.file.name, v.row, v.stood_from and v.stood_from.isoformat()) for v in (first, second)
    ] == [
        ("agreements.csv", 2, None),
        ("agreements 2.csv", 2, "2026-02-01"),
    ]
    value = [
        f"{c.typed} → {c.kept}" for v in (first, second) for c in v.cells if c.column == "value"
    ]
    assert value == ["12000 → £12,000.00", "15000 → £15,000.00"]


# -- What is not there ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("A-3", "2025/26 Q1"), "There is no agreement ‘A-3’. The nearest is A-2."),
        (("A-1", "Q1"), "‘Q1’ is not a quarter. Write it like 2025/26 Q1."),
        (("A-1", "2024/25 Q1"), "No return of A-1 for 2024/25 Q1 has come. Returns came for: "),
        (("A-1", "2025/26 Q1", "Sums"), "A return has no sheet ‘Sums’. Its sheets are: "),
        (("A-2", "2025/26 Q1", "Progress"), "No row of Progress of A-2, 2025/26 Q1 stands."),
        (("rr.xlsx",), "called ‘rr.xlsx’. The nearest is ‘r.xlsx’."),
        (("r.xlsx", "Sums"), "r.xlsx has no sheet ‘Sums’; its sheets are: Return, "),
        (("r.xlsx", "Progress", "17"), "r.xlsx has rows 1 to 2; there is no row 17."),
        (("r.xlsx", "Progress", "K2"), "There is no cell K2; row 2 has A2, B2, C2, D2."),
        (("r.xlsx", "Progress", "here"), "‘here’ is neither a cell like C5 nor a row like 5."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_not_there_is_said_in_a_sentence(hub, words, sentence):
    hub.send("r.xlsx", support.whole_return())
    assert sentence in refusal(hub, *words)


def test_a_row_that_does_not_stand_is_said_to_lie_outside(hub):
    hub.send("r.xlsx", support.whole_return())
    told = refusal(hub, "A-1", "2025/26 Q1", "Progress", row=9)
    assert told == (
        "Row 9 is not one that stands in Progress of A-1, 2025/26 Q1; they lie between 2 and 2."
    )


def test_as_plain_objects_a_trace_has_days_as_iso_text(hub):
    hub.send("r.xlsx", support.whole_return())
    told = as_json(traced(hub, "A-1", "2025/26 Q1"))
    assert (told["agreement"], told["quarter"]) == ("A-1", "2025/26 Q1")
    assert {one["stood_from"] for one in told["came"]} == {"2026-01-15"}
