"""Settings that may be changed: what is typed is read within its bounds, or refused in words."""

import json

import pytest

from data.adjustable import adjustable, changed, read_changes
from data.policies import policies
from data.typed_settings import NotASettingError
from data.vocabulary.clauses import CLAUSES

POLICY = policies()[0]


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("quality_floor", "0.65", 0.65),
        ("quality_floor", " 65% ", 0.65),
        ("review_due_days", "45", 45),
        ("spend_tolerance_pence", "75000", 75_000),
        ("spend_tolerance_pence", "£1,250.50", 125_050),
        ("tolerance", "5%", 0.05),
        ("target.leverage", "0.3", 0.3),
        ("spending_profile", "25; 50; 75; 100", [0.25, 0.5, 0.75, 1.0]),
        ("quotes.luton", "3 from £25,000; 1 from £0", [[0, 1], [2_500_000, 3]]),
        ("policy_review_due", "2027-09-30", "2027-09-30"),
    ],
)
def test_what_is_typed_is_read_in_the_settings_unit_and_stands_in_the_policy(name, typed, value):
    changes = read_changes(POLICY, {name: typed})
    assert changes == {name: value}
    assert adjustable(POLICY)[name].get(changed(POLICY, changes)) == value
    assert json.loads(json.dumps(changes)) == changes


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("quality_floor", "1.2", "quality_floor may be from 0 to 1; 1.2 lies outside."),
        ("quality_floor", "most", "Give a share from 0 to 1."),
        ("quality_floor", "£1", "Give a share from 0 to 1."),
        ("quality_floor", "nan", "Give a share from 0 to 1."),
        ("quality_floor", "", "Give a share from 0 to 1."),
        ("review_due_days", "2.5", "Give a whole number of days from 1 to 365."),
        ("review_due_days", "0", "may be from 1 to 365; 0 lies outside."),
        ("risk_score", "26", "may be from 1 to 25; 26 lies outside."),
        ("quality_flor", "0.6", "The nearest is ‘quality_floor’."),
        ("smallest_shown", "2", "There is no setting ‘smallest_shown’ to change."),
        ("round_to", "1", "There is no setting ‘round_to’ to change."),
        ("spending_profile", "30;20;90;100", "four rising percentages that end in 100"),
        ("spending_profile", "30;60;100", "four rising percentages that end in 100"),
        ("quotes.luton", "3 from £10,000", "from £0 up"),
        ("quotes.luton", "many", "Write it like ‘1 from £0; 3 from £10,000’."),
        ("policy_review_due", "30/09/2027", "Write it like 2026-09-30."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(name, typed, told):
    with pytest.raises(NotASettingError) as refused:
        read_changes(POLICY, {name: typed})
    assert told in str(refused.value)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(NotASettingError) as refused:
        read_changes(POLICY, {"quality_floor": "2", "risk_score": "x", "nothing": "1"})
    assert str(refused.value).count("quality_floor") == 1
    assert "risk_score" in str(refused.value)
    assert "‘nothing’" in str(refused.value)


@pytest.mark.parametrize("setting", adjustable(POLICY).values(), ids=lambda one: one.name)
def test_every_setting_serves_a_clause_says_what_it_is_and_keeps_its_own_value(setting):
    assert setting.clause in CLAUSES
    assert len(setting.says.split()) >= 5
    assert changed(POLICY, {setting.name: setting.get(POLICY)}) == POLICY


def test_every_threshold_starts_within_its_own_bounds():
    for name, about in POLICY.thresholds.items():
        assert about.at_least <= POLICY.rules[name] <= about.at_most, name
