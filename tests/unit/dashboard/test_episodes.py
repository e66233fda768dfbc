"""Episodes of flags, what became of them, and which rules are noisy."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.backtest.episodes import Disagreement, deeds_of, episodes
from dashboard.backtest.flag_quality import of_rules
from dashboard.domain.facts import Decision
from dashboard.policy.flag import Flag
from dashboard.policy.rule import Finding
from dashboard.rules import RULES
from tests.support.drawn_facts import POLICY, review

DAYS = [date(2026, month, 1) for month in (1, 2, 3, 4, 5)]
STATES = {"R": "raised", "w": "waived", "c": "clear", "n": "not_computable"}


def looks(rule: str, states: str, of: str = "A-1", since: date | None = None):
    """One letter for each day: Raised, waived, clear, not computable; `-` is not judged."""
    for day, letter in zip(DAYS, states, strict=False):
        yield day, [flag(rule, STATES[letter], of, day, since)] if letter != "-" else []


def flag(rule: str, state: str, of: str, on: date, since: date | None) -> Flag:
    finding = Finding(state, since=since if state == "raised" else None)
    return Flag(RULES[rule], finding, of, "Band", "P-1", "Oakmoss", "Luton", on)


def fate(rule: str, states: str, deeds=(), against=(), since=None) -> str:
    """What became of the one episode that a rule's states on the days are."""
    found = episodes(looks(rule, states, since=since))
    (judged,) = [
        one
        for one in of_rules(found, {"A-1": deeds}, POLICY, against)
        if one.rule.key == rule and one.raised == 1
    ]
    words = ("acted_on", "dismissed", "cleared_by_itself", "still_standing")
    (word,) = [word for word in words if getattr(judged, word)]
    return word


@pytest.mark.parametrize(
    ("states", "runs"),
    [
        ("ccccc", []),
        ("cRRcc", [(2, 4)]),
        ("RcRcR", [(1, 2), (3, 4), (5, None)]),
        ("cRRRR", [(2, None)]),
        ("RwwRc", [(1, 5)]),
        ("RRn-c", [(1, 3)]),
        ("R-R--", [(1, 2), (3, 4)]),
    ],
)
def test_an_episode_runs_from_first_raised_to_no_longer_raised(states, runs):
    found = episodes(looks("spend_off_profile", states))
    assert [(one.began_on, one.ended_on) for one in found] == [
        (DAYS[first - 1], DAYS[last - 1] if last else None) for first, last in runs
    ]


def test_flags_of_several_agreements_and_rules_are_followed_apart():
    first, second = looks("return_overdue", "RRc"), looks("risk_high", "cRR", of="A-2")
    both = [(day, [*a, *b]) for (day, a), (_, b) in zip(first, second, strict=True)]
    assert {(one.rule.key, one.agreement_code, one.ended_on) for one in episodes(both)} == {
        ("return_overdue", "A-1", DAYS[2]),
        ("risk_high", "A-2", None),
    }


@pytest.mark.parametrize(
    ("since", "began_on"),
    [
        (date(2026, 1, 20), date(2026, 1, 20)),
        (date(2025, 6, 1), date(2026, 2, 1)),
        (date(2026, 1, 1), date(2026, 2, 1)),
        (None, date(2026, 2, 1)),
    ],
)
def test_it_began_on_the_day_since_which_it_stood_unless_it_was_seen_clear_later(since, began_on):
    assert episodes(looks("return_overdue", "cRc", since=since))[0].began_on == began_on


def test_what_stands_on_the_first_day_began_before_it():
    since = date(2025, 6, 1)
    assert episodes(looks("return_overdue", "RRc", since=since))[0].began_on == since


