"""Of a refused file, rows without personal data wait in it; where no other is left, it is gone."""

import pytest
from sqlalchemy import select

from data.warehouse.engine import reading
from data.warehouse.tables import fact_risk, waiting
from etl.archive.archive import Archive, sha256_of
from etl.load.rebuild import replay
from etl.templates.choose_file import find
from etl.templates.issued_workbook import NotGivenError
from etl.templates.rejects import give_back
from tests import support
from tests.support.drawn_sheets import Hub

A_PERSON_AND_A_STRANGER = """
    risk_ref | agreement_code | category | description                | inherent_likelihood | inherent_impact | status
    R1       | A-1            | quality  | Ask wren@family.example    | 2                   | 2               | open
    R5       | A-77           | quality  | Nobody to lead the singing | 2                   | 2               | open
"""  # noqa: E501 -- a table is drawn as wide as it is
ONLY_A_PERSON = "\n".join(A_PERSON_AND_A_STRANGER.splitlines()[:-1])
A_PERSON_TWICE = A_PERSON_AND_A_STRANGER.replace("Nobody to lead the singing", "Ask 07700 900123")
SURNAMES = support.PARTICIPANTS.replace("Gender", "Surname")


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    return hub


def is_kept(hub, data: bytes) -> bool:
    return Archive.of(hub.settings()).path(sha256_of(data)).exists()


def remedies(told) -> dict[str, str]:
    return {problem.rule: problem.remedy for problem in told.problems}


def register(hub, code: str):
    """The report of a load that registers an agreement."""
    agreement = support.AGREEMENTS.replace("A-2 ", code)
    path = support.put(hub.folder, f"{code}.csv", support.csv_bytes(agreement))
    return hub.loader().load([path])


def test_a_row_without_personal_data_waits_though_its_neighbour_was_refused_for_some(hub):
    data = support.csv_bytes(A_PERSON_AND_A_STRANGER)
    told = hub.send("risks.csv", data)
    assert told.status == "refused"
    assert "is kept and tried again by itself" in remedies(told)["unknown_agreement"]
    assert is_kept(hub, data)
    register(hub, "A-77")
    assert hub.rows(select(fact_risk.c.risk_ref)) == [("R5",)]
    before = hub.everything()
    replay(hub.engine, hub.settings(), lambda *_: None)
    after = hub.everything()
    assert {name: rows for name, rows in after.items() if name != "state"} == {
        name: rows for name, rows in before.items() if name != "state"
    }


def test_it_is_given_back_with_the_row_that_waits(hub):
    hub.send("risks.csv", support.csv_bytes(A_PERSON_AND_A_STRANGER))
    with reading(hub.engine) as connection:
        kept, data = find(connection, hub.settings(), "risks.csv")
        back = give_back(connection, kept, data, kept.received_on)
    assert back.rows == {"Risks": 2}


@pytest.mark.parametrize("rows", [ONLY_A_PERSON, A_PERSON_TWICE])
def test_a_file_is_gone_where_every_row_holds_personal_data(hub, rows):
    data = support.csv_bytes(rows)
    told = hub.send("risks.csv", data)
    assert told.is_refused_for_personal_data
    assert not is_kept(hub, data)
    assert hub.count(waiting) == 0
    with reading(hub.engine) as connection, pytest.raises(NotGivenError, match="did not keep it"):
        find(connection, hub.settings(), "risks.csv")


def test_where_a_column_of_names_lets_a_file_go_no_row_of_it_is_said_to_wait(hub):
    data = support.workbook(Return=support.form("A-77"), Participants=SURNAMES)
    told = hub.send("named.xlsx", data)
    assert told.is_refused_for_personal_data
    assert not is_kept(hub, data)
    assert hub.count(waiting) == 0
    remedy = remedies(told)["unknown_agreement"]
    assert "is not kept, for there is personal data in its file: send it again then" in remedy
    assert "tried again by itself" not in " ".join(remedies(told).values())
