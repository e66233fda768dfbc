"""Whether an agreement was let properly and says what it is for."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.rules import RULES
from tests.support.drawn_facts import POLICY, agreement, f, known, objective
from tests.support.rule_over_days import finding, follows

END = date(2026, 8, 31)
ON = date(2026, 1, 15)


# -- procurement_below_requirement -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "quotes", "state"),
    [
        (9_999_99, 0, "raised"),
        (9_999_99, 1, "clear"),
        (10_000_00, 2, "raised"),
        (10_000_00, 3, "clear"),
        (10_000_00, None, "not_computable"),
    ],
)
def test_the_authority_asks_for_quotes_by_value(hub, value, quotes, state):
    hub.agreement(value_pence=value, quotes_received=quotes)
    found = finding(hub, "procurement_below_requirement", ON)
    assert found.state == state
    assert found.since == (date(2025, 9, 1) if state == "raised" else None)


def test_it_says_how_many_quotes_are_wanting_and_that_the_setting_is_to_be_confirmed(hub):
    hub.agreement(value_pence=54_000_00, quotes_received=1, procurement="one quote")
    found = finding(hub, "procurement_below_requirement", ON)
    assert str(found.evidence[0]) == (
        "Quotes received for £54,000 (one quote): 1; at least 3 from £10,000 up "
        "(local setting, to be confirmed)"
    )
    assert found.clears_when == (
        "Record 2 more quotes, if they came before the award. If they did not, the Executive Group "
        "can waive the rule with a reason, until the agreement ends on 31 August 2026."
    )


def test_a_services_own_delivery_needs_no_quotes_but_a_members_elsewhere_does(hub):
    hub.partner("S-1", home_area="Luton", is_consortium_member=True)
    hub.agreement("A-1", partner_code="S-1", area="Luton")
    hub.agreement("A-2", partner_code="S-1", area="Bedford")
    states = [finding(hub, "procurement_below_requirement", ON, a).state for a in ("A-1", "A-2")]
    assert states == ["clear", "not_computable"]


def test_without_an_authoritys_bands_it_cannot_be_judged():
    unset = replace(POLICY, quote_bands={})
    partner = f.Partner(partner_code="P-1", name="P", is_consortium_member=False)
    facts = known(ON, agreement=agreement(quotes_received=1), partner=partner)
    found = RULES["procurement_below_requirement"].judge(facts, unset)
    assert found.missing == "How many quotes the authority of Luton asks for."


def test_quotes_are_judged_from_the_day_of_the_start_to_the_last_day(hub):
    hub.agreement(quotes_received=0)
    follows(
        hub,
        "procurement_below_requirement",
        """
        on         | state  | since
        2025-09-01 | raised | 2025-09-01
        2025-09-02 | raised | 2025-09-01
        2026-08-31 | raised | 2025-09-01
        """,
    )


# -- agreement_incomplete --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({"deliverables": "Ten sessions", "metrics": "Attendance"}, None),
        ({"deliverables": "Ten sessions"}, "metrics"),
        ({"metrics": "Attendance"}, "deliverables"),
        ({}, "deliverables and metrics"),
    ],
)
def test_an_agreement_names_deliverables_and_metrics(hub, told, missing):
    hub.agreement(**told)
    found = finding(hub, "agreement_incomplete", ON)
    assert found.state == ("raised" if missing else "clear")
    if missing:
        assert found.evidence[0].value == f"it names no {missing.replace('and', 'and no')}"
        assert found.clears_when == (
            f"Record the {missing} of A-1. That can be done until the agreement ends on "
            "31 August 2026."
        )


def test_it_is_incomplete_until_a_later_version_of_the_register_completes_it(hub):
    changed = date(2026, 2, 10)
    hub.agreement(valid_to=changed)
    hub.agreement(valid_from=changed, deliverables="Ten sessions", metrics="Attendance")
    follows(
        hub,
        "agreement_incomplete",
        """
        on         | state
        2026-02-09 | raised
        2026-02-10 | clear
        2026-02-11 | clear
        """,
    )


# -- objective_not_smart ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ({"measure": None}, "no measure"),
        ({"target": None}, "no target"),
        ({"need_code": None}, "no linked need"),
        ({"lpme_function": None}, "no function of the Local Plan"),
        ({"need_code": None, "target": None}, "no target and linked need"),
    ],
)
def test_an_objective_has_its_measure_target_due_day_need_and_function(hub, lacks, said):
    hub.agreement()
    hub.objective("O-1", **{"need_code": "N-1"} | lacks)
    found = finding(hub, "objective_not_smart", ON)
    assert (found.state, found.since) == ("raised", date(2025, 9, 1))
    assert found.evidence[0].value == said
    assert found.clears_when.startswith(f"Record the {said.removeprefix('no ')} of O-1.")


def test_a_due_day_cannot_be_blank_in_the_register_but_would_be_told():
    dateless = objective(due_on=None, need_code="N-1")
    found = RULES["objective_not_smart"].judge(known(ON, objectives=(dateless,)), POLICY)
    assert found.evidence[0].value == "no due day"


@pytest.mark.parametrize(
    ("due_on", "state"),
    [(date(2026, 8, 30), "clear"), (END, "clear"), (date(2026, 9, 1), "raised")],
)
def test_an_objective_falls_due_by_the_end_of_its_agreement(hub, due_on, state):
    hub.agreement(ends_on=END)
    hub.objective(due_on=due_on, need_code="N-1")
    found = finding(hub, "objective_not_smart", ON)
    assert found.state == state
    if state == "raised":
        assert found.clears_when == (
            "Have O-1 fall due by 31 August 2026. That can be done until the agreement ends on "
            "31 August 2026."
        )


def test_without_any_objective_there_is_nothing_to_judge(hub):
    hub.agreement()
    found = finding(hub, "objective_not_smart", ON)
    assert (found.state, found.missing) == ("not_computable", "Any objective of the agreement.")
