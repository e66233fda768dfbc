"""A query that somebody answered is not asked again of the same rows, but says what was said."""

import pytest

from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.journal.service import Journal
from dashboard.store import Store
from data.journal.reading import NotRecordedError
from data.warehouse.engine import reading
from etl.load.problems import problems_of
from etl.load.rebuild import replay
from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.sessions import ask

_OF_P_1 = support.AGREEMENTS.splitlines()[2].replace("A-1", "A-3")
MORE_AGREEMENTS = "\n".join(
    [support.AGREEMENTS, _OF_P_1, _OF_P_1.replace("A-3", "A-4").replace("Luton", "Bedford")]
)
OFFICER = Viewer("officer")
ANSWER = " Answered on 15 June 2026 by the role officer: Both were held."
OLD = """
    Agreement code | Quarter    | Line | Kind  | Category | Amount
    A-1            | 2023/24 Q1 | 1    | spend | staff    | 10
"""
LINES = """
    Line | Kind  | Category | Amount | Date
    1    | spend | staff    | 1000   | 2025-09-12
    2    | spend | venues   | 300    | 2025-10-12
"""


@pytest.fixture
def sent(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.today = "2026-06-15"
    tables = {"partners": support.PARTNERS, "agreements": MORE_AGREEMENTS}
    for name, table in tables.items():
        hub.send(f"{name}.csv", support.csv_bytes(table))
    return hub


def returned(hub, agreement, lines=LINES, name=None):
    data = support.workbook(Return=support.form(agreement), Spending=lines)
    return hub.send(name or f"{agreement}.xlsx", data)


def on_record(hub) -> list:
    """The queries on record, open and answered, file by file."""
    with reading(hub.engine) as connection:
        known = [p for number in range(1, 20) for p in problems_of(connection, number)]
    return [problem for problem in known if problem.about]


def answered(hub, agreement, viewer=OFFICER, **typed):
    """An answer to the open query on record."""
    [query] = [problem for problem in on_record(hub) if problem.severity == "query"]
    said = {"query": query.about, "reply": "Both were held."} | typed
    return Journal(hub.engine, hub.settings()).record(viewer, "answer", said, agreement)


def severities(report) -> list[str]:
    return [problem.severity for problem in report.problems]


def test_an_answered_query_is_a_note_that_says_by_which_role_and_what(sent):
    returned(sent, "A-1")
    question = returned(sent, "A-3").problems[0].message
    answered(sent, "A-3")
    [note] = on_record(sent)
    assert (note.severity, note.message) == ("note", question + ANSWER)
    assert note.remedy == "Nothing need be done."


def test_the_next_load_of_the_same_rows_is_not_asked_about_whatever_its_bytes_and_order(sent):
    returned(sent, "A-1")
    returned(sent, "A-3")
    answered(sent, "A-3")
    first = LINES.strip("\n").splitlines()
    otherwise = "\n".join([first[0], first[2], first[1]]) + "\n    3 | spend | travel | 7 | -"
    again = returned(sent, "A-3", otherwise, "A-3 once more.xlsx")
    assert severities(again) == ["note"]
    assert again.problems[0].message.endswith(ANSWER)


def test_the_other_of_the_two_agreements_is_not_asked_about_either(sent):
    returned(sent, "A-1")
    returned(sent, "A-3")
    answered(sent, "A-3")
    more = LINES + "    3 | spend | travel | 7 | -\n"
    assert severities(returned(sent, "A-1", more, "A-1 again.xlsx")) == ["note"]


def test_other_rows_are_asked_about_all_the_same(sent):
    returned(sent, "A-1")
    returned(sent, "A-3")
    answered(sent, "A-3")
    dearer = LINES.replace("| 300 ", "| 301 ")
    returned(sent, "A-1", dearer, "A-1 dearer.xlsx")
    assert "query" in severities(returned(sent, "A-3", dearer, "A-3 dearer.xlsx"))


def test_a_query_of_a_single_row_is_answered_likewise(sent):
    assert severities(sent.send("old.csv", support.csv_bytes(OLD))) == ["query"]
    answered(sent, "A-1")
    again = OLD + "    A-1 | 2023/24 Q1 | 2 | spend | staff | 10\n"
    report = sent.send("old again.csv", support.csv_bytes(again))
    assert severities(report) == ["note"]


def test_the_same_bytes_again_are_a_duplicate_and_say_the_answer(sent):
    data = support.csv_bytes(OLD)
    sent.send("old.csv", data)
    answered(sent, "A-1")
    report = sent.send("old.csv", data)
    assert (report.status, severities(report)) == ("duplicate", ["note"])
    assert report.problems[0].message.endswith(ANSWER)


def test_a_rebuild_gives_the_same_answers_in_their_turn(sent):
    returned(sent, "A-1")
    returned(sent, "A-3")
    answered(sent, "A-3")
    returned(sent, "A-3", LINES + "    3 | spend | travel | 7 | -\n", "A-3 again.xlsx")
    before = sent.everything()["problem"]
    replay(sent.engine, sent.settings(), lambda *_: None)
    assert sent.everything()["problem"] == before


def test_what_is_not_asked_cannot_be_answered_nor_be_answered_twice(sent):
    sent.send("old.csv", support.csv_bytes(OLD))
    refusal = "There is no such open query about what is named."
    for agreement, about in (("A-3", {}), (None, {}), ("A-1", {"query": "0" * 32})):
        with pytest.raises(NotRecordedError, match=refusal):
            answered(sent, agreement, **about)
    about = answered(sent, "A-1").answers["query"]
    with pytest.raises(NotRecordedError, match=refusal):
        said = {"query": about, "reply": "Once more."}
        Journal(sent.engine, sent.settings()).record(OFFICER, "answer", said, "A-1")


def test_a_lead_answers_what_is_asked_about_their_own_area_alone(sent):
    sent.send("old.csv", support.csv_bytes(OLD))
    bedford, luton = (Viewer("lead", frozenset({area})) for area in ("Bedford", "Luton"))
    with pytest.raises(Exception, match="Details of Luton are open to its own music service"):
        answered(sent, "A-1", bedford)
    assert answered(sent, "A-1", luton).role == "lead"


def test_whose_agreement_another_area_has_is_not_told_to_a_lead(sent):
    returned(sent, "A-4")
    returned(sent, "A-1")
    store = Store(sent.engine, sent.settings())
    number = max(load.file_id for load in ask(store, COMMAND_LINE, "files.loads"))
    lead = Viewer("lead", frozenset({"Luton"}))
    seen = {who: ask(store, who, "files.problems", [number])[number] for who in (lead, OFFICER)}
    assert [problem.message for problem in seen[lead]] == [
        "The same stands under another agreement already."
    ]
    assert "under A-4 (A-4.xlsx" in seen[OFFICER][0].message
