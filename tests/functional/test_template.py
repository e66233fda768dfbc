"""`python -m etl template`: what is typed into the workbook as it asks always loads."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from data.warehouse.engine import reading
from data.warehouse.tables import dim_return, fact_progress
from etl.__main__ import main
from etl.sample import registry, returns
from etl.sample.hub import SampleHub
from etl.sample.workbook import TIDY
from etl.sources import SOURCES
from etl.templates.guidance import SHEETS
from etl.templates.issued_workbook import NotGivenError
from etl.templates.template import template
from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.empty_warehouse import empty_warehouse

TODAY = date(2026, 1, 15)
SAMPLE = ("A-0101", "A-0103", "A-0206", "A-0309", "A-0311", "A-0902")


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    return hub


def made(hub, agreement="A-1", quarter="2025/26 Q1"):
    with reading(hub.engine) as connection:
        return template(connection, agreement, quarter, TODAY)


def opened(hub, *which):
    return openpyxl.load_workbook(io.BytesIO(made(hub, *which).data))


def saved(book) -> bytes:
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def say(book, label, value):
    """Type a value beside a label of the form."""
    cell = next(row[1] for row in book["Return"].iter_rows() if row[0].value == label)
    assert not cell.protection.locked, label
    cell.value = value


def fill(sheet, rows):
    """Type rows below the headings as somebody would who picks words from the lists."""
    headings = [cell.value for cell in sheet[1]]
    for number, row in enumerate(rows, start=2):
        for at, heading in enumerate(headings, start=1):
            if (value := row.get(heading)) is not None:
                cell = sheet.cell(number, at)
                assert is_offered(sheet, cell.coordinate, value), (cell.coordinate, value)
                cell.value = value


def is_offered(sheet, coordinate, value) -> bool:
    """Whether the cell's list, where it has one, offers a value."""
    rules = [rule for rule in sheet.data_validations.dataValidation if coordinate in rule.sqref]
    assert len(rules) == 1, coordinate
    return rules[0].type != "list" or str(value) in rules[0].formula1.strip('"').split(",")


def loaded_whole(told, problems=()):
    assert [(p.sheet, p.cell, p.rule) for p in told.problems] == list(problems)
    assert told.status == "loaded"
    assert told.total("rejected") == 0


# -- What is filled in loads ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample():
    return SampleHub(TODAY, 1, 2024)


@pytest.fixture(scope="module")
def knowing(sample, tmp_path_factory):
    """A hub that knows the sample's registers; of each agreement one return is sent to it."""
    folder = tmp_path_factory.mktemp("sample")
    registry.write(folder, sample)
    hub = Hub(empty_warehouse(folder / "hub.db"), folder)
    hub.loader().load([path for path in folder.iterdir() if path.name != "hub.db"])
    yield hub
    hub.engine.dispose()


@pytest.mark.parametrize("code", SAMPLE)
def test_what_the_samples_partners_report_typed_into_the_workbook_loads(knowing, sample, code):
    hub = knowing
    agreement = next(one for one in sample.agreements if one.code == code)
    report = next(returns._of(sample, agreement))
    book = opened(hub, code, str(report.quarter))
    say(book, "Prepared on", report.prepared_on)
    say(book, "Certified by", report.form["certified_by"])
    for key, rows in report.sheets.items():
        columns = SOURCES[key].columns
        fill(
            book[SOURCES[key].sheet],
            [{c.header: picked(c, TIDY.cell(c.name, row.get(c.name))) for c in columns}
             for row in rows],
        )  # fmt: skip
    told = hub.send(f"{code}.xlsx", saved(book))
    loaded_whole(told)
    assert {s.source: s.loaded for s in told.sheets if s.loaded and s.source != "return"} == {
        key: len(rows) for key, rows in report.sheets.items()
    }


def picked(column, value):
    """A word as its list has it."""
    words = {word.casefold(): word for word in column.kind.choices}
    return words.get(str(value).casefold(), value)


def test_nothing_but_nothing_to_report_is_a_nil_return_without_a_remark(hub):
    book = opened(hub)
    say(book, "Nothing to report", "yes")
    loaded_whole(hub.send("nil.xlsx", saved(book)))
    assert hub.rows(select(dim_return.c.is_nil).where(dim_return.c.source == "return")) == [(True,)]


