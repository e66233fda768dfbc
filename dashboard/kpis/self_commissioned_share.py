"""Money that goes to members of the consortium."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="self_commissioned_share",
    title="Self-commissioned",
    theme="money",
    function=None,
    sentence=(
        "Of the full value of the agreements that run in the period, the share held by consortium "
        "members."
    ),
    numerator="self_commissioned_pence",
    denominator="value_pence",
    unit="share",
    better=None,
    clause="self-commissioning",
)
