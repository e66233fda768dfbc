"""The store: one viewer's reading of a real warehouse, on both databases."""

from datetime import date

import pytest
from sqlalchemy import event

from dashboard.domain.selection import Selection
from dashboard.domain.viewer import COMMAND_LINE, Denied, NotFound, Viewer
from dashboard.kpis import KPIS
from dashboard.pages.partner.query import codes, partner
from dashboard.pages.partners.query import partners
from dashboard.store import due
from data.calendar import Quarter
from data.warehouse.engine import writing
from data.warehouse.state import raise_version
from data.warehouse.tables import dim_agreement, dim_partner
from tests.support.hub_builder import children
from tests.support.sessions import ask

pytestmark = pytest.mark.usefixtures("exact")

Q1 = Quarter(2025, 1)
LUTON = Viewer("lead", frozenset({"Luton"}))
SPEND = "kind | category | pence\nspend | staff | {}"


@pytest.fixture
def two_areas(hub):
    """A partner in Luton, one in Bedford, and one in both."""
    hub.agreement("A-1", partner_code="P-1", area="Luton")
    hub.agreement("A-2", partner_code="P-2", area="Bedford")
    hub.agreement("A-3", partner_code="P-3", area="Luton")
    hub.agreement("A-4", partner_code="P-3", area="Bedford")
    hub.returned("A-1", attendance=children(10))
    hub.returned("A-2", attendance=children(20, partner="P-2"))
    hub.returned("A-3", attendance=children(30, partner="P-3"))
    hub.returned("A-4", attendance=children(50, partner="P-3"))
    return hub


def reached(store, viewer, **chosen):
    is_detail = chosen.keys() & {"partner_code", "agreement_code"}
    question = "readings" if is_detail else "totals.of_each"
    chosen = Selection(Q1, **chosen)
    return ask(store, viewer, question, [chosen], ["children_reached"])[0][0].value


# -- Who sees what -------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["executive", "oversight", "officer", "auditor", "lead"])
def test_area_totals_are_open_to_every_role(two_areas, role):
    store, viewer = two_areas.store(), Viewer(role, frozenset({"Luton"}))
    assert reached(store, viewer) == 80
    assert reached(store, viewer, area="Bedford") == 70


def test_details_of_another_area_are_refused_to_a_lead_even_by_a_forged_value(two_areas):
    store = two_areas.store()
    for chosen in (
        {"partner_code": "P-2"},
        {"agreement_code": "A-2"},
        {"agreement_code": "A-4"},
        {"partner_code": "P-3", "area": "Bedford"},
    ):
        with pytest.raises(Denied):
            reached(store, LUTON, **chosen)
    with pytest.raises(Denied):
        ask(store, LUTON, partner, "P-2")


def test_a_partner_of_several_areas_is_shown_as_far_as_they_are_the_viewers(two_areas):
    store = two_areas.store()
    assert reached(store, LUTON, partner_code="P-3") == 30
    assert reached(store, COMMAND_LINE, partner_code="P-3") == 50
    assert [a.agreement_code for a in ask(store, LUTON, partner, "P-3").agreements] == ["A-3"]
    assert [row.partner.partner_code for row in ask(store, LUTON, partners)] == ["P-1", "P-3"]
    cells = ask(store, LUTON, due.returns_owed, Selection(Q1))
    assert {cell.agreement_code for cell in cells} == {"A-1", "A-3"}


@pytest.mark.parametrize(
    "chosen",
    [
        {"area": "Narnia"},
        {"function": "x"},
        {"activity": "x"},
        {"span": "x"},
        {"partner_code": "x' or 1=1"},
        {"agreement_code": "x"},
    ],
)
def test_an_unknown_word_is_refused_with_a_sentence(two_areas, chosen):
    with pytest.raises(NotFound, match="There is no"):
        reached(two_areas.store(), COMMAND_LINE, **chosen)


