"""Registers on a day: how rows are found, what a past day knows of them, and whose they are."""

from datetime import date

from dashboard.domain import facts as f
from dashboard.domain.registers import Registers
from tests.support.drawn_facts import agreement, need, payment, review

DAY = date(2026, 1, 15)
BEFORE, AFTER = date(2026, 1, 14), date(2026, 1, 16)
PROPOSED = f.row_type("proposals")(proposal_ref="B-1", opportunity_code="C-1", partner_code="P-2")
SCORED = f.row_type("scores")(proposal_ref="B-1", scorer="Hub lead")
OF_HUB = f.Risk(risk_ref="K-2", agreement_code="Hub")
OF_NOBODY = f.Decision(decision_ref="D-3", kind="vary", decided_on=DAY)
REGISTERS = Registers(
    {
        "partners": (f.Partner(partner_code="P-1"), f.Partner(partner_code="P-2")),
        "agreements": (
            agreement(),
            agreement(agreement_code="A-2", partner_code="P-2", area="Bedford"),
        ),
        "opportunities": (f.Call(opportunity_code="C-1", area="Bedford"),),
        "payments": (payment(), payment("Y-2")),
        "decisions": (
            f.Decision(decision_ref="D-1", agreement_code="A-1"),
            f.Decision(decision_ref="D-2", opportunity_code="C-1"),
            OF_NOBODY,
        ),
        "risks": (f.Risk(risk_ref="K-1", agreement_code="A-2"), OF_HUB),
        "needs": (need(),),
        "proposals": (PROPOSED,),
        "scores": (SCORED,),
        "waivers": (f.Waiver(waiver_ref="W-1", agreement_code="A-9"),),
    }
)


def keys(registers: Registers, key: str) -> list[str]:
    first = f.row_type(key).register.natural_key[0]
    return [getattr(row, first) for row in registers.rows[key]]


def within(*areas: str) -> Registers:
    return REGISTERS.within(frozenset(areas))


def test_rows_are_found_as_their_register_says():
    assert REGISTERS.of("agreements").keys() == {"A-1", "A-2"}
    assert [row.payment_ref for row in REGISTERS.of("payments")["A-1"]] == ["Y-1", "Y-2"]
    assert REGISTERS.of("proposals") == (PROPOSED,)
    assert REGISTERS.of("objectives") == {}
    assert REGISTERS.of("schools") == ()


def test_rows_of_an_agreement_are_of_its_area():
    assert keys(within("Luton"), "agreements") == ["A-1"]
    assert keys(within("Luton"), "payments") == ["Y-1", "Y-2"]
    assert keys(within("Bedford"), "payments") == []


def test_what_names_no_agreement_is_of_what_it_names_next():
    assert keys(within("Bedford"), "decisions") == ["D-2"]
    assert keys(within("Luton"), "decisions") == ["D-1"]


def test_what_names_nothing_and_what_names_the_hub_is_the_hubs():
    assert keys(within("Hub"), "decisions") == ["D-3"]
    assert within("Hub").rows["risks"] == (OF_HUB,)


def test_a_row_is_of_the_area_of_what_it_hangs_on_however_far():
    assert within("Bedford").rows["scores"] == (SCORED,)
    assert within("Luton").rows["scores"] == ()


def test_a_partner_is_of_the_areas_of_its_agreements():
    assert keys(within("Luton"), "partners") == ["P-1"]


def test_every_reader_reads_what_belongs_to_no_area():
    assert keys(within("Bedford"), "needs") == ["N-1"]


def test_a_row_of_an_agreement_that_is_not_known_is_nobodys():
    assert within("Luton", "Bedford", "Hub").rows["waivers"] == ()


def test_a_day_does_not_know_what_was_done_after_it():
    held = review(BEFORE, held_on=DAY, outcome="continue", notes="Went well")
    assert held.as_of(DAY) is held
    assert held.as_of(BEFORE) == review(BEFORE)


def test_before_it_was_begun_there_is_no_row():
    found = need(identified_on=DAY, closed_on=AFTER)
    assert found.as_of(BEFORE) is None
    assert found.as_of(DAY) == need(identified_on=DAY)


def test_what_people_wrote_is_left_out_but_for_what_all_may_read():
    plan = need(evidence="Ann said so")
    blank = Registers({"needs": (plan,), "payments": (payment(),)}).without_free_text()
    assert blank.rows == {"needs": (need(),), "payments": (payment(),)}


def test_a_register_has_come_though_no_row_is_of_an_area():
    assert within("Bedford").has_come("payments")
    assert not within("Bedford").has_come("objectives")
