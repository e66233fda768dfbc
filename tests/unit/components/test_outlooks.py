"""Reasons, ladder and readiness as they are drawn: data in, components out."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.components.cards.flag_card import flag_card
from dashboard.components.cards.outlooks import endings, summary
from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.pages.partner.ladder import ladder, ladders
from dashboard.pages.partner.reasons import reasons, strength_note
from dashboard.policy.ending.case import Item, Provision
from dashboard.policy.ladder_rungs import RUNGS
from dashboard.policy.outlook import Outlook
from dashboard.policy.reasons import standings
from tests.support.drawn_facts import DAY, POLICY, Q1, Q2, Q3, came, waiver
from tests.support.drawn_outlook import LONG, decision, flags, items, on_day, places
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn

LOW = {Q1: (5, 20), Q2: (5, 20), Q3: (5, 20)}
ENSEMBLE = Provision("activity", "ensemble", "Luton", (), (), ())
CONCERN = {"pleased": LOW, "returns": [came(Q1, values={"O-1": 50})]}


def outlook(on=Q3.due_on, agreement=LONG, provisions=(ENSEMBLE,), **known) -> Outlook:
    facts = on_day(on, **{"agreement": agreement} | CONCERN | known)
    return Outlook(
        agreement=agreement,
        on=on,
        judged_on=min(on, agreement.ends_on),
        ends_on=agreement.ends_on,
        is_decided=any(d.kind == "notice" for d in facts.decisions),
        standings=standings(flags(facts), facts, POLICY),
        places=places(facts),
        items=tuple(items(facts, provisions).values()),
        provisions=tuple(provisions),
    )


def found(node, name: str) -> list[dict]:
    """The parts of a drawn page whose class is so named."""
    if isinstance(node, list):
        return [part for one in node for part in found(one, name)]
    if not isinstance(node, dict):
        return []
    own = name in str(node["props"].get("className", "")).split()
    return ([node] if own else []) + found(node["props"].get("children"), name)


def said(component) -> str:
    return words(drawn(component))


# -- Reasons ---------------------------------------------------------------------------------------


def test_all_six_reasons_stand_in_two_columns_each_with_its_state():
    page = drawn(reasons([outlook()]))
    positive, negative = found(page, "reasons")
    assert [len(column["props"]["children"]) for column in (positive, negative)] == [3, 3]
    assert len(found(page, "rag")) == 6
    assert "Quality standards not met Stands" in words(negative)
    assert "All objectives achieved Does not stand" in words(positive)
    assert "A model that now sustains itself Cannot be told" in words(positive)


def test_a_reason_has_its_evidence_its_strength_and_what_is_missing():
    page = said(reasons([outlook()]))
    assert "Evidence: slight, 2 measures. It stands since 28 March 2026." in page
    assert "Positive answers: 25% (5 of 20) in 2025/26 Q2; at least 60% is asked." in page
    assert "Wanted: " in page
    assert "No answers reported for 2025/26 Q1 and 2025/26 Q2." in page


def test_evidence_of_one_quarter_leads_to_its_return():
    text = str(drawn(reasons([outlook()])))
    assert "/return?agreement=A-1&quarter=2025%2F26+Q2" in text


def test_evidence_on_an_objective_leads_to_the_newest_return_that_told_of_it():
    returns = [came(Q1, values={"O-1": 30}), came(Q2, values={"O-1": 20})]
    page = drawn(reasons([outlook(returns=returns)]))
    told = "More children play: 50 by the end of 2025/26 Q2; the target is 100 by 31 August 2027."
    assert told in words(page)
    links = [one for one in found(page, "measures") if told in words(one)]
    assert "quarter=2025%2F26+Q2" in str(links[0])


def test_a_waiver_is_named_with_its_end():
    waived = waiver("quality_below_standard", Q3.due_on)
    page = said(reasons([outlook(waivers=(waived,))]))
    assert "Quality standards not met Waived" in page
    assert "Waived by hub lead until 28 June 2026." in page


def test_the_page_says_how_strength_is_told_with_the_settings_in_force():
    assert "each of the last 4 returns due" in said(strength_note(POLICY))
    other = replace(POLICY, rules=POLICY.rules | {"reason_lasting_days": 77})
    assert "whether it has stood for 77 days" in said(strength_note(other))


def test_agreements_that_have_ended_are_folded_and_judged_on_their_last_day():
    gone = outlook(on=LONG.ends_on + DAY)
    both = drawn(reasons([outlook(), gone]))
    (folded,) = found(both, "more")
    assert "Show 1 agreement that has ended" in words(folded)
    assert "As it was known on its last day, 31 August 2027." in words(folded)
    assert found(drawn(reasons([gone])), "more") == []
    assert "No agreement is recorded." in said(reasons([]))


def test_one_that_has_not_begun_says_when_it_does():
    before = replace(outlook(), standings=(), on=LONG.starts_on - DAY)
    assert "It begins on 1 September 2025" in said(reasons([before]))


# -- Ladder ----------------------------------------------------------------------------------------


def test_all_rungs_are_there_and_the_one_that_the_facts_point_to_is_marked_in_words():
    page = drawn(ladder(outlook()))
    (rungs,) = found(page, "ladder")
    shown = [words(rung) for rung in rungs["props"]["children"]]
    assert [text.split(" The")[0] for text in shown] == [rung.capitalize() for rung in RUNGS]
    (here,) = found(page, "is-here")
    assert words(here) == "Improvement plan The facts point here, negative reasons"
    assert here["props"]["aria-current"] == "step"
    assert "Consider an improvement plan." in words(page)
    assert "What would move it up" in words(page)
    assert "What would move it down" in words(page)


def test_both_sides_are_marked_and_said():
    one = outlook(returns=[came(Q3, values={"O-1": 100})])
    page = drawn(ladder(one))
    assert len(found(page, "is-here")) == 2
    assert "Positive and negative reasons stand at once." in words(page)
    assert "stand at once" not in said(ladder(outlook()))


def test_what_is_decided_is_no_longer_considered():
    told = decision("notice", date(2026, 6, 1), reason="quality not met")
    page = said(ladders([outlook(decisions=(told,))]))
    assert "Conclude Decided, negative reasons" in page
    assert "Consider" not in page


# -- Ready to end well -----------------------------------------------------------------------------


def test_every_point_has_its_state_and_what_to_do():
    one = outlook()
    page = drawn(endings([one], []))
    assert len(found(page, "rag")) == len(one.items) == 7
    for item in one.items:
        assert item.sentence in words(page)
        assert (item.todo or "Nothing") in words(page)


def test_it_is_told_as_if_it_ended_on_its_end_date():
    assert summary(outlook()) == (
        "If it ended on its end date, 31 August 2027, this would leave Luton with no ensemble. 0 "
        "of 7 points are ready."
    )


@pytest.mark.parametrize(
    ("fate", "told"),
    [
        ({"kept_by": ("A-2",)}, "what it gives goes on with other agreements."),
        ({"hub_wide": ("A-2",)}, "some of what it gives would go on with hub-wide agreements"),
        ({"ends_too": ("A-2",)}, "the others that give the same would have ended too"),
    ],
)
def test_what_others_give_is_said_in_a_sentence(fate, told):
    assert told in summary(outlook(provisions=(replace(ENSEMBLE, **fate),)))


def test_where_nothing_leads_out_the_points_are_folded_and_not_counted():
    calm = outlook(pleased={Q1: (18, 20), Q2: (18, 20), Q3: (18, 20)})
    page = drawn(endings([calm], []))
    assert "Show every point" in words(page)
    assert "points are ready" not in words(page)
    assert "Show every point" not in said(endings([outlook()], []))


def test_an_end_with_something_left_to_do_is_not_folded():
    due = replace(outlook(on=LONG.ends_on + DAY), is_decided=True)
    assert not due.is_settled()
    assert replace(due, items=(Item("Notice", "ready", "Given."),)).is_settled()
    page = said(endings([outlook(), due], []))
    assert "Show 1 agreement that has ended" not in page
    assert "It ended on 31 August 2027, and this left Luton with no ensemble." in page


def test_options_are_shown_where_they_are_handed_over():
    told = decision("notice", date(2026, 6, 1), options="Go on; go smaller", rationale="Why")
    one = outlook(decisions=(told,))
    assert "Go on; go smaller. Why" in said(endings([one], [told]))
    hidden = replace(told, options=None, rationale=None)
    assert "Show the options" not in said(endings([one], [hidden]))


# -- In the flag -----------------------------------------------------------------------------------


def test_a_reason_for_an_end_says_on_its_card_what_an_end_would_leave():
    one = outlook()
    by_key = {flag.rule.key: flag for flag in flags(on_day(Q3.due_on, **CONCERN))}
    card = said(flag_card(by_key["quality_below_standard"], POLICY, COMMAND_LINE, one))
    assert "If it ended" in card
    assert "leave Luton with no ensemble" in card
    assert "No other agreement gives it." in card
    assert "#ending-A-1" in str(
        drawn(flag_card(by_key["quality_below_standard"], POLICY, COMMAND_LINE, one))
    )
    other = said(flag_card(by_key["review_due"], POLICY, COMMAND_LINE, one))
    assert "If it ended" not in other


@pytest.mark.parametrize(
    ("viewer", "area", "offered"),
    [
        (COMMAND_LINE, "Luton", 4),
        (Viewer("lead", frozenset({"Luton"})), "Luton", 4),
        (Viewer("lead", frozenset({"Luton"})), "Hub", 0),
        (Viewer("officer"), "Hub", 4),
        (Viewer("auditor"), "Luton", 0),
    ],
)
def test_a_card_offers_the_acts_that_its_reader_may_enter(viewer, area, offered):
    one = replace(flags(on_day(Q3.due_on, **CONCERN))[0], area=area)
    assert str(drawn(flag_card(one, POLICY, viewer))).count("'/record?") == offered