def test_the_oversight_committee_reads_everything_but_free_text(hub):
    hub.agreement()
    hub.objective()
    hub.review(due_on=date(2025, 12, 1), held_on=date(2025, 12, 2), notes="Private")
    hub.returned(
        progress="""
        objective | value | activities | outcome | challenges
        O-1       | 30    | Said       | Said    | Said
        """
    )
    store = hub.store()
    open_view, bare = (
        ask(store, Viewer(role), partner, "P-1") for role in ("executive", "oversight")
    )
    assert open_view.objectives[0].newest.challenges == "Said"
    assert open_view.reviews[0].notes == "Private"
    step = bare.objectives[0].newest
    assert (step.value, step.activities, step.outcome, step.challenges) == (30, None, None, None)
    assert bare.reviews[0].notes is None


# -- Many at once --------------------------------------------------------------------------------


def test_series_and_areas_say_the_same_as_one_reading_at_a_time(two_areas):
    two_areas.returned("A-1", quarter="2025/26 Q2", attendance=children(16))
    store = two_areas.store(today=date(2026, 4, 15))
    quarters = (Q1, Q1.next())
    for span in ("quarter", "to-date", "year"):
        chosen = Selection(Q1, span)
        together = ask(store, COMMAND_LINE, "totals.series", chosen, KPIS, quarters)
        areas = ask(store, COMMAND_LINE, "totals.by_area", chosen, KPIS)
        alone = two_areas.store(today=date(2026, 4, 15))
        for n, quarter in enumerate(quarters):
            one = ask(alone, COMMAND_LINE, "totals.readings", Selection(quarter, span))
            assert [together[reading.kpi.key][n] for reading in one] == one
        for area in ("Luton", "Bedford", "Hub"):
            one = ask(alone, COMMAND_LINE, "totals.readings", Selection(Q1, span, area))
            assert [areas[reading.kpi.key][area] for reading in one] == one


def test_a_reading_stands_beside_the_quarter_before_and_the_year_before(hub):
    hub.agreement(starts_on=date(2024, 9, 1))
    for quarter, count in (("2024/25 Q1", 10), ("2024/25 Q4", 20), ("2025/26 Q1", 30)):
        hub.returned(quarter=quarter, attendance=children(count))
    compared = ask(hub.store(), COMMAND_LINE, "totals.compared", Selection(Q1))
    found = next(one for one in compared if one.now.kpi.key == "children_reached")
    assert (found.now.value, found.a_quarter_ago.value, found.a_year_ago.value) == (30, 20, 10)


# -- Versions ------------------------------------------------------------------------------------


def test_answers_are_remembered_until_the_data_version_goes_up(hub):
    hub.agreement()
    store = hub.store()
    assert ask(store, COMMAND_LINE, partners)[0].partner.name == "P-1"
    with writing(hub.engine) as connection:
        connection.execute(dim_partner.update().values(name="Band"))
    assert ask(store, COMMAND_LINE, partners)[0].partner.name == "P-1"
    with writing(hub.engine) as connection:
        raise_version(connection)
    assert ask(store, COMMAND_LINE, partners)[0].partner.name == "Band"


def test_the_codes_that_are_open_to_a_viewer_are_asked_once_for_a_scope_and_data_version(two_areas):
    store, begun = two_areas.store(), []

    def known(viewer):
        return sorted(store.recall(viewer, "codes", codes))

    assert (known(COMMAND_LINE), known(LUTON)) == (["P-1", "P-2", "P-3"], ["P-1", "P-3"])
    event.listen(two_areas.engine, "begin", begun.append)
    assert (known(Viewer("auditor")), known(LUTON)) == (["P-1", "P-2", "P-3"], ["P-1", "P-3"])
    assert begun == []
    with writing(two_areas.engine) as connection:
        raise_version(connection)
    begun.clear()
    known(LUTON)
    assert len(begun) == 1


def test_a_partners_page_is_read_in_one_transaction(hub):
    hub.agreement()
    hub.returned(satisfaction="score | times\n5 | 15")
    store, begun = hub.store(), []
    event.listen(hub.engine, "begin", begun.append)
    view = ask(store, COMMAND_LINE, partner, "P-1")
    assert len(begun) == 1
    assert [reading.value for reading in view.satisfaction] == [1.0, None]


