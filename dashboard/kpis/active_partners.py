"""Partners at work."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="active_partners",
    title="Active partners",
    theme="partnership",
    function="partnership",
    sentence=(
        "How many different partners have an agreement that runs on at least one day of the period."
    ),
    numerator="partners",
    denominator=None,
    unit="count",
    better=None,
    clause="principles",
)
