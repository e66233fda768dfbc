"""Schools that have music with the hub."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="schools_engaged",
    title="Schools engaged",
    theme="schools",
    function="schools",
    sentence=(
        "Of the schools in the register, the share where at least one session was attended in the "
        "period. Sessions of every kind count, teachers' training and headcounts included; a "
        "school counts for the area of the agreement."
    ),
    numerator="schools",
    denominator="schools_registered",
    unit="share",
    better="higher",
)
