"""Rules across rows, sheets and files: each problem with its address, the rest loaded."""

from datetime import date

import pytest
from sqlalchemy import select

from data.warehouse.tables import (
    dim_agreement,
    dim_need,
    dim_return,
    fact_attendance,
    fact_headcount,
    fact_learning,
    fact_spending,
    fact_waiver,
    participant_detail,
    problem,
)
from tests import support
from tests.support.drawn_sheets import Hub

PERSONAL = {
    "an e-mail address": "ask ann.lee@example.org",
    "a phone number": "call 01582 123456",
    "a postcode": "lives at LU1 2AB",
    "a unique pupil number": "A123456789012",
    "a date of birth": "born 03/07/2015",
}


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    children = support.put(tmp_path, "children.csv", of_return(support.PARTICIPANTS))
    hub.loader().load([*support.registers(tmp_path), children])
    return hub


def of_return(table: str, agreement: str = "A-1", quarter: str = "2025/26 Q1") -> bytes:
    """A CSV of a return: a drawn table with its agreement and quarter before each row."""
    head, *rows = support.cells(table)
    lines = [["agreement_code", "quarter", *head]]
    return support.csv_bytes(lines + [[agreement, quarter, *row] for row in rows])


def spending(*lines: str, **more) -> bytes:
    return of_return("Line | Kind | Category | Amount | Date\n" + "\n".join(lines), **more)


def attendance(*lines: str, **more) -> bytes:
    heading = "Session date | Activity | Venue | Hours | Group | Participant ref | Headcount\n"
    return of_return(heading + "\n".join(lines), **more)


def learning(*lines: str, **more) -> bytes:
    heading = "Participant ref | Domain | Measure | Stage | Score | Out of | Date\n"
    return of_return(heading + "\n".join(lines), **more)


def progress(*lines: str, **more) -> bytes:
    heading = "Objective code | Activities conducted | Achieved this quarter\n"
    return of_return(heading + "\n".join(lines), **more)


def errors(told) -> list[tuple]:
    """Where each error of a file stands, and its rule."""
    return [(p.cell, p.rule) for p in told.problems if p.severity == "error"]


def queries(told) -> list[tuple]:
    return [(p.cell, p.rule) for p in told.problems if p.severity == "query"]


def notes(told) -> set[str]:
    return {p.rule for p in told.problems if p.severity == "note"}


def counts(told, source: str) -> tuple[int, int, int, int]:
    """Of a sheet: loaded, unchanged, rejected, set aside."""
    sheet = next(sheet for sheet in told.sheets if sheet.source == source)
    assert sheet.rows == sheet.loaded + sheet.unchanged + sheet.rejected + sheet.set_aside
    return sheet.loaded, sheet.unchanged, sheet.rejected, sheet.set_aside


# -- Keys --------------------------------------------------------------------------------------


def test_the_same_row_twice_is_loaded_once_and_the_second_set_aside(hub):
    same = "1 | spend | staff | 5 | -"
    told = hub.send("s.csv", spending(same, "2 | spend | staff | 6 | -", same))
    assert (told.status, counts(told, "spending")) == ("loaded", (2, 0, 0, 2))


def test_two_rows_of_one_key_that_differ_are_both_refused_and_named(hub):
    told = hub.send(
        "s.csv",
        spending(
            "1 | spend | staff | 5 | -", "2 | spend | staff | 6 | -", "1 | spend | staff | 7 | -"
        ),
    )
    assert errors(told) == [("C2", "duplicate_key"), ("C4", "duplicate_key")]
    assert "Rows 2, 4" in told.problems[0].message
    assert (told.status, counts(told, "spending")) == ("partly", (1, 0, 2, 1))


def test_a_pseudonym_is_the_same_child_in_any_case(hub):
    told = hub.send(
        "a.csv",
        attendance(
            "2025-10-01 | singing | Hall | 1 | - | c1 | -",
            "2025-10-01 | singing | Hall | 2 | - | C1 | -",
        ),
    )
    assert [rule for _, rule in errors(told)] == ["duplicate_key"] * 2


