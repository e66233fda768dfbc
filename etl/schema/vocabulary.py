"""Lists of words that more than one source knows."""

from data.hub import HUB, HUB_WIDE
from etl.schema.kinds import choice

AREA = choice(*HUB.area_names)
AREA_OR_HUB = choice(*HUB.area_names, HUB_WIDE)
AREA_OR_OUTSIDE = choice(*HUB.area_names, "outside")
FUNCTION = choice(
    "partnership",
    "schools",
    "progression",
    "inclusion",
    "sustainability",
    also={"progression and musical development": "progression"},
)
ACTIVITY = choice(
    "whole class",
    "large group",
    "small group",
    "individual",
    "ensemble",
    "singing",
    "performance",
    "CPD",
    "instrument loan",
    "curriculum support",
    "inclusion",
    also={"WCET": "whole class", "whole-class ensemble teaching": "whole class"},
)
STREAM = choice("revenue grant", "capital grant", "local authority", "other")
RULE = choice(
    "review_due",
    "review_overdue",
    "renewal_decision_due",
    "return_overdue",
    "improvement_plan_open",
    "vfm_assessment_overdue",
    "risk_high",
    "quality_below_standard",
    "objectives_unmet",
    "not_aligned",
    "objectives_all_achieved",
    "targets_met",
    "self_sustaining",
    "paid_beyond_allocation",
    "paid_without_return",
    "spend_off_profile",
    "payment_late",
    "award_not_approved",
    "decision_not_reported",
    "self_commission_undeclared",
    "procurement_below_requirement",
    "agreement_incomplete",
    "objective_not_smart",
    "need_uncovered",
    "policy_review_overdue",
)
