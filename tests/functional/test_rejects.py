"""`python -m etl rejects`: rejected rows go back to their sender, and come back to be added."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from sqlalchemy import func, select

from data.warehouse.engine import reading
from data.warehouse.tables import dim_return, dim_session, fact_attendance, fact_spending, problem
from etl.__main__ import main
from etl.templates.choose_file import find
from etl.templates.issued_workbook import NotGivenError
from etl.templates.rejects import give_back
from tests import support
from tests.support.drawn_sheets import Hub

TODAY = date(2026, 1, 15)
SLIPS = """
    Line | Kind   | Category | Amount | Date       | Mood
    1    | spend  | staff    | 1250   | 2025-10-01 | fine
    2    | spend  | venues   | 50.005 | 2025-10-02 | so so
    007  | spend  | wishes   | 12.5   | 3 Oct 2025 | bad
    4    | income | parents  | 99.5   | 2025-10-04 | good
"""
FILE = "A-1.xlsx"
GIVEN = ("Row in the file", "Agreement code", "Quarter")


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    partners = support.PARTNERS.replace("is_consortium_member", "is_consortium_member | contact")
    partners = partners.replace("no\n", "no | office@thistledown.example\n")
    put = {"partners": partners, "agreements": support.AGREEMENTS, "objectives": support.OBJECTIVES}
    hub.loader().load(
        [support.put(tmp_path, f"{n}.csv", support.csv_bytes(table)) for n, table in put.items()]
    )
    return hub


def returned(hub, name=FILE, form=None, **sheets):
    data = support.workbook(Return=form or support.form(), **sheets)
    return hub.send(name, data)


def given(hub, wanted=FILE):
    with reading(hub.engine) as connection:
        return give_back(connection, *find(connection, hub.settings(), str(wanted)), TODAY)


def opened(hub, wanted=FILE):
    return openpyxl.load_workbook(io.BytesIO(given(hub, wanted).given.data))


def saved(book) -> bytes:
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def rows(sheet) -> list[list]:
    """The rows of a sheet as they are shown; blank cells at the end left out."""
    return [[_shown(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def _shown(value):
    return value.date().isoformat() if isinstance(value, datetime) else value


def remarks(sheet) -> dict[str, str]:
    return {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}


def words(book, sheet="Read me") -> str:
    lines = book[sheet].iter_rows(values_only=True)
    return "\n".join(" ".join(str(cell) for cell in line if cell) for line in lines)


def unmended(hub) -> int:
    return hub.count(problem, problem.c.severity == "error", problem.c.mended_by.is_(None))


# -- Single rows -------------------------------------------------------------------------------


def test_only_rejected_rows_come_back_as_they_were_typed_under_the_contracts_headings(hub):
    told = returned(hub, Spending=SLIPS)
    book = opened(hub)
    assert book.sheetnames == ["Read me", "Spending", "Corrections"]
    assert rows(book["Spending"]) == [
        [*GIVEN, "Line", "Kind", "Category", "Amount", "Date"],
        [3, "A-1", "2025/26 Q1", "2", "spend", "venues", "50.005", "2025-10-02"],
        [4, "A-1", "2025/26 Q1", "007", "spend", "wishes", 12.5, "2025-10-03"],
    ]
    assert rows(book["Corrections"]) == [["Corrects file", told.sha256], ["File name", FILE]]


def test_each_faulty_cell_is_marked_and_says_what_to_type(hub):
    returned(hub, Spending=SLIPS)
    sheet = opened(hub)["Spending"]
    assert remarks(sheet) == {
        "G2": "‘50.005’ has more than two decimals. Round the amount to whole pence.",
        "F3": "‘wishes’ is not one of the words asked for. Type one of: staff, venues, "
        "instruments, travel, resources, administration, other, own funds, parents, schools, "
        "grants, sponsorship, in kind.",
    }
    marked = {
        c.coordinate for row in sheet.iter_rows() for c in row if c.border.top.style == "thick"
    }
    assert marked == {"G2", "F3"}
    assert all(sheet[cell].font.bold for cell in marked), "not by colour alone"


def correct(book, sheet="Spending", **cells):
    for name, value in cells.items():
        book[sheet][name].value = value
    return saved(book)


def test_corrected_rows_are_added_to_what_was_loaded_and_nothing_is_left_to_correct(hub):
    returned(hub, Spending=SLIPS)
    told = hub.send("back.xlsx", correct(opened(hub), G2=50.01, F3="resources"))
    assert (told.status, [p.rule for p in told.problems]) == ("loaded", [])
    lines = select(fact_spending.c.line_ref, fact_spending.c.amount_pence).join_from(
        fact_spending, dim_return
    )
    standing = hub.rows(lines.where(dim_return.c.valid_to.is_(None)))
    assert sorted(map(tuple, standing)) == [("007", 1250), ("1", 125000), ("2", 5001), ("4", 9950)]
    assert unmended(hub) == 0
    assert given(hub).given is None


def test_what_was_not_corrected_comes_back_with_its_first_row_number(hub):
    returned(hub, Spending=SLIPS)
    hub.send("back.xlsx", correct(opened(hub), G2=50.01))
    assert [row[0] for row in rows(opened(hub, "back.xlsx")["Spending"])[1:]] == [4]
    told = hub.send("again.xlsx", correct(opened(hub, "back.xlsx"), F2="resources"))
    assert (told.status, unmended(hub)) == ("loaded", 0)


def test_a_child_and_its_sessions_come_back_together(hub):
    wrong = support.PARTICIPANTS.replace("ks 2", "ks 9")
    returned(hub, Participants=wrong, Attendance=support.ATTENDANCE)
    book = opened(hub)
    assert [row[3] for row in rows(book["Participants"])[1:]] == ["c2"]
    assert [row[8] for row in rows(book["Attendance"])[1:]] == ["c2"]
    told = hub.send("back.xlsx", correct(book, "Participants", E2="KS2"))
    assert (told.status, unmended(hub)) == ("loaded", 0)
    query = select(func.count()).select_from(dim_session).join(dim_return)
    query = query.join(fact_attendance, fact_attendance.c.session_id == dim_session.c.session_id)
    assert hub.rows(query.where(dim_return.c.valid_to.is_(None))) == [(3,)]


def test_rows_of_a_csv_come_back_with_the_return_that_they_name(hub):
    table = "agreement_code | quarter | Line | Kind | Category | Amount\n"
    hub.send("s.csv", support.csv_bytes(table + "A-1 | 2025/26 Q1 | 1 | spend | staff | lots\n"))
    book = opened(hub, "s.csv")
    assert rows(book["Spending"])[1][:7] == [2, "A-1", "2025/26 Q1", "1", "spend", "staff", "lots"]
    assert hub.send("back.xlsx", correct(book, G2=5)).status == "loaded"


def test_of_rows_that_differ_one_is_kept_and_deleting_the_other_settles_it(hub):
    twins = "Line | Kind | Category | Amount\n1 | spend | staff | 5\n1 | spend | staff | 6"
    other = "\n2 | spend | staff | 7\n2 | spend | staff | 8"
    returned(hub, Spending=twins + other)
    book = opened(hub)
    book["Spending"].delete_rows(3)
    book["Spending"].delete_rows(3, 2)
    assert hub.send("back.xlsx", saved(book)).status == "loaded"
    assert [row[0] for row in rows(opened(hub)["Spending"])[1:]] == [4, 5], "the other two stay"


def test_rows_of_a_register_come_back_without_a_return(hub):
    wrong = support.AGREEMENTS.replace("ensemble", "bagpipes")
    hub.send("register.csv", support.csv_bytes(wrong))
    book = opened(hub, "register.csv")
    assert rows(book["Agreements"])[0][:3] == ["Row in the file", "Agreement code", "Partner code"]
    assert [row[1] for row in rows(book["Agreements"])[1:]] == ["A-2"]
    activity = next(
        cell for cell in book["Agreements"][1] if cell.value == "Activity"
    ).column_letter
    told = hub.send("back.xlsx", correct(book, "Agreements", **{f"{activity}2": "ensemble"}))
    assert (told.status, [p.rule for p in told.problems]) == ("loaded", [])
    assert given(hub, "register.csv").given is None


def test_a_row_of_another_partners_agreement_is_not_sent_to_that_partner(hub):
    mixed = "Agreement code | Line | Kind | Category | Amount\nA-2 | 1 | spend | staff | 5"
    returned(hub, Spending=mixed)
    assert given(hub).recipient == "Thistledown (office@thistledown.example)"
    assert remarks(opened(hub)["Spending"])["B2"].startswith("This row is of another agreement")


def test_rows_of_several_partners_go_to_none_of_them(hub):
    lines = "agreement_code | quarter | Line | Kind | Category | Amount\n"
    lines += "".join(f"{code} | 2025/26 Q1 | 1 | spend | staff | x\n" for code in ("A-1", "A-2"))
    hub.send("s.csv", support.csv_bytes(lines))
    assert given(hub, "s.csv").recipient == (
        "whoever sent the file, which holds rows of Brassica Winds, Thistledown"
    )


def test_a_row_at_fault_as_a_whole_is_marked_on_its_number(hub):
    lines = "agreement_code,quarter,Line,Kind,Category,Amount\n"
    lines += "A-1,2025/26 Q1,1,spend,staff,5,6,7\nA-1,2025/26 Q1,2,spend,staff,5\n"
    hub.send("s.csv", lines.encode())
    assert list(remarks(opened(hub, "s.csv")["Spending"])) == ["A2"]


# -- Whole sheets ------------------------------------------------------------------------------


def test_a_sheet_without_a_needed_heading_comes_back_whole_to_be_sent_again(hub):
    attendance = "Activity | School URN or venue | Hours | Headcount\nsinging | 100001 | 1 | 30"
    returned(hub, Attendance=attendance, Spending=support.SPENDING)
    book = opened(hub)
    assert book.sheetnames == ["Read me", "Return", "Attendance"], "spending is in already"
    assert "‘Session date’" in remarks(book["Attendance"])["A1"]
    assert book["Attendance"]["A2"].border.top.style == "thick"
    book["Attendance"]["A2"].value = date(2025, 10, 1)
    told = hub.send("back.xlsx", saved(book))
    assert (told.status, [p.rule for p in told.problems]) == ("loaded", [])
    assert hub.count(dim_return, dim_return.c.valid_to.is_(None), dim_return.c.source == "spending")


def test_where_the_form_is_at_fault_the_whole_return_comes_back(hub):
    returned(hub, form=support.form("A-9", rows_of_data=4), Spending=SLIPS)
    book = opened(hub)
    assert book.sheetnames == ["Read me", "Return", "Spending"]
    assert list(remarks(book["Return"])) == ["B1"]
    assert len(rows(book["Spending"])) == 5
    assert "is needed once more as a whole" in words(book)
    book["Return"]["B1"].value = "A-1"
    correct(book, D3=50.01, C4="resources")
    told = hub.send("back.xlsx", saved(book))
    assert (told.status, told.total("rejected")) == ("loaded", 0)


def test_a_workbook_without_a_form_comes_back_with_one_to_fill_in(hub):
    hub.send(FILE, support.workbook(Spending=support.SPENDING))
    book = opened(hub)
    assert list(remarks(book["Return"])) == ["B1", "B2"]
    book["Return"]["B1"].value, book["Return"]["B2"].value = "A-1", "2025/26 Q1"
    assert hub.send("back.xlsx", saved(book)).status == "loaded"


def test_rows_that_were_loaded_go_along_with_a_sheet_that_must_be_sent_again(hub):
    """Else the sheet, sent again, would replace them by the corrected rows alone."""
    returned(hub, Attendance="Activity | Hours\nsinging | 1", Spending=SLIPS)
    book = opened(hub)
    assert len(rows(book["Spending"])) == 5
    assert "Corrections" not in book.sheetnames


def test_two_sheets_of_one_kind_come_back_as_one_with_the_rows_of_both(hub):
    more = "Line | Kind | Category | Amount\n9 | spend | staff | 5"
    returned(hub, Spending=support.SPENDING, **{"Spending.": more})
    book = opened(hub)
    assert [row[0] for row in rows(book["Spending"])] == ["Line", "1", "2", "3", "9"]
    assert "of this file holds Spending already" in remarks(book["Spending"])["A1"]
    told = hub.send("back.xlsx", saved(book))
    assert (told.status, told.total("unchanged") >= 3) == ("loaded", True)


def test_month_first_dates_come_back_as_text_and_all_marked(hub):
    lines = "Line | Kind | Category | Amount | Date\n1 | spend | staff | 5 | 10/13/2025\n"
    lines += "2 | spend | staff | 5 | 10/03/2025"
    returned(hub, Spending=lines)
    sheet = opened(hub)["Spending"]
    assert [row[4] for row in rows(sheet)] == ["Date", "10/13/2025", "10/03/2025"]
    assert list(remarks(sheet)) == ["E1"]
    assert {sheet[f"E{n}"].border.top.style for n in (1, 2, 3)} == {"thick"}


# -- Personal data, and text that looks like a formula -------------------------------------------

PERSONAL = "ask ann.lee@example.org"


def test_personal_data_is_left_out_and_its_kind_told(hub):
    progress = f"Objective code | Activities conducted\nO-1 | {PERSONAL}"
    returned(hub, Progress=progress)
    back = given(hub)
    book = openpyxl.load_workbook(io.BytesIO(back.given.data))
    assert remarks(book["Progress"]) == {
        "E2": "This text holds an e-mail address. Delete it from the text; the hub takes in no "
        "personal data. It was left out here."
    }
    assert book["Progress"]["E2"].value is None
    assert b"ann.lee" not in b"".join(unpacked(back.given.data))


def unpacked(data: bytes) -> list[bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return [packed.read(name) for name in packed.namelist()]


def test_personal_data_that_nobody_told_of_is_left_out_too(hub):
    head = "agreement_code,quarter,Objective code,Activities conducted\n"
    hub.send("p.csv", (head + f"A-1,2025/26 Q1,O-1\0,{PERSONAL}\n").encode())
    assert [p[0] for p in hub.rows(select(problem.c.rule))] == ["nul"]
    assert b"ann.lee" not in b"".join(unpacked(given(hub, "p.csv").given.data))


def test_a_column_of_personal_data_is_left_out_and_the_file_itself_must_be_at_hand(hub, tmp_path):
    births = "Participant ref | Date of birth\nc1 | 2015-02-03"
    told = hub.send(FILE, support.workbook(Participants=births, Return=support.form("A-9")))
    assert told.status == "refused"
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(NotGivenError) as refused:
        given(hub, told.sha256[:8])
    assert "refused for the personal data in it, so the hub did not keep it" in str(refused.value)
    book = opened(hub, tmp_path / FILE)
    assert rows(book["Participants"])[0][0] == "Participant ref"
    assert "Date of birth" not in [row[0] for row in zip(*rows(book["Participants"]), strict=True)]
    assert "2015" not in str(rows(book["Participants"]))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@sum", "=HYPERLINK(1)"])
def test_text_that_looks_like_a_formula_stays_text(hub, text):
    returned(hub, Progress=[["Objective code", "Our rating"], [text, text]])
    cells = [cell for row in opened(hub)["Progress"].iter_rows(min_row=2) for cell in row]
    typed = [cell for cell in cells if cell.value == text]
    assert typed
    assert {cell.data_type for cell in typed} == {"s"}


# -- What is said ------------------------------------------------------------------------------


def test_read_me_says_what_to_do_who_it_is_for_and_where_it_goes(hub):
    returned(hub, Spending=SLIPS)
    told = words(opened(hub))
    assert "For Thistledown (office@thistledown.example)" in told
    assert "Send it back to The hub lead organisation's data officer" in told
    assert "2 rows of your file could not be taken in." in told
    assert "Spending D3 ‘50.005’ has more than two decimals. Round the amount" in told


def rejects(hub, monkeypatch, capsys, *words) -> tuple[int, str, str]:
    told = hub.settings()
    monkeypatch.setenv("HUB_TODAY", TODAY.isoformat())
    monkeypatch.setenv("HUB_ARCHIVE", str(told.archive))
    monkeypatch.setenv("HUB_KEY_FILE", str(told.key_file))
    address = hub.engine.url.render_as_string(hide_password=False)
    status = main(["rejects", *map(str, words), "--db", address])
    return status, *capsys.readouterr()


def test_read_me_says_what_is_asked_of_the_rows_that_are_in(hub):
    returned(hub, "first.xlsx", Spending=SLIPS.replace("50.005", "50").replace("wishes", "travel"))
    returned(hub, Spending="\n".join(SLIPS.splitlines()[:4]))
    sheet = opened(hub)["Read me"]
    said = [" ".join(str(cell) for cell in row if cell) for row in sheet.values]
    at = said.index("What is asked")
    assert said[at + 1].endswith("These rows are in. Tell the hub whether they are right.")
    assert "of 4 rows of the Spending in first.xlsx" in said[at + 2]


def test_the_command_writes_the_workbook_and_says_whom_it_is_for(
    hub, tmp_path, monkeypatch, capsys
):
    returned(hub, Spending=SLIPS)
    out = tmp_path / "corrected.xlsx"
    status, told, _ = rejects(hub, monkeypatch, capsys, FILE, "--out", out)
    assert status == 0
    assert told.splitlines() == [
        "Spending: 2 rows",
        f"They are in {out}, with each faulty cell marked.",
        "Send it to Thistledown (office@thistledown.example).",
        "When it comes back corrected, load it: they are added to what was loaded.",
    ]
    assert openpyxl.load_workbook(out).sheetnames == ["Read me", "Spending", "Corrections"]
    before = out.read_bytes()
    status, _, error = rejects(hub, monkeypatch, capsys, FILE, "--out", out)
    assert (status, out.read_bytes()) == (2, before)
    assert "exists already and is left as it is" in error


@pytest.mark.parametrize("name", ["corrected.csv", "corrected", "corrected.xls"])
def test_a_workbook_is_never_given_the_ending_of_another_kind(
    hub, tmp_path, monkeypatch, capsys, name
):
    returned(hub, Spending=SLIPS)
    status, told, error = rejects(hub, monkeypatch, capsys, FILE, "--out", tmp_path / name)
    assert (status, told, (tmp_path / name).exists()) == (2, "", False)
    assert "end in .xlsx" in error


def test_nothing_rejected_writes_nothing_and_queries_are_told(hub, tmp_path, monkeypatch, capsys):
    attendance = "Session date | Activity | Venue | Hours | Headcount\n"
    attendance += "2025-10-01 | singing | Hall | 1 | 30\n" * 2
    returned(hub, Attendance=attendance)
    out = tmp_path / "corrected.xlsx"
    status, told, _ = rejects(hub, monkeypatch, capsys, FILE, "--out", out)
    assert (status, out.exists()) == (0, False)
    assert told.startswith(
        f"Nothing of {FILE} is left to correct.\nLoaded, but worth a question:\n"
    )
    assert "  Attendance " in told


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("nowhere.xlsx", "There is no file ‘nowhere.xlsx’, neither here nor among those that were"),
        ("A-1.xlxs", "Did you mean A-1.xlsx?"),
        ("0123456789", "There is no file ‘0123456789’"),
        ("new.xlsx", "was never loaded here, so nothing of it was rejected. Load it first: python"),
    ],
)
def test_a_file_that_is_not_there_is_told(hub, tmp_path, monkeypatch, capsys, wanted, told):
    returned(hub, Spending=SLIPS)
    (tmp_path / FILE).unlink()
    support.put(tmp_path, "new.xlsx", support.workbook(Return=support.form()))
    monkeypatch.chdir(tmp_path)
    status, out, error = rejects(hub, monkeypatch, capsys, wanted)
    assert (status, out) == (2, "")
    assert told in error


def test_a_file_that_could_not_be_opened_has_no_rows_to_give_back(hub):
    hub.send("noise.xlsx", b"no workbook")
    with pytest.raises(NotGivenError) as refused:
        given(hub, "noise.xlsx")
    assert str(refused.value).startswith(
        "There are no rows to give back of noise.xlsx. This is plain text"
    )


def test_lists_and_checks_help_to_correct(hub):
    returned(hub, Spending=SLIPS)
    rules = opened(hub)["Spending"].data_validations.dataValidation
    kinds = {str(rule.sqref).split(":")[0]: rule.type for rule in rules}
    assert kinds == {"D2": "textLength", "E2": "list", "F2": "list", "G2": "custom", "H2": "date"}


def test_it_is_pleasant_to_read(hub):
    returned(hub, Spending=SLIPS)
    sheet = opened(hub)["Spending"]
    assert sheet.freeze_panes == "D2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0, "as many pages long as it takes"
    assert sheet.print_title_rows == "$1:$1"
    assert all(column.width >= 12 for column in sheet.column_dimensions.values())