def test_hours_are_the_childs_own_and_may_differ_within_a_session(hub):
    told = hub.send(
        "a.csv",
        attendance(
            "2025-10-01 | singing | Hall | 1 | - | c1 | -",
            "2025-10-01 | singing | HALL | 0.5 | - | c2 | -",
        ),
    )
    assert (told.status, told.problems) == ("loaded", ())
    assert sorted(hub.rows(select(fact_attendance.c.seconds))) == [(1800,), (3600,)]


def test_two_identical_headcounts_without_a_group_load_and_are_queried(hub):
    same = "2025-10-01 | singing | Hall | 1 | - | - | 30"
    told = hub.send("a.csv", attendance(same, same))
    assert (told.status, [rule for _, rule in queries(told)]) == ("loaded", ["repeated_headcount"])
    assert hub.count(fact_headcount) == 2


def test_two_headcounts_told_apart_by_their_groups_are_two_without_a_query(hub):
    told = hub.send(
        "a.csv",
        attendance(
            "2025-10-01 | singing | Hall | 1 | Choir | - | 30",
            "2025-10-01 | singing | Hall | 1 | Band | - | 30",
        ),
    )
    assert (told.status, told.problems) == ("loaded", ())


@pytest.mark.parametrize("who", ["c1 | 30", "- | -"])
def test_a_row_of_attendance_is_of_one_child_or_of_a_headcount(hub, who):
    told = hub.send("a.csv", attendance(f"2025-10-01 | singing | Hall | 1 | - | {who}"))
    assert [rule for _, rule in errors(told)] == ["participant_or_headcount"]
    assert counts(told, "attendance") == (0, 0, 1, 1)


# -- What must be known ------------------------------------------------------------------------


def test_a_child_who_is_not_among_the_participants_is_refused_row_by_row(hub):
    told = hub.send(
        "a.csv",
        attendance(
            "2025-10-01 | singing | Hall | 1 | - | c1 | -",
            "2025-10-01 | singing | Hall | 1 | - | c9 | -",
        ),
    )
    assert errors(told) == [("H3", "unknown_participant")]
    assert counts(told, "attendance") == (1, 0, 1, 1)


def test_a_child_of_an_earlier_quarter_is_known(hub):
    hub.today = "2026-04-15"
    told = hub.send(
        "a.csv", attendance("2026-01-08 | singing | Hall | 1 | - | c1 | -", quarter="2025/26 Q2")
    )
    assert told.status == "loaded"


def test_a_child_of_another_partner_is_not_known(hub):
    told = hub.send(
        "a.csv", attendance("2025-10-01 | singing | Hall | 1 | - | c1 | -", agreement="A-2")
    )
    assert errors(told) == [("H2", "unknown_participant")]


def test_an_objective_of_another_agreement_is_refused(hub):
    told = hub.send("p.csv", progress("O-1 | Sang | 10", "O-2 | Played | 5"))
    assert errors(told) == [("C3", "other_objective")]
    assert counts(told, "progress") == (1, 0, 1, 1)


def test_an_objective_that_is_not_registered_is_refused(hub):
    told = hub.send("p.csv", progress("O-9 | Sang | 10"))
    assert errors(told) == [("C2", "unknown_objective")]


def test_blank_is_not_measured_and_nought_is_none(hub):
    from data.warehouse.tables import fact_progress

    hub.send("p.csv", progress("O-1 | Sang | -"))
    assert hub.rows(select(fact_progress.c.achieved_value)) == [(None,)]
    hub.send("p2.csv", progress("O-1 | Sang | 0"))
    newest = fact_progress.c.return_id.desc()
    assert hub.rows(select(fact_progress.c.achieved_value).order_by(newest))[0] == (0.0,)


