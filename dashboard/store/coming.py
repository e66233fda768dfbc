"""What falls due in the coming months, within the viewer's areas."""

from collections.abc import Iterator
from datetime import date, timedelta

from dashboard.access import Viewer
from dashboard.answers import Coming
from dashboard.facts import Agreement, AgreementFacts
from dashboard.reviewing import next_review_on
from dashboard.store.agreement_facts import facts_of
from dashboard.store.door import Door
from dashboard.store.partner_views import open_agreements
from data.policies import Policy


class Ahead(Door):
    """Dates to come for a viewer."""

    def coming(self, viewer: Viewer, days: int, area: str | None = None) -> list[Coming]:
        """Returns and reviews that fall due and agreements that end within days, the next first."""
        viewer.require("see_partners")
        with self._open() as reader:
            snapshot, policy = reader.snapshot(), reader.snapshot().policy()
        until = snapshot.day + timedelta(days=days)
        found = [
            Coming(kind, what, on, *_about(agreement), snapshot.partner_of(agreement).name)
            for agreement in open_agreements(snapshot, viewer)
            if area in (None, agreement.area)
            for kind, what, on in _dates(facts_of(snapshot, agreement), policy)
            if snapshot.day <= on <= until
        ]
        return sorted(found, key=lambda one: (one.on, one.partner_name, one.what))


def _about(agreement: Agreement) -> tuple[str, str, str]:
    return agreement.title, agreement.area, agreement.partner_code


def _dates(facts: AgreementFacts, policy: Policy) -> Iterator[tuple[str, str, date]]:
    for quarter in facts.all_quarters:
        if quarter not in facts.returns:
            yield "return", f"Return for {quarter} due", quarter.due_on
    if not facts.is_running:
        return
    review = next_review_on(facts, policy)
    if review:
        yield "review", "Review due", review
    yield "end", "Agreement ends", facts.agreement.ends_on
