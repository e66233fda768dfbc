"""Cost of reaching a child."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="cost_per_child",
    title="Cost per child",
    theme="money",
    function=None,
    sentence=(
        "Spending of the agreements for one activity, divided by the different children that the "
        "same agreements reached. Compare only within one activity; the cheapest is not the best."
    ),
    numerator="spent_pence",
    denominator="agreement_children",
    unit="pence",
    better=None,
    clause="value-for-money",
    needs="activity",
)
