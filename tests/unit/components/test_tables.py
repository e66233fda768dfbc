"""Tables that several pages show: what waits, what is overdue, what was entered, readings."""

from datetime import date

from dashboard.components.links import partner_links, record_page, return_page
from dashboard.components.tables import approvals, overdue, readings, restatements
from dashboard.components.tables.journal_entries import act_sentences, acts_table
from dashboard.components.tables.queries import queries_table
from dashboard.components.tables.table import Absent, Column, Table, shown_table
from dashboard.domain.facts import Act, Partner
from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.measures.kpi import Coverage
from dashboard.measures.restatements import Cause, Restatement
from dashboard.policy.approvals import Wait
from dashboard.policy.overdue import Chased, Overdue
from dashboard.views.files import ProblemRow
from data.calendar import Quarter
from tests.support.drawn_facts import POLICY, agreement, payment
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn
from tests.unit.components.test_words import reading

TODAY = date(2026, 1, 15)
CHOIR = Partner(partner_code="P-1", name="Choir")
WAIT = Wait("approve", agreement(), CHOIR, None, "music service", date(2026, 1, 5), None)
LATE = Overdue(agreement(), date(2025, 12, 28), Quarter(2025, 1))
CHASED = Chased(CHOIR, (LATE,), (), (payment(amount_pence=48_000),))


def test_a_long_word_may_be_broken_and_others_may_not():
    rows = [("Choir of Luton", "a" * 24), ("Choir", "returns_" * 4)]
    shown = str(drawn(shown_table(Table("Files", (Column("Partner"), Column("File")), rows))))
    assert shown.count("breakable") == 1


def test_a_wait_says_what_it_is_of_who_decided_and_for_how_long():
    (row,) = approvals.queue_table("Waiting", [WAIT], TODAY).rows
    assert row[:4] == ("Choir", "Agreement: Band (A-1)", "Luton", "Music service")
    assert row[5] == 10


def test_only_who_may_record_a_step_gets_the_link_to_it():
    open_, closed = (
        str(drawn(approvals.queue([WAIT], TODAY, POLICY, "/export/queue", Viewer(role))))
        for role in ("executive", "officer")
    )
    assert record_page("approval", agreement="A-1") in open_
    assert "/record" not in closed


def test_an_empty_list_of_decisions_is_said_for_each_step():
    page = words(drawn(approvals.queue([], TODAY, POLICY, "/export/queue", COMMAND_LINE)))
    assert "Nothing waits for the Executive Group’s approval." in page
    assert "Nothing waits to be reported to the Oversight Committee." in page


def test_other_tasks_count_both_steps():
    page = words(drawn(approvals.other_tasks([WAIT])))
    assert "Decisions: 1 waits for approval, 0 are to be reported" in page


def test_who_is_to_be_chased_is_counted_with_the_money_that_waits():
    assert overdue.answer([CHASED]) == (
        "1 partner is to be chased: 1 return is overdue, and payments of £480 wait for returns."
    )
    assert overdue.answer([]).startswith("Nobody needs to be chased")


def test_on_the_page_an_overdue_return_comes_with_its_workbook_and_in_the_file_in_words():
    page = str(drawn(overdue.chase_list([CHASED], TODAY, "/export/chase")))
    assert "/workbook/return?agreement=A-1" in page
    (row,) = overdue.chase_table([CHASED], TODAY).rows
    assert row[2] == "2025/26 Q1, Band"
    assert row[5] == 18


def act(**said) -> Act:
    return Act(3, TODAY, "lead", "acknowledge", None, "A-1", said)


def test_an_entry_is_said_field_by_field_and_a_rule_by_its_title():
    sentences = act_sentences(act(rule="return_overdue"))
    assert sentences.endswith("Return overdue.")
    assert act_sentences(act(rule="return_overdue"), but=("rule",)) == ""


def test_the_journal_says_whom_an_entry_is_about():
    (row,) = acts_table([act()]).rows
    assert (row[0], row[4]) == (3, "A-1")
    (row,) = acts_table([Act(4, TODAY, "lead", "acknowledge", None, None, {})]).rows
    assert row[4] == "The hub"


def test_readings_by_area_keep_what_is_absent_apart_from_zero():
    table = readings.by_area(
        "Attendance",
        {"k": {"Luton": reading(value=0.0), "Hub": reading(value=None, state="suppressed")}},
        ("Luton", "Hub"),
    )
    assert table.rows == [("Luton", 0.0), ("Hub-wide", Absent("suppressed"))]
    assert table.columns[1].kind == "share"


def test_readings_over_quarters_have_a_row_for_each_quarter():
    quarters = (Quarter(2025, 1), Quarter(2025, 2))
    table = readings.over_quarters(
        "By quarter", {"Luton": [reading(), reading(value=0.7)]}, quarters
    )
    assert table.rows == [("2025/26 Q1", 0.8), ("2025/26 Q2", 0.7)]


def test_a_reading_against_its_target_says_its_mark_and_its_returns():
    (row,) = readings.against_target("Targets", [reading(rag="red")]).rows
    said = [str(cell) for cell in row[1:5]]
    assert said == ["80%", "85%", "Short of target", "27 of 31 returns received"]


def test_the_running_quarter_stands_beside_the_chosen_one():
    now = reading(value=0.5, coverage=Coverage(1, 31))
    table = readings.side_by_side("So far", [reading()], [now], ("Q1", "Q2 so far"))
    assert table.rows == [("Attendance", "80%", "50%", "1 of 31 returns received")]


def test_a_restatement_names_its_cause_and_hides_files_of_other_areas():
    causes = (
        Cause("return", "A-1", "Luton", "A-1.xlsx"),
        Cause("payments", None, "Bedford", None),
    )
    entry = Restatement(TODAY, Quarter(2025, 1), None, reading(), reading(value=0.7), causes)
    (row,) = restatements.restatements_table([entry]).rows
    assert [str(cell) for cell in row[2:6]] == ["The whole hub", "Attendance", "80%", "70%"]
    assert row[6] == "a return (A-1, A-1.xlsx) and the register of payments of another area"


def test_rows_without_a_partner_have_no_link():
    assert partner_links(["P-1", None, "P/3"]) == {0: "/partner/P-1", 2: "/partner/P%2F3"}


def test_a_link_to_a_return_names_its_sheet_where_one_is_meant():
    assert return_page("A-1", Quarter(2025, 1)) == "/return?agreement=A-1&quarter=2025%2F26+Q1"
    assert return_page("A-1", Quarter(2025, 1), "progress").endswith("&sheet=progress")


def test_an_open_query_leads_to_its_answer_and_an_answered_one_says_so():
    asked = ("Spending", "D2", 2, "amount", "£9", "unusual")
    still_open = ProblemRow(*asked, "query", "Far more.", "Check it.", "q1", "A-1")
    settled = ProblemRow(
        *asked, "note", "Far less. Answered.", "Nothing need be done.", "q2", "A-1"
    )
    first, second = queries_table([still_open, settled], {"q1"}).rows
    assert (first[2], first[-1].href) == ("Query", "/record?act=answer&agreement=A-1&query=q1")
    assert (second[2], second[-2:]) == ("Answered", ("Nothing need be done.", None))
    [not_mine] = queries_table([still_open], set()).rows
    assert not_mine[-2:] == ("Check it.", None)
