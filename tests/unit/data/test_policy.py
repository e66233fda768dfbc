"""The dated settings."""

from dataclasses import replace
from datetime import date

from dashboard.kpis import KPIS
from data.hub import HUB, HUB_WIDE
from data.policies import policies, policy_on
from data.vocabulary.clauses import CLAUSES

FIRST = policies()[0]
LATER = replace(FIRST, version="2026-09", in_force_from=date(2026, 9, 1))
BOTH = (FIRST, LATER)


def test_the_version_in_force_on_a_day_applies():
    assert policy_on(date(2026, 8, 31), BOTH).version == FIRST.version
    assert policy_on(date(2026, 9, 1), BOTH).version == "2026-09"


def test_the_first_version_applies_backwards_and_says_so():
    before = policy_on(date(2020, 1, 1), BOTH)
    assert (before.version, before.applies_backwards) == (FIRST.version, True)
    assert not policy_on(FIRST.in_force_from, BOTH).applies_backwards


def test_spending_is_due_by_the_end_of_each_quarter():
    assert [FIRST.spending_due(n) for n in range(5)] == [0, 0.3, 0.6, 0.9, 1.0]


def test_every_threshold_of_a_rule_stands_beside_the_clause_that_it_serves():
    assert FIRST.thresholds.keys() == FIRST.rules.keys()
    assert {about.clause for about in FIRST.thresholds.values()} <= CLAUSES.keys()
    assert FIRST.status == "local setting, to be confirmed"


def test_every_area_and_the_hub_have_bands_of_quotes_that_rise_with_the_value():
    assert FIRST.quote_bands.keys() == {*HUB.area_names, HUB_WIDE}
    for area in FIRST.quote_bands:
        asked = [FIRST.quotes_for(area, pence).quotes for pence in (0, 999_999, 1_000_000)]
        assert asked == sorted(asked)
    assert FIRST.quotes_for("Narnia", 0) is None


def test_every_target_belongs_to_a_kpi_that_can_be_rated():
    for key, target in FIRST.targets.items():
        assert KPIS[key].better, key
        assert target.profile is None or (len(target.profile), target.profile[-1]) == (4, 1.0)
        assert target.alone is None or len(target.alone) == 4