def test_a_corrected_return_replaces_the_first_from_its_day_on(hub):
    hub.agreement()
    hub.returned(attendance=children(10), until=date(2026, 1, 10))
    hub.returned(received_on=date(2026, 1, 10), attendance=children(30))
    store = hub.store()
    assert reached(store, COMMAND_LINE) == 30
    assert reached(store, COMMAND_LINE, on=date(2026, 1, 9)) == 10
    assert reached(store, COMMAND_LINE, on=date(2026, 1, 10)) == 30
    assert reached(store, COMMAND_LINE, on=date(2025, 12, 27)) is None


# -- Money and returns -----------------------------------------------------------------------------


def test_funds_tell_allocated_paid_and_spent_of_each_area(hub):
    hub.agreement()
    hub.school(pupils=200)
    hub.allocation("L-1", amount_pence=60_00, stream="revenue grant")
    hub.allocation("L-2", amount_pence=40_00, stream="other", agreement_code=None)
    hub.allocation("L-3", amount_pence=99_00, year="2024/25")
    hub.payment("Y-1", amount_pence=30_00, paid_on=date(2025, 9, 1))
    hub.payment("Y-2", amount_pence=30_00, paid_on=date(2025, 8, 31))
    hub.returned(spending=SPEND.format(12_00))
    luton, *others = (
        fund
        for fund in ask(hub.store(), COMMAND_LINE, "totals.funds", "2025/26")
        if fund.allocated_pence
    )
    assert others == []
    assert (luton.area, luton.allocated_pence, luton.own_share_pence) == ("Luton", 100_00, 40_00)
    assert (luton.paid_pence, luton.spent_pence, luton.pupils) == (30_00, 12_00, 200)
    assert luton.allocated_by_stream == {"revenue grant": 60_00, "other": 40_00}
    assert luton.paid_by_kind == {"charity": 30_00}
    assert luton.allocated_pence_per_pupil == 50


def test_spending_that_nobody_told_of_is_missing_from_funds(hub):
    hub.agreement()
    areas = {fund.area: fund for fund in ask(hub.store(), COMMAND_LINE, "totals.funds", "2025/26")}
    assert list(areas) == ["Bedford", "Central Bedfordshire", "Luton", "Milton Keynes", "Hub"]
    assert {fund.spent_pence for fund in areas.values()} == {None}


def test_the_grid_of_returns_says_which_came_when(hub):
    for code in ("A-1", "A-2", "A-3"):
        hub.agreement(code)
    hub.returned("A-1", received_on=date(2025, 12, 1))
    hub.returned("A-2", received_on=date(2025, 12, 29), is_nil=True)
    grid = ask(hub.store(), COMMAND_LINE, due.returns_owed, Selection(Q1, "year"))
    told = [(cell.agreement_code, str(cell.quarter)[-2:], cell.state, cell.is_nil) for cell in grid]
    assert told == [
        ("A-1", "Q1", "received", False),
        ("A-1", "Q2", "waiting", False),
        ("A-2", "Q1", "late", True),
        ("A-2", "Q2", "waiting", False),
        ("A-3", "Q1", "missing", False),
        ("A-3", "Q2", "waiting", False),
    ]
    assert grid[0].file_name == "drawn.xlsx"


def test_an_empty_warehouse_is_told_as_missing_and_never_fails(hub):
    store = hub.store()
    assert {r.state for r in ask(store, COMMAND_LINE, "totals.readings", Selection(Q1))} <= {
        "missing",
        "not_applicable",
    }
    assert {f.agreement_code for f in ask(store, COMMAND_LINE, "judge.flags")} == {None}, (
        "the hub's own alone"
    )
    assert ask(store, COMMAND_LINE, partners) == []
    with store.open(COMMAND_LINE) as session:
        assert session.quarters


# -- Files and what is wrong with them -----------------------------------------------------------


