"""Other money that comes in beside the grant."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="leverage",
    title="Leverage",
    theme="sustainability",
    function="sustainability",
    sentence="Pounds of other income that partners report for each pound of hub grant spent.",
    numerator="income_pence",
    denominator="spent_pence",
    unit="ratio",
    better="higher",
    clause="sustainability",
)
