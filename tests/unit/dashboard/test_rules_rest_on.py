"""A rule names the settings that it reads: those alone may change what it says."""

from dataclasses import replace

import pytest

from bench.returns import QUARTERS, draw
from dashboard.domain.viewer import COMMAND_LINE
from dashboard.policy.rule import Rule
from dashboard.rules import RULES
from dashboard.store.facts import agreements_answering
from dashboard.store.flags import flags_of
from dashboard.store.moment import Moment
from dashboard.store.snapshots import read_snapshot
from data.adjustable import adjustable
from data.policies import Policy
from data.warehouse.engine import open_warehouse, reading
from tests.support.drawn_facts import POLICY

BESIDE_RULES = {  # they judge the rules, remind, or look at an end
    *("noisy_share", "noisy_min_raised"),
    *("approval_ahead_days", "calendar_alarm_days", "calendar_past_days", "calendar_ahead_days"),
    *("ending_quarters", "reason_lasting_days", "notice_min_days", "after_check_days"),
}
RATING = ("target.", "tolerance", "ratio_")


class Noting(dict):
    """Thresholds that write down which of them are read."""

    def __init__(self, values, noted):
        super().__init__(values)
        self.noted = noted

    def __getitem__(self, name):
        self.noted.add(name)
        return super().__getitem__(name)


def noting(noted: set) -> Policy:
    """The settings, writing down which of them are read."""

    class NotingPolicy(Policy):
        def __getattribute__(self, name):
            if name in ("spending_profile", "policy_review_due", "quotes_for"):
                noted.add({"quotes_for": "quotes"}.get(name, name))
            return super().__getattribute__(name)

    return NotingPolicy(**vars(POLICY) | {"rules": Noting(POLICY.rules, noted)})


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory):
    """A hub on several days, and one of which no return and no review is known."""
    hub = open_warehouse(f"sqlite:///{tmp_path_factory.mktemp('rules') / 'hub.db'}")
    draw(hub, 20)
    with reading(hub) as connection:
        days = [quarter.due_on for quarter in QUARTERS[::4]]
        known = [read_snapshot(connection, Moment(day, is_past=True)) for day in days]
    silent = known[-1].registers.replaced(reviews=())
    return [*known, replace(known[-1], returns={}, registers=silent)]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_reads_the_settings_that_it_names_and_no_others(rule, snapshots):
    read = set()
    for snapshot in snapshots:
        answering = agreements_answering(snapshot, COMMAND_LINE.scope)
        flags_of(snapshot, answering, {}, noting(read), [rule])
    assert read - {"after_end_days"} == set(rule.settings)


def test_every_setting_of_flags_is_read_by_some_rule():
    unread = [
        name
        for name in adjustable(POLICY)
        if not any(rule.rests_on(name) for rule in RULES.values()) and not name.startswith(RATING)
    ]
    assert set(unread) == BESIDE_RULES


def resting_on(name: str) -> list[str]:
    return [rule.key for rule in RULES.values() if Rule.rests_on(rule, name)]


def test_a_setting_leads_to_the_rules_that_rest_on_it():
    assert resting_on("quality_floor") == ["quality_below_standard"]
    assert resting_on("quotes.luton") == ["procurement_below_requirement"]
    assert resting_on("first_review_days") == ["review_due", "review_overdue"]
    assert set(resting_on("after_end_days")) == {
        rule.key for rule in RULES.values() if rule.after_end
    }
    assert resting_on("target.leverage") == []