@pytest.fixture
def files(two_areas):
    """A file of each area, one of both, a register and a refused one, each with a problem."""
    for number, name in enumerate(
        ("luton.xlsx", "bedford.xlsx", "both.csv", "register.csv", "refused.xlsx"), start=2
    ):
        two_areas.file(number, name=name)
    two_areas.came_with("A-1", 2, "Progress", "progress")
    two_areas.came_with("A-2", 3, "Progress", "progress")
    two_areas.came_with("A-1", 4, "both", "attendance")
    two_areas.came_with("A-2", 4, "both", "attendance")
    two_areas.sheet(5, "register", "agreements")
    for number, sheet in ((2, "Progress"), (3, "Progress"), (4, "both"), (5, "register")):
        two_areas.problem(number, sheet)
    two_areas.problem(6, None, value=None, rule="damaged", message="Not a workbook.")
    return two_areas


def names(store, viewer) -> list[str]:
    return [load.name for load in ask(store, viewer, "files.loads")]


def test_a_lead_sees_the_files_of_their_areas_only(files):
    store = files.store()
    assert names(store, LUTON) == ["luton.xlsx"]
    assert names(store, Viewer("lead", frozenset({"Luton", "Bedford"}))) == [
        "both.csv",
        "bedford.xlsx",
        "luton.xlsx",
        "drawn.xlsx",
    ]
    assert len(names(store, Viewer("auditor"))) == 6
    assert ask(store, LUTON, "files.problems", [2])[2][0].value == "typed"
    for number in (3, 4, 5, 6, 7):
        with pytest.raises(NotFound, match=f"There is no file number {number}."):
            ask(store, LUTON, "files.problems", [number])


def test_a_register_in_one_workbook_with_a_leads_returns_is_not_theirs(files):
    files.sheet(2, "Payments", "payments")
    files.problem(2, "Payments", value="A-2", message="‘A-2’ has been paid already.")
    store = files.store()
    assert names(store, LUTON) == []
    with pytest.raises(NotFound, match="There is no file number 2"):
        ask(store, LUTON, "files.problems", [2])


def test_a_file_moves_with_its_agreement_to_another_area(files):
    with writing(files.engine) as connection:
        files._write(connection)
        moved = dim_agreement.update().where(dim_agreement.c.agreement_code == "A-1")
        connection.execute(moved.values(area="Bedford"))
    assert names(files.store(), LUTON) == []


@pytest.mark.parametrize("role", ["executive", "auditor", "officer"])
def test_what_a_partner_typed_is_quoted_to_those_who_read_free_text(files, role):
    (told,) = ask(files.store(), Viewer(role), "files.problems", [2])[2]
    assert (told.value, told.message) == ("typed", "‘typed’ is not a number.")


def test_the_oversight_committee_reads_what_is_wrong_and_where_but_not_what_was_typed(files):
    found = ask(files.store(), Viewer("oversight"), "files.problems", [2, 3, 4, 5, 6])
    assert list(found) == [2, 3, 4, 5, 6]
    told = found[2][0]
    assert (told.sheet, told.cell, told.value) == ("Progress", "B2", None)
    assert told.message == "This is not a number as asked for."
    assert "typed" not in str(found)


@pytest.mark.parametrize(
    ("role", "value"), [("executive", None), ("lead", None), ("officer", "typed")]
)
def test_childrens_cells_are_quoted_to_officers_only(files, role, value):
    viewer = Viewer(role, frozenset({"Luton", "Bedford"}))
    (told,) = ask(files.store(), viewer, "files.problems", [4])[4]
    assert (told.value, "typed" in told.message) == (value, value is not None)


def test_what_is_wrong_with_a_whole_file_is_told_in_its_own_sentence(files):
    (told,) = ask(files.store(), Viewer("executive"), "files.problems", [6])[6]
    assert told.message == "Not a workbook."


def test_the_newest_load_is_known_to_all(files):
    with files.store().open(LUTON) as session:
        assert session.loaded_at == "2025-09-01T09:00:00"


def test_what_a_corrections_file_has_mended_is_no_longer_told_as_wrong(hub):
    hub.file(5)
    hub.problem(5, "Spending", rule="money")
    hub.problem(5, "Spending", rule="date", mended_by=6)
    store = hub.store()
    loads = {load.file_id: load for load in ask(store, Viewer("executive"), "files.loads", limit=9)}
    assert loads[5].problems == 1
    assert [row.rule for row in ask(store, Viewer("executive"), "files.problems", [5])[5]] == [
        "money"
    ]
