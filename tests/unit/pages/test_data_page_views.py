"""Files and returns as pages show them: loads, a return traced back, a report on files sent."""

from dataclasses import replace
from datetime import date

from dashboard.pages.data.loads import all_problems_table, loads_table, problems_table, tally
from dashboard.pages.return_trace.view import answer, cells_table, sheets_table
from dashboard.pages.uploads.report import report
from dashboard.pages.uploads.view import answer as state_of
from dashboard.views.files import Load, ProblemRow
from dashboard.views.trails import CellSent, SheetInForce, SheetSent
from dashboard.views.uploads import Contact, HandedFile, HandedIn, Remark
from data.calendar import Quarter
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn

TODAY = date(2026, 1, 15)
Q1 = Quarter(2025, 1)
LOAD = Load(1, "choir.xlsx", TODAY, "2026-01-15T10:00:00", "partly", 10, 7, 1, 2, 0, 3)
PROBLEM = ProblemRow("Progress", "B2", 2, "value", "forty", "number", "error", "Wrong.", "Mend it.")


def test_a_load_accounts_for_every_row():
    (row,) = loads_table([LOAD]).rows
    assert row[2] == "Partly loaded"
    assert row[3] == sum(row[4:8])


def test_only_the_first_problems_stand_on_the_page_and_all_of_them_in_the_file():
    table = problems_table("choir.xlsx", [PROBLEM] * 20)
    assert table.caption == "The first 12 of 20 problems in choir.xlsx"
    assert len(table.rows) == 12
    assert problems_table("choir.xlsx", [PROBLEM]).caption == "Problems in choir.xlsx"
    whole = all_problems_table([(LOAD, [PROBLEM] * 20)])
    assert len(whole.rows) == 20
    assert whole.rows[0][:3] == ("choir.xlsx", "Progress", "B2")


def test_a_query_that_may_be_answered_leads_there_and_other_problems_do_not():
    query = replace(PROBLEM, severity="query", about="q1", agreement_code="A-1")
    table = problems_table("choir.xlsx", [query, PROBLEM], {"q1"})
    assert [str(row[-1]) for row in table.rows] == ["Answer this query", ""]
    assert len(problems_table("choir.xlsx", [query]).columns) == len(table.columns) - 1


def test_a_query_is_not_called_a_problem():
    query = replace(PROBLEM, severity="query", about="q1")
    answered = replace(query, severity="note")
    assert tally([PROBLEM, query, PROBLEM]) == "2 problems and 1 query"
    assert tally([query, query, answered]) == "2 queries and 1 answered"


def sheet(name: str, stands: bool = True, rejected: int = 1, mends: str | None = None) -> SheetSent:
    about = (name, name.lower(), 1, "choir.xlsx", "ab", None, TODAY)
    return SheetSent(*about, 10, 9, rejected, 0, stands, "in force", mends)


def test_a_return_says_how_many_files_came_and_how_many_rows_stand():
    assert answer([sheet("Progress")], Q1, TODAY, {"progress"}) == (
        "1 file came, on 15 January 2026; 9 rows stand and 1 was rejected."
    )
    assert answer([], Q1, TODAY, set()) == "Nothing has come; it was due on 28 December 2025."


def test_rows_about_children_are_not_counted_for_those_who_may_not_see_them():
    both = [sheet("Progress"), sheet("Attendance")]
    assert "beside what is about children, 9 rows stand" in answer(both, Q1, TODAY, {"progress"})


def test_only_a_sheet_that_stands_and_is_open_leads_to_its_cells():
    sheets = [sheet("Progress"), sheet("Attendance"), sheet("Progress", stands=False)]
    table = sheets_table(sheets, "A-1", Q1, {"progress"})
    assert list(table.links) == [0]
    (row,) = sheets_table([sheet("Progress", mends="old.xlsx")], "A-1", Q1, set()).rows
    assert row[-1] == "in force, mending old.xlsx"


def test_a_cell_says_what_was_typed_and_what_is_kept_of_it():
    cells = (
        CellSent("B2", "Value", "40,0", "40"),
        CellSent("C2", "Words", None, None, is_hidden=True),
        CellSent("D2", "Note", "same", "same"),
    )
    page = words(drawn(cells_table(SheetInForce("Progress", "progress", "x.xlsx", {2: cells}, 1))))
    assert "B · Value" in page
    assert "40,0 B2  kept as 40" in page
    assert "Not open to your role" in page
    assert "kept as same" not in page


def sent(status: str, **parts) -> HandedFile:
    counts = {"rows": 3, "loaded": 1, "unchanged": 0, "rejected": 2, "set_aside": 0}
    return HandedFile(f"{status}.xlsx", "ab", status, counts, **parts)


REMARK = Remark("Progress!B2", "‘forty’ is not a number.", "Write 40.", 1)


def text(*files: HandedFile, state: str = "checked") -> str:
    return words(drawn(report(HandedIn("1", state, files))))


def test_a_report_puts_first_what_is_to_be_mended_the_gravest_on_top():
    page = text(sent("partly", errors=(REMARK,)), sent("refused"))
    assert page.index("refused.xlsx") < page.index("partly.xlsx")
    assert "3 rows = 1 loaded + 2 rejected" in page
    assert "Would load in part" in page
    assert "Loaded in part" in text(sent("partly", errors=(REMARK,)), state="loaded")


def test_a_report_says_to_whom_a_file_goes_back():
    known = sent("refused", contacts=(Contact("P-1", "Choir", "choir@example.org"),))
    assert "Goes back to Choir (choir@example.org)." in text(known)
    assert "To whom it goes back is not known" in text(sent("refused"))


def test_queries_keep_nothing_out_and_are_no_reason_to_mend():
    page = text(sent("loaded", queries=(REMARK,)))
    assert "To mend" not in page
    assert "Worth a look" in page


def test_personal_data_is_said_to_be_gone():
    assert "has been deleted" in text(sent("refused", is_personal=True))


def test_the_state_of_files_is_said_while_they_are_read():
    assert (
        state_of(HandedIn("1", "checking", progress=("Reading", 2, 12))) == "Reading file 3 of 12."
    )
    assert "interrupted" in state_of(HandedIn("1", "interrupted"))