def test_an_agreement_needs_its_partner_and_a_need_its_register(hub):
    told = hub.send("a.csv", support.csv_bytes(support.AGREEMENTS.replace("P-2 ", "P-9 ")))
    assert [(p.column, p.rule, p.value) for p in told.problems] == [
        ("partner_code", "unknown_partner", "P-9")
    ]
    assert counts(told, "agreements") == (0, 1, 1, 1)


NEEDS = """
    need_code | area  | statement   | priority | lpme_function | identified_on
    N-1       | Luton | More choirs | 1        | schools       | 2025-06-01
"""


def test_a_row_that_waited_for_a_need_loads_once_it_is_registered(hub):
    row = support.AGREEMENTS.strip().splitlines()
    table = "\n".join([row[0] + " | need_code", row[1].replace("A-1", "A-3") + " | N-1"])
    assert hub.send("a3.csv", support.csv_bytes(table)).status == "refused"
    path = support.put(hub.folder, "needs.csv", support.csv_bytes(NEEDS))
    told = hub.loader().load([path]).files
    assert [(f.name, f.status, f.tried_again) for f in told] == [
        ("needs.csv", "loaded", False),
        ("a3.csv", "loaded", True),
    ]
    assert hub.count(dim_need) == 1
    assert hub.count(dim_agreement, dim_agreement.c.agreement_code == "A-3") == 1


