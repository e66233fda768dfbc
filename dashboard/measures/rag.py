"""RAG rating: how a value stands to its target, as red, amber, green or grey.

Green: target met; amber: short of it by at most a tenth; red: further. Where 1.0 is best: green
within a tenth, amber within a fifth. Grey: no target, no value, or too few to judge.
"""

from dashboard.domain.selection import Selection
from dashboard.measures.kpi import Kpi, Rag
from data.policies import Policy

_ROUNDING = 1e-9


def target_for(kpi: Kpi, selection: Selection, policy: Policy) -> float | None:
    """The target for the selection's span, from the target for the whole academic year.

    A count that builds up has a target for all that an area does, not for a part of it.
    """
    target = policy.targets.get(kpi.key)
    if target is None or kpi.better is None or (target.profile and selection.is_a_part):
        return None
    is_alone = selection.span == "quarter" and not kpi.builds_up
    shares = target.alone if is_alone else target.profile
    return target.value * (shares[selection.quarters[-1].number - 1] if shares else 1)


def rag(kpi: Kpi, value: float | None, target: float | None, base, policy: Policy) -> Rag:
    """The word for a value; `base` is the number of children or answers it rests on, or None."""
    if value is None or target is None or (base is not None and base < policy.smallest_base):
        return "grey"
    if kpi.better == "one":
        return _near_one(kpi, value / target, policy)
    if value >= target - _ROUNDING:
        return "green"
    return "amber" if value >= target * (1 - policy.tolerance) - _ROUNDING else "red"


def _near_one(kpi: Kpi, ratio: float, policy: Policy) -> Rag:
    if kpi.more_is_fine and ratio > 1:
        return "green"
    distance = abs(ratio - 1) - _ROUNDING
    if distance <= policy.ratio_green:
        return "green"
    return "amber" if distance <= policy.ratio_amber else "red"
