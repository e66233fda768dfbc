"""When a return arrives: mostly on time, some late, one partner not at all."""

from datetime import date, timedelta

from data.calendar import Quarter
from etl.sample.days import before_weekend
from etl.sample.hub import SampleHub
from etl.sample.plan import Agreement

LATE_SHARE = 0.28  # of the returns of those who play no part
LATE_AT_MOST = 16  # days
EARLY_AT_MOST = 20
SILENT_FOR = 2  # due quarters without a return


def prepared_on(hub: SampleHub, agreement: Agreement, quarter: Quarter) -> date | None:
    """The day on which a quarter's return was prepared; None where none has come by today."""
    if quarter > _last_heard(hub, agreement):
        return None
    day = quarter.due_on + timedelta(days=_days_late(hub, agreement, quarter))
    return day if day <= hub.today else None


def _last_heard(hub: SampleHub, agreement: Agreement) -> Quarter:
    return hub.newest.shift(-SILENT_FOR) if agreement.story == "silent" else hub.now


def _days_late(hub: SampleHub, agreement: Agreement, quarter: Quarter) -> int:
    """Days after the due date, negative before it; services and parts in the story are punctual."""
    dice = hub.dice("arrival", agreement.code, quarter)
    punctual = agreement.story or agreement.is_own_delivery
    if dice.random() < LATE_SHARE and not punctual:
        return dice.randint(1, LATE_AT_MOST)
    early = quarter.due_on - timedelta(days=dice.randint(1, EARLY_AT_MOST))
    return (before_weekend(early) - quarter.due_on).days
