"""Attendance: how full the registers are."""

from dashboard.measures.kpi import Kpi
from data.vocabulary.activities import FOR_CHILDREN

KPI = Kpi(
    key="attendance_rate",
    title="Attendance",
    theme="progression",
    function="progression",
    sentence=(
        "Of the places on registers, the share attended. Headcounts, teachers' training and "
        "instrument loans are left out."
    ),
    numerator="attended",
    denominator="enrolled",
    unit="share",
    better="higher",
    activities=FOR_CHILDREN,
)
