"""Cost of an hour of a child's music."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="cost_per_contact_hour",
    title="Cost per contact hour",
    theme="money",
    function=None,
    sentence=(
        "Spending of the agreements for one activity, divided by all contact hours of the same "
        "agreements. Compare only within one activity; the cheapest is not the best."
    ),
    numerator="spent_pence",
    denominator="agreement_contact_hours",
    unit="pence",
    better=None,
    clause="value-for-money",
    needs="activity",
)
