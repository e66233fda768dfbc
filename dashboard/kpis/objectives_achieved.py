"""Objectives reached when due."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="objectives_achieved",
    title="Objectives achieved",
    theme="outcomes",
    function=None,
    sentence=(
        "Of the objectives that have fallen due by the period's end in agreements running in it, "
        "the share whose target is reached. An objective without any value counts as missed."
    ),
    numerator="objectives_achieved",
    denominator="objectives_due",
    unit="share",
    better="higher",
    clause="outcomes",
)
