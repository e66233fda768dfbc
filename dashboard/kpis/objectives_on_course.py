"""Objectives that keep to their profile."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="objectives_on_course",
    title="Objectives on course",
    theme="outcomes",
    function=None,
    sentence=(
        "Of the running objectives that have a value, the share whose progress has reached its "
        "profile by the period's end."
    ),
    numerator="objectives_on_course",
    denominator="objectives_with_value",
    unit="share",
    better="higher",
    clause="outcomes",
    beside=(("running, no value yet", "objectives_without_value"),),
)
