"""The list of whom to chase and the queue of decisions, on pages and as files."""

from datetime import date

import pytest

from tests.support.empty_warehouse import empty_warehouse
from tests.support.hub_builder import Builder
from tests.support.small_hub import TODAY, app_over, ask, told

CONTACTS = {"P-1": "javascript:alert(1)", "P-2": "office@brass.example"}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """A partner in Luton and one in Bedford, neither of which sent its return of Q1."""
    path = tmp_path_factory.mktemp("hub") / "hub.db"
    hub = Builder(empty_warehouse(path))
    for number, area in ((1, "Luton"), (2, "Bedford")):
        code, partner = f"A-{number}", f"P-{number}"
        hub.partner(partner, name=f"Choir of {area}", contact=CONTACTS[partner])
        hub.agreement(code, partner_code=partner, area=area, approved_on=date(2025, 8, 1))
        hub.payment(f"Y-{number}", agreement_code=code, needs_return_for="2025/26 Q1")
        by = "music service" if number == 1 else "executive group"
        hub.decision(
            f"D-{number}",
            agreement_code=code,
            kind="vary",
            decided_by=by,
            decided_on=date(2025, 12, 1),
            rationale="Between us",
        )
    hub.store(TODAY)
    return app_over(path)


@pytest.fixture
def client(app):
    return app.server.test_client()


def addresses(node) -> list[str]:
    """Every address that a drawn page leads to."""
    if isinstance(node, list):
        return [found for part in node for found in addresses(part)]
    if not isinstance(node, dict):
        return []
    here = [node["href"]] if "href" in node else []
    return here + addresses(list(node.values()))


def test_the_page_answers_whom_to_chase_and_why(client):
    said = told(ask(client, "reminders"))
    assert (
        "2 partners are to be chased: 2 returns are overdue, and payments of £50,000 wait for "
        "returns." in said
    )
    for part in ("Choir of Luton", "2025/26 Q1, Agreement A-1", "28 December 2025", "£25,000"):
        assert part in said
    only_one = told(ask(client, "reminders", "?area=luton"))
    assert "1 partner is to be chased: 1 return is overdue" in only_one


def test_each_overdue_return_leads_to_its_workbook(client):
    links = addresses(ask(client, "reminders").json)
    assert "/workbook/return?agreement=A-1&quarter=2025%2F26+Q1" in links


def test_a_contact_is_text_and_never_an_address(client):
    answer = ask(client, "reminders")
    assert [contact for contact in CONTACTS.values() if contact not in told(answer)] == []
    links = addresses(answer.json)
    assert len(links) > 4
    assert all(link.startswith("/") for link in links)


def test_contacts_are_for_those_who_see_the_partners_details(client):
    client.post("/who", data={"as": "lead:luton"})
    for address in ("chase", "falling-due", "decisions-that-wait"):
        seen = client.get(f"/export/{address}.csv").text
        assert "Choir of Luton" in seen
        assert "Choir of Bedford" not in seen
    assert "office@brass.example" not in told(ask(client, "reminders"))
    assert "javascript:alert(1)" in client.get("/export/chase.csv").text


def test_the_list_is_exported_in_plain_words(client):
    lines = client.get("/export/chase.csv").data.decode("utf-8-sig").splitlines()
    heads = "Partner,Contact,Returns overdue,Reviews overdue,Oldest was due,Days overdue"
    assert lines[0] == f"{heads},Payments held up"
    row = '"2025/26 Q1, Agreement A-2",,2025-12-28,18,25000.00'
    assert f"Choir of Bedford,office@brass.example,{row}" in lines


def test_the_page_of_flags_says_what_waits_for_whom(client):
    said = told(ask(client, "flags"))
    assert "Decisions: 1 waits for approval, 1 is to be reported" in said
    assert "start within 60 days" in said
    assert "Policy clause: Approval of Commissioning Decisions" in said
    _, queue = said.split("Decisions that wait")
    approve, report = queue.split("To be reported to the Oversight Committee", 1)
    assert "Choir of Luton Vary: Agreement A-1 (D-1) Luton Music service 1 December 2025 45" in (
        approve
    )
    assert "Choir of Bedford Vary: Agreement A-2 (D-2) Bedford Executive Group" in report
    assert "1 March 2026 Report it to the Oversight Committee" in report
    assert "Between us" not in said


def test_where_nothing_waits_the_page_says_so(client):
    said = told(ask(client, "flags", "?area=milton-keynes"))
    assert "Nothing waits for the Executive Group’s approval." in said
    assert "Nothing waits to be reported to the Oversight Committee." in said
    nobody = told(ask(client, "reminders", "?area=milton-keynes"))
    assert "Nobody needs to be chased: no return and no review is overdue." in nobody
    assert "Nothing falls due within the coming year." in nobody