def test_files_given_together_are_loaded_registers_first(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    given = support.registers(tmp_path)
    last = support.put(tmp_path, "0-first-by-name.csv", spending("1 | spend | staff | 5 | -"))
    told = hub.loader().load([last, *reversed(given)])
    names = ["partners.csv", "agreements.csv", "objectives.csv", "0-first-by-name.csv"]
    assert [f.name for f in told.files] == names
    assert {f.status for f in told.files} == {"loaded"}


# -- Learning ----------------------------------------------------------------------------------

BEFORE = "c1 | musical | Rhythm | before | 2 | 5 | -"
AFTER = "c1 | musical | Rhythm | after  | 4 | 5 | -"


def test_a_score_after_without_one_before_is_refused(hub):
    told = hub.send("l.csv", learning(AFTER))
    assert errors(told) == [("F2", "after_without_before")]


@pytest.mark.parametrize(
    "other",
    [BEFORE.replace("c1", "c2"), BEFORE.replace("Rhythm", "Pitch")],
    ids=["child", "measure"],
)
def test_a_score_before_of_another_child_or_measure_does_not_help(hub, other):
    told = hub.send("l.csv", learning(other, AFTER))
    assert errors(told) == [("F3", "after_without_before")]


def test_a_score_before_in_an_earlier_return_of_the_year_is_enough(hub):
    hub.today = "2026-04-15"
    hub.send("l1.csv", learning(BEFORE))
    assert hub.send("l2.csv", learning(AFTER, quarter="2025/26 Q2")).status == "loaded"


def test_a_score_before_in_a_later_return_is_not(hub):
    hub.today = "2026-04-15"
    hub.send("l2.csv", learning(BEFORE, quarter="2025/26 Q2"))
    assert errors(hub.send("l1.csv", learning(AFTER))) == [("F2", "after_without_before")]


def test_a_score_before_of_the_last_academic_year_is_not(hub):
    hub.today = "2026-10-15"
    hub.send("l1.csv", learning(BEFORE, quarter="2025/26 Q4"))
    told = hub.send("l2.csv", learning(AFTER, quarter="2026/27 Q1"))
    assert errors(told) == [("F2", "after_without_before")]


def test_a_score_before_that_is_refused_takes_the_score_after_with_it(hub):
    told = hub.send("l.csv", learning(BEFORE.replace("| 2 |", "| 9 |"), AFTER))
    assert [rule for _, rule in errors(told)] == ["scale", "after_without_before"]
    assert hub.count(fact_learning) == 0


# -- Days --------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2025-09-01", "2025-11-30"])
def test_the_first_and_the_last_day_of_a_quarter_lie_inside_it(hub, day):
    assert hub.send("s.csv", spending(f"1 | spend | staff | 5 | {day}")).status == "loaded"


@pytest.mark.parametrize(
    "sent",
    [
        attendance("2025-12-01 | singing | Hall | 1 | - | - | 9"),
        spending("1 | spend | staff | 5 | 2025-08-31"),
        learning(BEFORE.replace("| -", "| 2025-12-01")),
        of_return("Response ref | Respondent | Question | Score | Date\nr1|pupil|Fun|5|2025-12-01"),
    ],
    ids=["session_date", "on_date", "assessed_on", "answered_on"],
)
def test_a_day_outside_the_quarter_is_refused_and_the_quarter_told(hub, sent):
    told = hub.send("x.csv", sent)
    assert [rule for _, rule in errors(told)] == ["outside_quarter"]
    assert "from 1 September 2025 to 30 November 2025" in told.problems[0].message


def test_a_day_after_the_day_of_loading_is_refused(hub):
    hub.today = "2025-10-10"
    told = hub.send(
        "s.csv",
        spending("1 | spend | staff | 5 | 2025-10-10", "2 | spend | staff | 5 | 2025-10-11"),
    )
    assert errors(told) == [("G3", "future_date")]


def test_a_return_cannot_be_prepared_tomorrow(hub):
    data = support.workbook(
        Return=support.form(prepared_on=date(2026, 1, 16)), Spending=support.SPENDING
    )
    told = hub.send("r.xlsx", data)
    assert errors(told) == [("B3", "future_date")]
    assert told.status == "partly"


def test_what_is_done_lies_in_the_past_and_what_is_due_may_lie_ahead(hub):
    told = hub.send(
        "payments.csv",
        support.csv_bytes("""
            payment_ref | agreement_code | due_on     | paid_on    | amount | stream
            Y-1         | A-1            | 2030-01-01 | -          | 5      | other
            Y-2         | A-1            | 2026-01-01 | 2030-01-01 | 5      | other
        """),
    )
    assert errors(told) == [("D3", "future_date")]


def test_an_agreement_cannot_end_before_it_starts(hub):
    ended = support.AGREEMENTS.replace("2027-08-31 | £4,000", "2025-08-31 | £4,000")
    told = hub.send("a.csv", support.csv_bytes(ended))
    assert errors(told) == [("H3", "date_order")]


def test_a_column_of_american_dates_refuses_the_sheet_and_guesses_nothing(hub):
    told = hub.send(
        "s.csv",
        spending("1 | spend | staff | 5 | 10/13/2025", "2 | spend | staff | 5 | 10/01/2025"),
    )
    assert [rule for _, rule in errors(told)] == ["us_dates"]
    assert (told.status, counts(told, "spending")) == ("refused", (0, 0, 2, 1))


# -- Money -------------------------------------------------------------------------------------


def test_ten_million_pounds_load_and_a_penny_more_does_not(hub):
    told = hub.send(
        "s.csv",
        spending("1 | spend | staff | 10000000 | -", "2 | spend | staff | 10000000.01 | -"),
    )
    assert errors(told) == [("F3", "money_limit")]
    assert hub.rows(select(fact_spending.c.amount_pence)) == [(1_000_000_000,)]


def test_a_category_of_income_on_a_line_of_spending_is_refused(hub):
    told = hub.send("s.csv", spending("1 | spend | parents | 5 | -", "2 | income | other | 5 | -"))
    assert errors(told) == [("E2", "choice")]
    assert counts(told, "spending") == (1, 0, 1, 1)


# -- The Return form ---------------------------------------------------------------------------


def test_the_stated_count_of_rows_agrees(hub):
    data = support.workbook(Return=support.form(rows_of_data=3), Spending=support.SPENDING)
    assert hub.send("r.xlsx", data).status == "loaded"


def test_a_wrong_count_is_told_on_the_form_and_the_rows_load(hub):
    data = support.workbook(Return=support.form(rows_of_data=30), Spending=support.SPENDING)
    told = hub.send("r.xlsx", data)
    assert (told.status, errors(told)) == ("partly", [("B3", "row_count")])
    assert "30 rows of data, but the sheets hold 3" in told.problems[0].message
    assert counts(told, "spending") == (3, 0, 0, 1)


def test_the_count_is_of_data_rows_whether_or_not_they_load(hub):
    lines = support.SPENDING.replace("venues", "wishes")
    data = support.workbook(Return=support.form(rows_of_data=3), Spending=lines)
    assert [rule for _, rule in errors(hub.send("r.xlsx", data))] == ["choice"]


def test_nothing_to_report_beside_rows_is_queried(hub):
    data = support.workbook(Return=support.form(nothing_to_report="yes"), Spending=support.SPENDING)
    told = hub.send("r.xlsx", data)
    assert (told.status, [rule for _, rule in queries(told)]) == ("loaded", ["nil_with_rows"])


def test_a_form_without_a_known_agreement_refuses_the_sheets_beside_it(hub):
    data = support.workbook(Return=support.form("A-9"), Spending=support.SPENDING)
    told = hub.send("r.xlsx", data)
    assert told.status == "refused"
    assert [(p.sheet, p.rule) for p in told.problems] == [
        ("Spending", "no_return"),
        ("Return", "unknown_agreement"),
    ]


def test_a_sheet_of_a_return_without_a_form_is_refused(hub):
    told = hub.send("r.xlsx", support.workbook(Spending=support.SPENDING))
    assert [(p.sheet, p.rule) for p in told.problems] == [("Spending", "no_return")]


def test_a_row_of_another_agreement_than_the_forms_is_refused(hub):
    told = hub.send(
        "r.xlsx",
        support.workbook(
            Return=support.form(),
            Spending="""
                agreement_code | quarter     | Line | Kind  | Category | Amount
                a-1            | 2025-26 q1  | 1    | spend | staff    | 5
                A-2            | 2025/26 Q1  | 2    | spend | staff    | 5
                A-1            | 2025/26 Q2  | 3    | spend | staff    | 5
            """,
        ),
    )
    assert errors(told) == [("A3", "other_return"), ("B4", "other_return")]


# -- Personal data -----------------------------------------------------------------------------


@pytest.mark.parametrize(("what", "text"), PERSONAL.items(), ids=str)
def test_a_row_with_personal_data_is_refused_and_nothing_repeats_them(hub, what, text):
    told = hub.send("p.csv", progress(f"O-1 | We {text} | 10"))
    (found,) = told.problems
    assert (found.cell, found.rule, found.value) == ("D2", "personal_data", None)
    assert found.message == f"This text holds {what}."
    assert not any(text in row for rows in hub.everything().values() for row in rows)


@pytest.mark.parametrize(("what", "text"), PERSONAL.items(), ids=str)
def test_a_text_of_a_register_is_searched_as_one_of_a_return(hub, what, text):
    lines = f"R-1 | A-1 | 2026-05-01 | {text}\nR-2 | A-1 | 2026-05-01 | all well"
    review = "review_ref | agreement_code | due_on | notes\n"
    told = hub.send("reviews.csv", support.csv_bytes(review + lines))
    (found,) = told.problems
    assert (found.cell, found.rule, found.value) == ("D2", "personal_data", None)
    assert counts(told, "reviews") == (1, 0, 1, 1)
    assert not any(text in row for rows in hub.everything().values() for row in rows)


def test_a_wrong_cell_of_a_register_is_not_repeated_where_it_is_personal(hub):
    review = "review_ref | agreement_code | due_on\nR-1 | A-1 | ann.lee@example.org"
    (found,) = hub.send("reviews.csv", support.csv_bytes(review)).problems
    assert (found.cell, found.rule, found.value) == ("C2", "personal_data", None)


@pytest.mark.parametrize("contact", ["office@thistledown.example", "01582 000000", "LU1 2AB"])
def test_an_organisation_may_give_its_own_contact_and_its_numbers(hub, contact):
    heading, line, _ = support.cells(support.PARTNERS)
    more = ["charity_number", "company_number", "contact"]
    table = [[*heading, *more], [*line, "01234567890", "01234567", contact]]
    told = hub.send("partners.csv", support.csv_bytes(table))
    assert (told.problems, counts(told, "partners")) == ((), (1, 0, 0, 1))


@pytest.mark.parametrize("ref", ["Ann Lee", "03/07/2015", "ann@example.org"])
def test_a_pseudonym_that_is_none_is_refused_and_not_repeated(hub, ref):
    told = hub.send("c.csv", of_return(f"Participant ref | Gender\n{ref} | girl\nc4 | boy"))
    (found,) = told.problems
    assert (found.cell, found.rule, found.value) == ("C2", "personal_data", None)
    assert not any(ref in row for rows in hub.everything().values() for row in rows)


def test_a_column_of_names_refuses_its_sheet_and_the_others_load(hub):
    named = "Participant ref | Surname\nc7 | Lee\nc8 | Roe"
    data = support.workbook(Return=support.form(), Participants=named, Spending=support.SPENDING)
    told = hub.send("r.xlsx", data)
    assert told.status == "partly"
    assert counts(told, "participants") == (0, 0, 2, 1)
    assert counts(told, "spending") == (3, 0, 0, 1)
    assert errors(told) == [("B1", "personal_data")]
    assert not any("Roe" in row for rows in hub.everything().values() for row in rows)


# -- Sheets, columns, severity and status ------------------------------------------------------


def test_a_sheet_with_a_missing_column_is_refused_and_the_others_load(hub):
    data = support.workbook(
        Return=support.form(), Spending=support.SPENDING, Attendance="Activity | Hours\nsinging | 1"
    )
    told = hub.send("r.xlsx", data)
    assert (told.status, counts(told, "spending")) == ("partly", (3, 0, 0, 1))
    assert [(p.sheet, p.rule) for p in told.problems] == [("Attendance", "missing_column")]


def test_a_heading_that_stands_twice_refuses_the_sheet(hub):
    twice = "Line | Kind | Category | Amount | Amount\n1 | spend | staff | 5 | 6"
    told = hub.send("r.xlsx", support.workbook(Return=support.form(), Spending=twice))
    assert [(p.sheet, p.rule) for p in told.problems] == [("Spending", "repeated_heading")]


def test_a_sheet_and_a_column_that_are_not_read_are_noted_and_all_is_loaded(hub):
    lines = "Line | Kind | Category | Amount | Mood\n1 | spend | staff | 5 | fine"
    data = support.workbook(Return=support.form(), Spending=lines, Thoughts="Many | ideas\na | b")
    told = hub.send("r.xlsx", data)
    assert (told.status, notes(told)) == ("loaded", {"unknown_column", "unknown_sheet"})
    noted = {p.rule: (p.sheet, p.cell) for p in told.problems}
    assert noted["unknown_column"] == ("Spending", "E1")
    thoughts = next(sheet for sheet in told.sheets if sheet.sheet == "Thoughts")
    assert (thoughts.source, thoughts.rows, thoughts.set_aside) == (None, 2, 2)


def test_a_second_heading_is_told_and_the_rows_below_it_are_refused(hub):
    part = spending("1 | spend | staff | 5 | -")
    told = hub.send("s.csv", part + part)
    assert [(p.row, p.rule) for p in told.problems] == [(4, "second_heading")]
    assert counts(told, "spending") == (1, 0, 1, 2)


def test_a_total_is_set_aside_and_never_added(hub):
    data = support.workbook(
        Return=support.form(), Spending=support.SPENDING + "    Total | - | - | 1299.5\n"
    )
    told = hub.send("r.xlsx", data)
    assert (told.status, counts(told, "spending")) == ("loaded", (3, 0, 0, 2))


def test_a_total_that_is_filled_in_like_a_line_is_rejected_and_never_added(hub):
    told = hub.send("s.csv", spending("1 | spend | staff | 5 | -", "Total | spend | staff | 5 | -"))
    assert [(p.cell, p.rule) for p in told.problems] == [("C3", "total_row")]
    assert hub.rows(select(fact_spending.c.amount_pence)) == [(500,)]


def test_the_rows_of_another_sheet_of_the_file_are_of_no_earlier_return(hub):
    sheets = {"Spending": support.SPENDING, "Spending (2)": support.SPENDING}
    told = hub.send("r.xlsx", support.workbook(Return=support.form(), **sheets))
    assert [p.rule for p in told.problems] == ["second_sheet"]


def test_an_error_of_the_spreadsheet_is_refused_at_its_cell(hub):
    data = support.workbook(
        Return=support.form(), Progress="Objective code | Achieved\nO-1 | #DIV/0!"
    )
    told = hub.send("r.xlsx", data)
    assert errors(told) == [("B2", "error_cell")]


def test_a_formula_that_was_never_calculated_is_refused_and_is_no_blank(hub):
    data = support.workbook(Return=support.form(), Progress="Objective code | Achieved\nO-1 | =6*7")
    told = hub.send("r.xlsx", data)
    assert errors(told) == [("B2", "formula")]


def test_a_ragged_row_is_refused_and_the_others_load(hub):
    data = spending("1 | spend | staff | 5 | -", "2 | spend | staff | 6 | -")
    told = hub.send("s.csv", data.replace(b"6,", b"6,,,extra"))
    assert [(p.row, p.rule) for p in told.problems] == [(3, "fields")]
    assert counts(told, "spending") == (1, 0, 1, 1)


def test_a_nul_byte_refuses_its_row_and_the_others_load(hub):
    data = spending("1 | spend | staff | 5 | -", "2 | spend | staff | 6 | -")
    told = hub.send("s.csv", data.replace(b"2,spend", b"2\0,spend"))
    assert [(p.row, p.rule) for p in told.problems] == [(3, "nul")]
    assert counts(told, "spending") == (1, 0, 1, 1)


def test_a_nul_byte_in_a_heading_is_no_fault_of_the_program(hub):
    data = spending("1 | spend | staff | 5 | -").replace(b"Date", b"Mo\0od")
    assert "program_fault" not in {p.rule for p in hub.send("s.csv", data).problems}


@pytest.mark.parametrize("asked", ["3000000000", "999999999999"])
def test_a_count_beyond_all_children_is_refused_as_a_slip(hub, asked):
    told = hub.send(
        "s.csv",
        of_return(
            f"Response ref | Respondent | Question | Score | Number asked\nr1|pupil|Fun|5|{asked}"
        ),
    )
    assert [p.column for p in told.problems] == ["asked"]


def test_a_file_of_only_headings_is_told_to_hold_nothing(hub):
    told = hub.send("s.csv", b"agreement_code,quarter,Line,Kind,Category,Amount\n")
    assert told.problems, "its sender is told why nothing was loaded"


def test_every_problem_says_where_what_and_what_to_do(hub):
    told = hub.send(
        "s.csv", spending("1 | gift | staff | 5.555 | 31/02/2026", "- | spend | x | y | z")
    )
    assert [p.cell for p in told.problems] == ["C3", "D2", "E3", "F2", "F3", "G2", "G3"]
    for found in told.problems:
        assert found.sheet and found.row and found.column and found.cell
        assert found.message and found.remedy
        assert found.severity == "error"


def test_the_warehouse_keeps_every_problem_that_was_told(hub):
    told = hub.send("s.csv", spending("1 | gift | staff | 5.555 | 31/02/2026"))
    kept = hub.rows(select(problem.c.cell, problem.c.rule).order_by(problem.c.problem_id))
    assert kept == [(p.cell, p.rule) for p in told.problems]


# -- What replaces what ------------------------------------------------------------------------


def test_a_row_resent_alike_is_unchanged_and_one_that_changed_is_loaded(hub):
    hub.send("s.csv", spending("1 | spend | staff | 5 | -", "2 | spend | staff | 6 | -"))
    told = hub.send("s2.csv", spending("1 | spend | staff | 5 | -", "2 | spend | staff | 7 | -"))
    assert counts(told, "spending") == (1, 1, 0, 1)


def test_bytes_that_were_replaced_are_a_new_version_when_they_come_again(hub):
    first = spending("1 | spend | staff | 5 | -")
    hub.send("s.csv", first)
    hub.send("s2.csv", spending("1 | spend | staff | 6 | -"))
    told = hub.send("s.csv", first)
    assert (told.status, counts(told, "spending")) == ("loaded", (1, 0, 0, 1))
    stands = select(fact_spending.c.amount_pence).join(dim_return)
    assert hub.rows(stands.where(dim_return.c.valid_to.is_(None))) == [(500,)]


def test_bytes_sent_again_after_being_replaced_keep_their_first_day(hub):
    first = spending("1 | spend | staff | 5 | -")
    hub.send("s.csv", first)
    hub.today = "2026-01-20"
    hub.send("s2.csv", spending("1 | spend | staff | 6 | -"))
    hub.today = "2026-01-25"
    hub.send("s.csv", first)
    newest = select(dim_return.c.received_on).where(dim_return.c.source == "spending")
    days = hub.rows(newest.order_by(dim_return.c.return_id))
    assert [day for (day,) in days] == [date(2026, 1, 15), date(2026, 1, 20), date(2026, 1, 15)]


def test_a_return_that_is_part_refused_says_so(hub):
    lines = support.SPENDING.replace("venues", "wishes")
    hub.send("r.xlsx", support.workbook(Return=support.form(), Spending=lines))
    is_form = dim_return.c.source == "return"
    newest = select(dim_return.c.is_partial).where(is_form, dim_return.c.valid_to.is_(None))
    assert hub.rows(newest) == [(True,)]


def test_a_child_keeps_what_the_later_row_does_not_say_otherwise(hub):
    hub.today = "2026-04-15"
    hub.send("c.csv", of_return("Participant ref | Gender\nC1 | boy", quarter="2025/26 Q2"))
    stands = participant_detail.c.valid_to.is_(None)
    assert hub.count(participant_detail, stands) == 3, "no child is counted twice"
    assert hub.count(participant_detail, stands, participant_detail.c.gender == "boy") == 2


def test_a_score_after_is_not_saved_by_the_sheet_that_it_replaces(hub):
    hub.send("l.csv", learning(BEFORE, AFTER))
    told = hub.send("l2.csv", learning(AFTER.replace("| 4 |", "| 5 |")))
    assert errors(told) == [("F2", "after_without_before")]


def test_a_row_with_too_few_fields_is_read_and_marked(hub):
    data = spending("1 | spend | staff | 5 | -", "2 | spend | staff | 6 | -")
    told = hub.send("s.csv", data.replace(b"6,", b"6"))
    assert [(p.row, p.rule, p.severity) for p in told.problems] == [(3, "fields", "query")]
    assert (told.status, counts(told, "spending")) == ("loaded", (2, 0, 0, 1))


def test_a_measure_is_the_same_whatever_its_case(hub):
    rows = support.LEARNING.replace("Rhythm  | after", "rhythm  | after")
    hub.send("r.xlsx", support.workbook(Return=support.form(), Participants=support.PARTICIPANTS))
    hub.send("l.xlsx", support.workbook(Return=support.form(), Learning=rows))
    assert set(hub.rows(select(fact_learning.c.measure))) == {("Rhythm",)}


def test_a_waiver_names_a_rule_that_there_is(hub):
    told = hub.send(
        "waivers.csv",
        support.csv_bytes("""
            waiver_ref | rule           | agreement_code | reason    | approved_by     | expires_on
            W-1        | Review overdue | A-1            | Moved     | executive group | 2026-12-31
            W-2        | reviewed late  | A-1            | Moved     | executive group | 2026-12-31
        """),
    )
    assert errors(told) == [("B3", "choice")]
    assert hub.rows(select(fact_waiver.c.rule)) == [("review_overdue",)]
