"""Hours that children spent at music."""

from dashboard.measures.kpi import Kpi
from data.vocabulary.activities import FOR_CHILDREN

KPI = Kpi(
    key="contact_hours",
    title="Contact hours",
    theme="progression",
    function="progression",
    sentence=(
        "Hours of each session times the children who were there, headcounts included; teachers' "
        "training and instrument loans are left out."
    ),
    numerator="contact_hours",
    denominator=None,
    unit="hours",
    better="higher",
    beside=(("of which from headcounts", "headcount_hours"),),
    activities=FOR_CHILDREN,
)
