"""Views of a partner: its agreements, its reviews, its objectives, and how satisfied people are."""

from datetime import date

from dashboard.pages.partner.objective_history import ObjectiveStep, ObjectiveView
from dashboard.pages.partner.objectives import objectives
from dashboard.pages.partner.query import PartnerView
from dashboard.pages.partner.view import agreements_table, answer, reviews_table, satisfaction
from data.calendar import Quarter
from tests.support.drawn_facts import agreement, review
from tests.support.drawn_flags import flag
from tests.support.drawn_outlook import decision, held
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn
from tests.unit.components.test_words import reading

TODAY = date(2026, 1, 15)
BAND = agreement(activity="ensemble", lpme_function="schools", payment_model="quarterly")
STEP = ObjectiveStep(Quarter(2025, 1), True, 40.0, 0.4, 0.25, None, "Sang", None, None)


def partner(**parts) -> PartnerView:
    return PartnerView(**dict.fromkeys(PartnerView.__dataclass_fields__, ()) | parts)


def objective(state: str = "on course", steps=(STEP,)) -> ObjectiveView:
    about = ("O-1", "A-1", "More children play", "children", "children")
    return ObjectiveView(*about, 0.0, 100.0, date(2026, 8, 31), state, 0.3, steps)


def test_the_answer_counts_running_agreements_and_raised_flags():
    view = partner(agreements=(BAND, agreement(ends_on=date(2025, 12, 31))))
    assert answer(view, [], TODAY) == (
        "Runs 1 agreement worth £10,000 for Luton; no flag is raised."
    )
    assert answer(view, [flag("return_overdue")], date(2027, 1, 1)) == (
        "No agreement runs at present; 1 flag is raised."
    )


def test_an_agreement_is_said_in_the_hubs_words():
    (row,) = agreements_table(partner(agreements=(BAND,))).rows
    assert (row[2], row[7]) == ("Ensemble", "Quarterly")


def test_reviews_and_decisions_stand_in_one_list_newest_first():
    view = partner(
        reviews=(held(date(2025, 10, 1)), review(date(2026, 3, 1))),
        decisions=(decision("renew", date(2025, 12, 1)),),
    )
    table = reviews_table(view)
    assert [row[3] for row in table.rows] == [
        "due, not recorded as held",
        "renew, by the executive group",
        "held 1 October 2025: continue",
    ]


def test_satisfaction_leaves_out_quarters_without_answers():
    page = words(drawn(satisfaction([reading(), reading(value=None, state="missing")])))
    assert page.count("answers") == 1
    assert "of 100 answers" in page
    assert words(drawn(satisfaction([]))) == "No survey answer has come in."


def test_an_objective_says_how_far_it_is_and_leads_to_the_return_that_says_so():
    page = drawn(objectives([objective()]))
    assert "40 of 100 children, 40% of the way; 30% expected by now" in words(page)
    assert "/return?agreement=A-1&quarter=2025%2F26+Q1&sheet=progress" in str(page)
    assert "Show 1 report by quarter" in words(page)


def test_an_objective_without_a_value_is_not_drawn_as_zero():
    page = drawn(objectives([objective("no value", ())]))
    assert "Nothing measured yet" in words(page)
    assert "bullet-bar" not in str(page)
    assert words(drawn(objectives([]))) == "No objective is recorded."
