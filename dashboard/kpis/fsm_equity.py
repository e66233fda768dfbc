"""Children on free school meals, and whether they come in proportion."""

from dashboard.measures.kpi import Kpi, Quantities


def _against_pupils(quantities: Quantities) -> float:
    share = quantities["children_fsm"] / quantities["children_fsm_known"]
    return share / quantities["pupils_fsm_share"]


KPI = Kpi(
    key="fsm_equity",
    title="Free school meals equity",
    theme="inclusion",
    function="inclusion",
    sentence=(
        "The share of children on free school meals among those whose status is known, divided by "
        "the share among the area's pupils (2022/23); 1.0 is proportionate, above is better. For "
        "the hub the areas' shares are weighted by pupils. The figure is released when the "
        "quarter's returns are due and stays until released again."
    ),
    numerator="children_fsm",
    denominator="children_fsm_known",
    unit="ratio",
    better="one",
    more_is_fine=True,
    ratio=_against_pupils,
    measured_by="pupils_fsm_share",
    when_missing="Published for areas and the hub only, once a quarter's returns are due.",
)
