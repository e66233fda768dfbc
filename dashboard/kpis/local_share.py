"""Money paid to partners at home here."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="local_share",
    title="Paid to local partners",
    theme="sustainability",
    function="sustainability",
    sentence=(
        "Of what was paid to partners in the period, the share that went to partners at home in "
        "the hub's four areas."
    ),
    numerator="paid_local_pence",
    denominator="paid_pence",
    unit="share",
    better="higher",
    clause="sustainability",
)
