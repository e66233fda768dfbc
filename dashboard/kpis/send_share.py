"""Children with SEND."""

from dashboard.measures.kpi import Kpi

KPI = Kpi(
    key="send_share",
    title="Children with SEND",
    theme="inclusion",
    function="inclusion",
    sentence=(
        "Of the children whose status is known, the share with SEN support or an education, "
        "health and care plan. The figure is released when the quarter's returns are due and "
        "stays until released again."
    ),
    numerator="children_send",
    denominator="children_send_known",
    unit="share",
    better="higher",
    when_missing="Published for areas and the hub only, once a quarter's returns are due.",
)
