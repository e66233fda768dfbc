"""Money on its way and dates to come, as a viewer reads them."""

from datetime import date

from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.pages.partners.query import coming
from dashboard.views.funds import Flow
from tests.support.hub_builder import TODAY
from tests.support.sessions import ask

LUTON = Viewer("lead", frozenset({"Luton"}))


def test_payments_of_the_year_are_added_up_from_stream_through_area_to_kind(hub):
    hub.agreement("A-1", area="Luton")
    hub.agreement("A-2", area="Bedford", partner_code="P-2")
    for ref, code, paid, pence in (
        ("Y-1", "A-1", date(2025, 9, 1), 100),
        ("Y-2", "A-1", date(2026, 8, 31), 200),
        ("Y-3", "A-1", date(2025, 8, 31), 400),
        ("Y-4", "A-2", date(2025, 12, 1), 50),
        ("Y-5", "A-2", None, 800),
    ):
        hub.payment(ref, agreement_code=code, paid_on=paid, amount_pence=pence)
    store = hub.store(date(2026, 10, 1))
    luton = Flow("revenue grant", "Luton", "charity", 300)
    assert ask(store, LUTON, "totals.flows", "2025/26") == [
        luton,
        Flow("revenue grant", "Bedford", "charity", 50),
    ]
    assert ask(store, COMMAND_LINE, "totals.flows", "2025/26", "Luton") == [luton]


def test_what_falls_due_is_listed_until_the_last_day_within_the_viewers_areas(hub):
    hub.agreement("A-1", area="Luton", ends_on=date(2026, 4, 15))
    hub.agreement("A-2", area="Bedford", partner_code="P-2")
    hub.review(agreement_code="A-1", due_on=TODAY)
    hub.returned("A-1", "2025/26 Q1")
    store = hub.store()
    dates = [(one.kind, one.on) for one in ask(store, LUTON, coming, 90)]
    assert dates == [
        ("review", TODAY),
        ("return", date(2026, 3, 28)),
        ("end", date(2026, 4, 15)),
    ]
    assert ("end", date(2026, 4, 15)) not in [(o.kind, o.on) for o in ask(store, LUTON, coming, 89)]
    assert {one.agreement.area for one in ask(store, COMMAND_LINE, coming, 90)} == {
        "Luton",
        "Bedford",
    }
