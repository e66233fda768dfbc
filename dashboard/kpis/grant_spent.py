"""The hub's grant that is spent."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="grant_spent",
    title="Hub grant spent",
    theme="money",
    function=None,
    sentence=(
        "What partners spent of the hub's grant, as a share of the revenue and capital grant "
        "allocated for the period by the hub's spending profile. A service's own share counts "
        "only where an agreement with a consortium member reports for it."
    ),
    numerator="spent_pence",
    denominator="allocated_profile_pence",
    unit="share",
    better="one",
)