def test_a_few_cells_of_one_sheet_are_enough(hub):
    book = opened(hub)
    fill(
        book["Spending"],
        support.rows_by_heading("Line | Kind | Category | Amount\n1 | spend | staff | 12.5"),
    )
    loaded_whole(hub.send("r.xlsx", saved(book)))


def test_a_workbook_sent_as_it_came_loads_and_is_asked_whether_there_was_nothing(hub):
    loaded_whole(hub.send("r.xlsx", made(hub).data), [("Return", None, "nothing_said")])


def test_a_workbook_of_which_one_sheet_was_left_as_it_came_wipes_nothing(hub):
    """Somebody makes the workbook again to send Spending later, and leaves Progress alone."""
    first = opened(hub)
    say(first, "Prepared on", date(2026, 1, 8))
    fill(
        first["Progress"],
        support.rows_by_heading("Objective code | Achieved this quarter\nO-1 | 10"),
    )
    loaded_whole(hub.send("first.xlsx", saved(first)))
    again = opened(hub)
    say(again, "Prepared on", date(2026, 1, 12))
    say(again, "Rows of data", 1)
    fill(
        again["Spending"],
        support.rows_by_heading("Line | Kind | Category | Amount\n1 | spend | staff | 12.5"),
    )
    told = hub.send("again.xlsx", saved(again))
    loaded_whole(told, [("Progress", None, "empty_sheet")])
    assert "no row that was filled in" in told.problems[0].message
    stands = select(fact_progress.c.achieved_value).join_from(fact_progress, dim_return)
    assert hub.rows(stands.where(dim_return.c.valid_to.is_(None))) == [(10,)]


def test_codes_and_words_stay_as_they_are_typed(hub):
    sheet = opened(hub)["Attendance"]
    looks = [sheet.column_dimensions[letter].number_format for letter in "ACDEF"]
    assert looks == ["d mmm yyyy", "@", "General", "@", "@"]


def test_a_name_that_looks_like_a_formula_stays_text(hub):
    agreements = support.AGREEMENTS.replace("Singing", "=1+1")
    hub.send("agreements.csv", support.csv_bytes(agreements))
    objectives = support.OBJECTIVES.replace("O-1", "=O-1")
    hub.send("objectives.csv", support.csv_bytes(objectives))
    kinds = {cell.data_type for sheet in opened(hub) for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}, "n is what a blank cell is"


# -- What it looks like --------------------------------------------------------------------------


def test_the_sheets_and_headings_are_the_contracts_in_its_order(hub):
    book = opened(hub)
    assert book.sheetnames == ["Read me", "Return", *(SOURCES[key].sheet for key in SHEETS)]
    assert set(SHEETS) == {key for key, source in SOURCES.items() if source.is_return} - {"return"}
    for key in SHEETS:
        source = SOURCES[key]
        headings = [cell.value for cell in book[source.sheet][1]]
        assert headings == [column.header for column in source.columns]


def test_agreement_quarter_and_objectives_stand_there_already(hub):
    book = opened(hub, "a-1", "2025/26 q1")
    assert [row[1].value for row in book["Return"].iter_rows(max_row=2)] == ["A-1", "2025/26 Q1"]
    assert [cell.value for cell in book["Progress"]["A"]] == ["Objective code", "O-1"]
    (rule,) = [r for r in book["Progress"].data_validations.dataValidation if "A2" in r.sqref]
    assert rule.prompt == (
        "More sing. singers (children): 100 by 31 July 2026. Give what this quarter alone added."
    )


def test_headings_are_protected_and_everything_below_them_is_free(hub):
    book = opened(hub)
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    for key in SHEETS:
        sheet = book[SOURCES[key].sheet]
        assert all(cell.protection.locked for cell in sheet[1])
        free = [c for c in sheet.column_dimensions.values() if not c.protection.locked]
        assert sum(c.max - c.min + 1 for c in free) == len(SOURCES[key].columns)
        assert sheet.freeze_panes == "B2"
        for allowed in ("formatColumns", "sort", "insertRows"):
            assert getattr(sheet.protection, allowed) is False, "False: not kept from it"


def test_every_cell_says_what_belongs_in_it(hub):
    book = opened(hub)
    for key in SHEETS:
        sheet = book[SOURCES[key].sheet]
        for at, column in enumerate(SOURCES[key].columns):
            place = f"{'ABCDEFGH'[at]}500"
            (rule,) = [r for r in sheet.data_validations.dataValidation if place in r.sqref]
            assert rule.prompt.startswith("Needed in every row.") == column.required
            assert column.hint in rule.prompt
            assert rule.error
            assert len(rule.prompt) <= 255


