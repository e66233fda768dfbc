"""Who decides: every act, entered by every role about whatever it could be about."""

from itertools import product

import pytest

from dashboard.domain.viewer import ROLES, Denied, Viewer
from dashboard.domain.who_decides import WHO_DECIDES
from data.hub import HUB_WIDE
from data.journal.acts import ACTS
from data.journal.reading import NotRecordedError
from tests.support import rows_by_heading
from tests.support.drawn_journal import TYPED, Book
from tests.support.empty_warehouse import empty_warehouse
from tests.support.hub_builder import Builder

# A lead of Luton: whose agreement is it?
AREAS = {"own area": "Luton", "another area": "Bedford", "hub-wide": HUB_WIDE}
PLACES = (*AREAS, "no agreement")
IN_WORDS = """
    act              | own area                 | another area       | hub-wide           | no agreement
    acknowledge      | executive, lead, officer | executive, officer | executive, officer | executive, officer
    disagree         | executive, lead, officer | executive, officer | executive, officer | executive, officer
    review           | executive, lead, officer | executive, officer | executive, officer | nobody
    reply            | executive, lead, officer | executive, officer | executive, officer | nobody
    improvement plan | executive, lead, officer | executive, officer | executive, officer | nobody
    decision         | executive, lead, officer | executive, officer | executive, officer | nobody
    approval         | executive                | executive          | executive          | executive
    report           | executive, officer       | executive, officer | executive, officer | executive, officer
    answer           | executive, lead, officer | executive, officer | executive, officer | executive, officer
    settings         | nobody                   | nobody             | nobody             | executive
"""  # noqa: E501 -- a table is drawn as wide as it is
ROWS = {row["act"]: row for row in rows_by_heading(IN_WORDS)}


def viewer(role: str) -> Viewer:
    return Viewer(role, frozenset({"Luton"}) if role == "lead" else frozenset())


def code(kind: str, role: str, place: str) -> str:
    return f"{kind}-{role}-{PLACES.index(place)}"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """For each role and place an agreement of their own to approve, and a decision to report."""
    folder = tmp_path_factory.mktemp("who")
    hub = Builder(empty_warehouse(folder / "hub.db"))
    for role, (place, area) in product(ROLES, AREAS.items()):
        hub.agreement(code("A", role, place), area=area, approved_on=None)
        hub.decision(code("D", role, place), agreement_code=code("A", role, place))
    _queries(hub)
    for role in ROLES:
        of_none = {"agreement_code": None, "opportunity_code": "C-1", "kind": "vary"}
        hub.decision(code("D", role, "no agreement"), **of_none)
        hub.decision(code("E", role, "no agreement"), decided_by="music service", **of_none)
    hub.store()
    return Book(hub, folder)


def _queries(hub) -> None:
    """For each role and place a file with a query of its own to answer."""
    for number, (role, place) in enumerate(product(ROLES, PLACES), start=2):
        hub.file(number)
        asked = {"severity": "query", "about": code("Q", role, place)}
        hub.problem(number, "Progress", **asked)
        if place != "no agreement":
            hub.came_with(code("A", role, place), number, "Progress", "progress")


def typed(act: str, role: str, place: str) -> dict:
    """What is said of an act, so that nothing but the viewer can stand against it."""
    is_of_none = place == "no agreement"
    if act in ("acknowledge", "disagree"):
        words = "note" if act == "acknowledge" else "why"
        return {words: f"Said by {role}.", "area": "Luton" if is_of_none else None}
    if act == "approval" and is_of_none:
        return {"decision_ref": code("E", role, place)}
    if act == "answer":
        return {"query": code("Q", role, place)}
    return {"decision_ref": code("D", role, place)} if act == "report" else {}


def is_entered(book, act: str, role: str, place: str) -> bool:
    agreement = None if place == "no agreement" else code("A", role, place)
    said = TYPED[act] | typed(act, role, place)
    try:
        book.journal().record(viewer(role), act, said, agreement)
    except Denied:
        return False
    except NotRecordedError as wrong:
        if str(wrong).startswith(("Say which agreement", "This is about no agreement")):
            return False
        raise
    return True


def test_the_table_in_words_is_of_every_act():
    assert list(ROWS) == list(ACTS) == list(WHO_DECIDES)


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_entered_by_those_who_decide_it_and_refused_to_all_others(book, act):
    entered = {
        place: ", ".join(role for role in sorted(ROLES) if is_entered(book, act, role, place))
        for place in PLACES
    }
    assert {"act": act} | {place: who or "nobody" for place, who in entered.items()} == ROWS[act]


CENTRE = "decided by the lead organisation’s officers and the Executive Group."
REFUSALS = {
    ("lead", "decision", "hub-wide"): f"Hub-wide agreements are {CENTRE}",
    ("lead", "acknowledge", "no agreement"): f"What is about no agreement is {CENTRE}",
    (
        "lead",
        "review",
        "another area",
    ): "Details of Bedford are open to its own music service only.",
    ("lead", "approval", "hub-wide"): (
        "‘Record the Executive Group’s approval’ is for the Executive Group."
    ),
    ("auditor", "review", "own area"): (
        "‘Record a review’ is for its area’s music service leads, the lead organisation’s "
        "officers and the Executive Group."
    ),
    ("officer", "settings", "no agreement"): "‘Adopt changed settings’ is for the Executive Group.",
}


@pytest.mark.parametrize(("role", "act", "place"), REFUSALS)
def test_a_refusal_says_who_decides_instead(book, role, act, place):
    with pytest.raises(Denied) as refused:
        agreement = None if place == "no agreement" else code("A", role, place)
        book.journal().record(viewer(role), act, TYPED[act], agreement)
    assert str(refused.value) == REFUSALS[role, act, place]
