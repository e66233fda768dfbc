"""The year's payments from the stream that they came from to the kind of partner they went to."""

from collections import Counter

from dashboard.domain.viewer import Viewer
from dashboard.store.door import Door
from dashboard.views.partners_and_returns import Flow
from data.calendar import Quarter, parse_year


class Flows(Door):
    """Money on its way: totals, open to every role."""

    def flows(self, viewer: Viewer, year: str, area: str | None = None) -> list[Flow]:
        """What was paid on days of an academic year, by stream, area and kind, largest first."""
        viewer.require("see_totals")
        first = Quarter(parse_year(year), 1)
        with self._open() as reader:
            snapshot = reader.snapshot()
        paid: Counter = Counter()
        for agreement in snapshot.agreements.values():
            if area not in (None, agreement.area):
                continue
            kind = snapshot.partner_of(agreement).kind
            for payment in snapshot.payments.get(agreement.agreement_code, ()):
                if payment.paid_on and first.start <= payment.paid_on <= first.shift(3).end:
                    paid[payment.stream, agreement.area, kind] += payment.amount_pence
        return [Flow(*way, pence) for way, pence in paid.most_common() if pence > 0]