def test_checks_reach_as_far_as_returns_do_and_no_further(hub):
    """A program that makes a cell of every checked row needs minutes for a million of them."""
    book = opened(hub)
    for key in SHEETS:
        rules = book[SOURCES[key].sheet].data_validations.dataValidation
        ends = {area.max_row for rule in rules for area in rule.sqref.ranges if area.min_row > 1}
        assert max(ends) == 20_000, "rows are counted from 1"


def rule_of(book, sheet, cell):
    (rule,) = [r for r in book[sheet].data_validations.dataValidation if cell in r.sqref]
    return rule


def test_dates_lie_inside_the_quarter_and_not_after_today(hub):
    rule = rule_of(opened(hub), "Attendance", "A2")
    days = (date(2025, 9, 1), date(2025, 11, 30))
    assert rule.formula1 == str((days[0] - date(1899, 12, 30)).days)
    assert rule.formula2 == "MIN(DATE(2025,11,30),TODAY())"
    assert "from 1 September 2025 to 30 November 2025" in rule.error


@pytest.mark.parametrize(
    ("sheet", "cell", "formula"),
    [
        ("Attendance", "D2", "AND(ISNUMBER(D2),D2>0,D2<=12)"),
        ("Attendance", "H2", "AND(ISNUMBER(H2),H2>=1,H2<=2000,ROUND(H2,0)=H2)"),
        ("Satisfaction", "D2", "AND(ISNUMBER(D2),D2>=1,D2<=5,ROUND(D2,0)=D2)"),
        ("Spending", "D2", "AND(ISNUMBER(D2),D2>=-10000000,D2<=10000000,ROUND(D2,2)=D2)"),
    ],
)
def test_numbers_are_held_to_the_bounds_of_their_kind(hub, sheet, cell, formula):
    assert rule_of(opened(hub), sheet, cell).formula1 == formula


def test_the_agreements_own_activity_is_offered_first(hub):
    offered = rule_of(opened(hub, "A-2"), "Attendance", "B2").formula1.strip('"').split(",")
    assert offered[0] == "ensemble"
    assert sorted(offered) == sorted(SOURCES["attendance"].columns[1].kind.choices)


def test_read_me_says_who_when_where_and_what_not_to_send(hub):
    told = "\n".join(
        f"{label}: {sentence}"
        for label, sentence in opened(hub)["Read me"].iter_rows(values_only=True)
    )
    assert "From: Thistledown: Singing (agreement A-1)" in told
    assert "Due: 28 December 2025" in told
    assert "Send it to: The hub lead organisation's data officer" in told
    for never in ("name", "dates of birth", "postcodes", "e-mail addresses"):
        assert never in told


# -- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agreement", "quarter", "told"),
    [
        ("A-11", "2025/26 Q1", "There is no agreement ‘A-11’. The nearest is A-1 (Singing, Thist"),
        ("A-1", "Q1", "‘Q1’ is not a quarter. Write it like 2025/26 Q1. The newest of A-1 is 2025"),
        ("A-1", "2028/29 Q1", "not in 2028/29 Q1. The nearest quarter is 2026/27 Q4."),
        ("A-1", "2020/21 Q1", "not in 2020/21 Q1. The nearest quarter is 2025/26 Q1."),
    ],
)
def test_what_there_is_not_is_refused_and_the_nearest_offered(hub, agreement, quarter, told):
    with pytest.raises(NotGivenError) as refused:
        made(hub, agreement, quarter)
    assert told in str(refused.value)


def test_the_command_writes_it_and_never_over_another_file(hub, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUB_TODAY", TODAY.isoformat())
    address = hub.engine.url.render_as_string(hide_password=False)
    words = ["template", "A-1", "2025/26 Q2", "--db", address]
    assert main(words) == 0
    assert capsys.readouterr().out == "The workbook to fill in is A-1_2025-26-Q2.xlsx.\n"
    before = Path("A-1_2025-26-Q2.xlsx").read_bytes()
    assert main(words) == 2
    assert "exists already and is left as it is" in capsys.readouterr().err
    assert Path("A-1_2025-26-Q2.xlsx").read_bytes() == before
    assert main([*words[:1], "A-7", *words[2:]]) == 2
    assert capsys.readouterr().err.startswith("There is no agreement ‘A-7’.")
