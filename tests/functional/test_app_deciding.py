"""Who decides, as pages offer it: a lead is led to what is theirs to enter, and to nothing else."""

import re
from html import unescape

import pytest

from tests.support.addresses import static_paths
from tests.support.drawn_journal import TYPED
from tests.support.small_hub import TODAY, app_over, become, draw, read

OF_LUTON, HUB_WIDE = "A-3", "A-9"
CENTRE = (
    "Hub-wide agreements are decided by the lead organisation’s officers and the Executive Group."
)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The little hub, where the partner in Luton has a hub-wide agreement as well."""
    path = tmp_path_factory.mktemp("deciding") / "hub.db"
    hub = draw(path)
    hub.agreement(HUB_WIDE, partner_code="P-3", area="Hub", title="Lending for all")
    hub.decision("D-9", agreement_code=HUB_WIDE, decided_by="music service", kind="vary")
    hub.store(TODAY)
    return app_over(path)


@pytest.fixture
def lead(app):
    return become(app.server.test_client(), "lead:luton")


@pytest.fixture
def officer(app):
    return become(app.server.test_client(), "officer")


def page(client, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def forms(client, address: str) -> set[str]:
    """The addresses of forms that a page offers."""
    return set(re.findall(r"/record\?[^\"]*", unescape(page(client, address))))


def offered(client) -> set[str]:
    """The same of every page, and of the page that lets one choose what to enter."""
    asked = [*static_paths(), "/partner/P-3", f"/record?agreement={OF_LUTON}"]
    return set().union(*(forms(client, address) for address in asked))


def about(addresses: set[str], agreement: str) -> list[str]:
    return [address for address in addresses if f"agreement={agreement}" in address]


def test_a_lead_is_offered_the_forms_of_their_own_agreements_and_none_of_hub_wide_ones(lead):
    addresses = offered(lead)
    assert about(addresses, OF_LUTON)
    assert about(addresses, HUB_WIDE) == []


def test_an_officer_is_offered_both(officer):
    addresses = offered(officer)
    assert about(addresses, OF_LUTON)
    assert about(addresses, HUB_WIDE)


def test_a_lead_reads_the_hub_wide_agreement_all_the_same(lead):
    assert "Lending for all" in read(page(lead, "/partner/P-3"))


@pytest.mark.parametrize("role", ["lead:luton", "officer", "executive"])
def test_whatever_form_is_offered_opens(app, role):
    client = become(app.server.test_client(), role)
    addresses = sorted(offered(client))
    assert addresses
    for address in addresses:
        text = page(client, address)
        assert "Enter it" in text or "What do you want to enter?" in text, address


@pytest.mark.parametrize("choice", ["", "act=decision&"])
def test_a_lead_who_asks_for_the_form_of_a_hub_wide_agreement_is_told_who_decides(lead, choice):
    assert CENTRE in read(page(lead, f"/record?{choice}agreement={HUB_WIDE}"))


def test_a_lead_chooses_among_their_own_agreements_and_no_area(lead):
    text = page(lead, "/record?act=acknowledge")
    assert f'value="{OF_LUTON}"' in text
    assert f'value="{HUB_WIDE}"' not in text
    assert 'name="area"' not in text


def test_an_officer_may_choose_any_agreement_or_an_area(officer):
    text = page(officer, "/record?act=acknowledge")
    assert f'value="{HUB_WIDE}"' in text
    assert 'name="area"' in text


def send(client, act: str):
    """A form of the agreement in Luton, sent for the hub-wide one."""
    form = page(client, f"/record?act={act}&agreement={OF_LUTON}")
    token = re.search(r'name="token"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="token"', form)
    sent = TYPED[act] | {"act": act, "agreement": HUB_WIDE, "token": token[1] or token[2]}
    return client.post("/record", data=sent, headers={"Accept": "application/json"})


def test_a_form_that_is_sent_for_a_hub_wide_agreement_all_the_same_is_refused(lead, officer):
    refused = send(lead, "reply")
    assert (refused.status_code, refused.get_json()["wrong"]) == (422, [CENTRE])
    assert send(officer, "reply").status_code == 200


def test_settings_are_about_no_agreement_whatever_the_address_names(app):
    form = page(app.server.test_client(), f"/record?act=settings&agreement={OF_LUTON}")
    assert "Enter it" in form
    assert 'name="agreement"' not in form
