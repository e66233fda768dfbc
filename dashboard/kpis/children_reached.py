"""Children who came."""

from dashboard.measures.kpi import Kpi
from data.vocabulary.activities import FOR_CHILDREN

KPI = Kpi(
    key="children_reached",
    title="Children reached",
    theme="schools",
    function="schools",
    sentence=(
        "Different children who attended at least one session in the period. A child known to two "
        "partners counts twice, because each partner uses its own pseudonyms; headcounts are not "
        "included and stand beside it. Figures of quarters, areas or partners do not add up to "
        "each other."
    ),
    numerator="children",
    denominator=None,
    unit="count",
    better="higher",
    beside=(("headcount", "headcount"),),
    activities=FOR_CHILDREN,
)
