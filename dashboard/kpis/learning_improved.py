"""Children who did better after than before."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="learning_improved",
    title="Learning improved",
    theme="progression",
    function="progression",
    sentence=(
        "Of the pairs of scores before and after, matched child by child on the same measure, the "
        "share that rose as a share of the scale. A pair counts once, in the quarter whose return "
        "brought the score after."
    ),
    numerator="pairs_improved",
    denominator="pairs",
    unit="share",
    better="higher",
    beside=(("same", "pairs_same"), ("lower", "pairs_lower")),
)
