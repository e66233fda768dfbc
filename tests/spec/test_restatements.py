"""Figures that changed after their quarter closed: 2025/26 Q1 closed with 28 December."""

from datetime import date

from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.measures.restatements import as_read
from data.calendar import Quarter
from tests.support.hub_builder import children
from tests.support.sessions import ask

Q1 = Quarter(2025, 1)
ON_TIME, LATE, TODAY = date(2025, 12, 20), date(2026, 1, 5), date(2026, 1, 15)
LUTON = Viewer("lead", frozenset({"Luton"}))
BEDFORD = Viewer("lead", frozenset({"Bedford"}))


def ledger(hub, viewer=COMMAND_LINE, quarters=(Q1,), area=None) -> list:
    return ask(hub.store(TODAY), viewer, "totals.restatements", quarters, area)


def told(entries, key) -> list[tuple]:
    """What the ledger says of one KPI: where, from what, to what."""
    return [
        (entry.area, as_read(entry.before), as_read(entry.after))
        for entry in entries
        if entry.kpi.key == key
    ]


def two_partners(hub) -> None:
    """Luton's return came on time; Bedford's agreement owes one too."""
    hub.agreement("A-1", area="Luton")
    hub.agreement("A-2", area="Bedford", partner_code="P-2")
    hub.returned("A-1", received_on=ON_TIME, attendance=children(40))


# -- What is an entry ------------------------------------------------------------------------------


def test_a_late_return_restates_its_area_and_the_hub_and_no_other_area(hub):
    two_partners(hub)
    hub.returned("A-2", received_on=LATE, attendance=children(20, partner="P-2"))
    found = ledger(hub)
    assert told(found, "children_reached") == [("Bedford", "missing", "20"), (None, "40", "60")]
    assert {(entry.day, entry.quarter) for entry in found} == {(LATE, Q1)}
    assert {entry.area for entry in found} == {None, "Bedford"}


def test_each_entry_says_which_file_of_which_agreement_it_was(hub):
    two_partners(hub)
    hub.returned("A-2", received_on=LATE, attendance=children(20, partner="P-2"))
    causes = {cause for entry in ledger(hub) for cause in entry.causes}
    assert [(c.what, c.agreement_code, c.area, c.file_name) for c in causes] == [
        ("return", "A-2", "Bedford", "drawn.xlsx")
    ]


def test_a_resent_return_restates_what_it_changes(hub):
    two_partners(hub)
    hub.returned(
        "A-2",
        received_on=ON_TIME,
        until=LATE,
        spending="kind | category | pence\nspend | staff | 100000",
    )
    hub.returned(
        "A-2",
        received_on=LATE,
        spending="kind | category | pence\nspend | staff | 150000\nincome | parents | 30000",
    )
    assert told(ledger(hub), "leverage") == [("Bedford", "0.00", "0.20"), (None, "0.00", "0.20")]


def test_a_return_on_the_day_after_the_due_day_is_the_first_that_restates(hub):
    two_partners(hub)
    hub.returned("A-2", received_on=Q1.due_on, attendance=children(20, partner="P-2"))
    assert ledger(hub) == []
    hub.agreement("A-3", area="Luton", partner_code="P-3")
    after = date(2025, 12, 29)
    hub.returned("A-3", received_on=after, attendance=children(30, partner="P-3"))
    found = ledger(hub)
    assert told(found, "children_reached") == [("Luton", "40", "70"), (None, "60", "90")]
    assert told(found, "returns_on_time") == [], "that the day came is no restatement"


def test_a_payment_corrected_in_the_register_restates_the_quarter_in_which_it_was_paid(hub):
    hub.partner("P-2", home_area="outside")
    two_partners(hub)
    hub.payment("Y-1", agreement_code="A-1", paid_on=date(2025, 10, 1), amount_pence=500_00)
    paid = {"agreement_code": "A-2", "paid_on": date(2025, 10, 1)}
    hub.payment("Y-2", **paid, amount_pence=500_00, valid_to=LATE)
    hub.payment("Y-2", **paid, amount_pence=1500_00, valid_from=LATE)
    found = ledger(hub)
    assert told(found, "local_share") == [(None, "50%", "25%")]
    (entry,) = found
    assert [(c.what, c.agreement_code) for c in entry.causes] == [("payments", "A-2")]


def test_a_change_that_no_page_shows_is_no_entry(hub):
    two_partners(hub)
    spent = "kind | category | pence\nspend | staff | {}\nincome | parents | 5000000"
    hub.returned("A-2", received_on=ON_TIME, until=LATE, spending=spent.format(10_000_000))
    hub.returned("A-2", received_on=LATE, spending=spent.format(10_000_100))
    assert told(ledger(hub), "leverage") == []


def test_what_came_for_a_quarter_that_is_still_open_is_no_entry(hub):
    two_partners(hub)
    hub.returned("A-1", "2025/26 Q2", received_on=LATE, attendance=children(40))
    assert ledger(hub, quarters=None) == []


def test_a_return_that_never_stood_restates_nothing(hub):
    two_partners(hub)
    hub.returned("A-2", received_on=LATE, until=LATE, attendance=children(20, partner="P-2"))
    assert ledger(hub) == []


def test_an_old_return_restates_the_later_quarters_that_build_on_it(hub):
    two_partners(hub)
    hub.objective("O-1", target=100, profile="50;100", adds_up="latest")
    hub.returned("A-1", "2025/26 Q1", received_on=ON_TIME, progress="objective | value\nO-1 | -")
    hub.agreement("A-0", starts_on=date(2025, 3, 1), ends_on=date(2026, 8, 31))
    hub.objective("O-0", agreement_code="A-0", target=10)
    hub.returned("A-0", "2024/25 Q4", received_on=LATE, progress="objective | value\nO-0 | 10")
    found = [
        entry for entry in ledger(hub, quarters=None) if entry.kpi.key == "objectives_on_course"
    ]
    assert {str(entry.quarter) for entry in found} == {"2024/25 Q4", "2025/26 Q1"}


def test_the_first_release_of_a_figure_by_a_characteristic_restates_nothing(hub):
    two_partners(hub)
    told_of = "child | send\n" + "\n".join(f"c{n} | SEN support" for n in range(40))
    came = {"attendance": children(40, partner="P-1"), "participants": told_of}
    hub.returned("A-1", "2025/26 Q1", received_on=ON_TIME, **came)
    hub.returned("A-2", received_on=TODAY, attendance=children(20, partner="P-2"))
    found = ledger(hub)
    assert {entry.day for entry in found} == {TODAY}, "the day on which the figures came out"
    assert told(found, "send_share") == []


# -- Who sees it -----------------------------------------------------------------------------------


def test_a_lead_reads_every_areas_totals_and_no_other_areas_files(hub):
    two_partners(hub)
    hub.returned("A-2", received_on=LATE, attendance=children(20, partner="P-2"))
    theirs, others = ledger(hub, BEDFORD), ledger(hub, LUTON)
    assert {e.area for e in theirs} == {e.area for e in others} == {None, "Bedford"}
    assert {c.file_name for e in theirs for c in e.causes} == {"drawn.xlsx"}
    hidden = {(c.what, c.file_name, c.agreement_code, c.area) for e in others for c in e.causes}
    assert hidden == {("return", None, None, None)}


def test_one_area_may_be_asked_for(hub):
    two_partners(hub)
    hub.returned("A-2", received_on=LATE, attendance=children(20, partner="P-2"))
    assert {entry.area for entry in ledger(hub, area="Bedford")} == {"Bedford"}
