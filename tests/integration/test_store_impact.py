"""What changed for children, as a viewer reads it: matched pairs, answers, schools not reached."""

from datetime import date

import pytest

from dashboard.domain.selection import Selection
from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.views.impact import Parts
from data.calendar import Quarter
from tests.support.sessions import ask

pytestmark = pytest.mark.usefixtures("exact")

LUTON = Viewer("lead", frozenset({"Luton"}))
Q1 = Selection(Quarter(2025, 1))


def scored(domain: str, before: int, afters: dict[int, int]) -> str:
    """Children with one score before and, by score after, so many of them."""
    lines = ["child | domain | measure | stage | score"]
    children = [after for after, count in afters.items() for _ in range(count)]
    for number, after in enumerate(children):
        for stage, score in (("before", before), ("after", after)):
            lines.append(f"{domain}{number} | {domain} | {domain} | {stage} | {score}")
    return "\n".join(lines)


def test_pairs_are_told_by_domain_and_area_with_their_means(hub):
    hub.agreement("A-1", area="Luton")
    hub.returned("A-1", learning=scored("musical", 4, {6: 20, 4: 10, 2: 10}))
    learned = ask(hub.store(), COMMAND_LINE, "totals.learning", Q1)
    musical = learned["Luton"]["musical"]
    assert musical.pairs == Parts("ok", {"improved": 20, "same": 10, "lower": 10}, 40, 0.5)
    assert (musical.before, musical.after) == (0.4, 0.45)
    assert learned[None]["musical"] == musical
    assert learned["Luton"]["social"].pairs.state == "missing"
    assert learned["Bedford"]["musical"].pairs.state == "missing"


def test_the_mean_of_fewer_than_fifteen_children_is_told_no_more_than_their_pairs(hub):
    hub.agreement("A-1", area="Luton")
    hub.returned("A-1", learning=scored("musical", 4, {6: 14}))
    learned = ask(hub.store(), COMMAND_LINE, "totals.learning", Q1)["Luton"]["musical"]
    assert (learned.pairs.state, learned.before, learned.after) == ("suppressed", None, None)


def test_children_scored_in_two_domains_count_once_in_all_of_them(hub):
    """So pairs of all domains read as the measure tells them."""
    hub.agreement("A-1", area="Luton")
    hub.returned("A-1", learning=scored("musical", 4, {6: 8}))
    rows = scored("social", 4, {6: 8}).replace("social0", "musical0")
    hub.returned("A-1", "2025/26 Q1", learning=rows)
    learned = ask(hub.store(), COMMAND_LINE, "totals.learning", Q1)["Luton"]
    assert learned[None].pairs.whole == hub.kpi("learning_improved").denominator == 16


def test_answers_are_told_by_respondent_where_fifteen_answered(hub):
    hub.agreement("A-1", area="Luton")
    hub.returned(
        "A-1",
        satisfaction="""
        respondent | score | times
        pupil      | 5     | 30
        pupil      | 3     | 10
        pupil      | 1     | 6
        parent     | 5     | 30
        parent     | 2     | 3
        parent     | 1     | 4
        school     | 4     | 7
        school     | 1     | 2
    """,
    )
    answered = ask(hub.store(), COMMAND_LINE, "totals.opinions", Q1)
    assert list(answered["pupil"].parts.values()) == [6, 0, 10, 0, 30]
    assert list(answered["parent"].parts.values()) == [4, 3, 0, 0, 30]
    assert answered["school"].state == "suppressed"


def test_many_answers_of_few_people_are_told_nowhere(hub):
    """Nor in the evidence of a flag."""
    hub.agreement("A-1", area="Luton")
    for quarter in ("2025/26 Q1", "2025/26 Q2"):
        rows = (f"r{n % 3} | parent | Q{n} | {1 + n % 2}" for n in range(18))
        rows = "\n".join(["response | respondent | question | score", *rows])
        hub.returned("A-1", quarter, satisfaction=rows, received_on=date(2025, 12, 1))
    store = hub.store(date(2026, 6, 1))
    told = [
        ask(store, COMMAND_LINE, "totals.opinions", Q1),
        ask(store, COMMAND_LINE, "totals.opinions_by_area", Q1),
    ]
    assert {parts.state for by in told for parts in by.values()} == {"suppressed", "missing"}
    flags = ask(store, COMMAND_LINE, "judge.flags")
    (quality,) = [one for one in flags if one.rule.key == "quality_below_standard"]
    assert quality.finding.state == "not_computable"
    assert quality.finding.evidence == ()


def test_many_pairs_of_few_children_are_not_told(hub):
    hub.agreement("A-1", area="Luton")
    rows = (
        f"c{child} | musical | m{measure} | {stage} | {score}"
        for child in range(3)
        for measure in range(10)
        for stage, score in (("before", 4), ("after", 6))
    )
    learning = "\n".join(["child | domain | measure | stage | score", *rows])
    hub.returned("A-1", learning=learning)
    learned = ask(hub.store(), COMMAND_LINE, "totals.learning", Q1)["Luton"]
    assert learned["musical"].pairs.state == learned[None].pairs.state == "suppressed"


def test_schools_without_a_session_this_year_are_listed_by_name(hub):
    hub.agreement("A-1", area="Luton")
    for urn, name in (("100001", "Elm"), ("100002", "Ash"), ("100003", "Birch")):
        hub.school(urn, name=name, area="Luton")
    hub.school("100009", name="Yew", area="Bedford")
    hub.returned("A-1", attendance="child | setting\na | 100001")
    store = hub.store()
    in_luton = Selection(Quarter(2025, 1), area="Luton")
    found = ask(store, COMMAND_LINE, "totals.schools_unreached", in_luton)
    assert [school.name for school in found.named] == ["Ash", "Birch"]
    assert ask(store, COMMAND_LINE, "totals.schools_unreached", Q1).schools == 3


def test_schools_not_reached_are_named_to_a_lead_in_their_own_areas_and_counted_in_all(hub):
    hub.agreement("A-1", area="Luton")
    hub.school("100001", name="Elm", area="Luton", pupils=100)
    hub.school("100002", name="Yew", area="Bedford", pupils=50)
    found = ask(hub.store(), LUTON, "totals.schools_unreached", Q1)
    assert (found.schools, found.pupils) == (2, 150)
    assert [school.name for school in found.named] == ["Elm"]