@pytest.mark.parametrize(
    ("rule", "states", "deeds", "word"),
    [
        ("spend_off_profile", "cRRcc", [], "cleared_by_itself"),
        ("spend_off_profile", "cRRcc", [date(2026, 3, 15)], "acted_on"),
        ("spend_off_profile", "cRRcc", [date(2026, 4, 1)], "acted_on"),
        ("spend_off_profile", "cRRcc", [date(2026, 4, 2)], "cleared_by_itself"),
        ("spend_off_profile", "cRRcc", [date(2026, 2, 1)], "cleared_by_itself"),
        ("spend_off_profile", "cRRRR", [], "still_standing"),
        ("spend_off_profile", "cRRRR", [date(2026, 3, 1)], "acted_on"),
        ("spend_off_profile", "cRwwR", [], "dismissed"),
        ("spend_off_profile", "cRwwR", [date(2026, 3, 1)], "dismissed"),
        ("return_overdue", "cRRcc", [], "acted_on"),
        ("return_overdue", "cRR--", [], "cleared_by_itself"),
        ("return_overdue", "cRRnc", [], "cleared_by_itself"),
        ("return_overdue", "cRRRR", [], "still_standing"),
    ],
)
def test_what_became_of_a_flag(rule, states, deeds, word):
    assert fate(rule, states, deeds) == word


@pytest.mark.parametrize(
    ("against", "word"),
    [
        (Disagreement("spend_off_profile", "A-1", date(2026, 2, 1)), "dismissed"),
        (Disagreement("spend_off_profile", "A-1", date(2026, 1, 31)), "cleared_by_itself"),
        (Disagreement("spend_off_profile", "A-2", date(2026, 2, 1)), "cleared_by_itself"),
        (Disagreement("risk_high", "A-1", date(2026, 2, 1)), "cleared_by_itself"),
    ],
)
def test_disagreement_with_a_flag_while_it_stood_dismisses_it(against, word):
    assert fate("spend_off_profile", "cRRcc", against=[against]) == word


def test_reviews_held_and_decisions_taken_are_deeds_and_an_award_is_none():
    decided = {"agreement_code": "A-1", "decided_on": date(2026, 2, 2)}
    found = deeds_of(
        [review(DAYS[0], held_on=DAYS[1]), review(DAYS[2])],
        [
            Decision(kind="improvement plan", **decided),
            Decision(kind="award", **decided | {"decided_on": DAYS[4]}),
            Decision(kind="vary", **decided | {"agreement_code": None}),
        ],
    )
    assert found == {"A-1": [DAYS[1], date(2026, 2, 2)]}


def noisy(cleared: int, standing: int, **settings) -> bool:
    """Whether a rule is noisy of which so many flags cleared by themselves and so many stand."""
    flags = [f"A-{n}" for n in range(cleared + standing)]
    first = [flag("spend_off_profile", "raised", of, DAYS[0], None) for of in flags]
    then = [flag("spend_off_profile", "raised", of, DAYS[1], None) for of in flags[cleared:]]
    policy = replace(POLICY, rules=POLICY.rules | settings)
    judged = of_rules(episodes([(DAYS[0], first), (DAYS[1], then)]), {}, policy)
    return [one.rule.key for one in judged if one.is_noisy] == ["spend_off_profile"]


def test_a_rule_is_noisy_from_a_set_share_and_number_on():
    assert [noisy(n, 6 - n) for n in (2, 3, 4)] == [False, True, True]
    assert [noisy(n, 0) for n in (4, 5)] == [False, True]
    assert noisy(2, 4, noisy_share=0.33)
    assert noisy(1, 0, noisy_min_raised=1)


def test_every_rule_has_its_line_and_the_four_add_up():
    judged = of_rules(episodes(looks("return_overdue", "RcRcR")), {}, POLICY)
    assert [one.rule.key for one in judged] == list(RULES)
    by_rule = {one.rule.key: one for one in judged}
    one = by_rule["return_overdue"]
    assert (one.raised, one.acted_on, one.still_standing) == (3, 2, 1)
    assert by_rule["risk_high"].raised == 0
