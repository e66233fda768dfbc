"""Returns that come when they are due."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="returns_on_time",
    title="Returns on time",
    theme="partnership",
    function="partnership",
    sentence=(
        "Of the returns that were due for the period, the share whose first version came by the "
        "due day, {return_due_days} days after the quarter's end. A return is due for every "
        "agreement that runs at least {return_min_days} days of a quarter."
    ),
    numerator="returns_on_time",
    denominator="returns_due",
    unit="share",
    better="higher",
    beside=(("received so far", "returns_received"),),
)
