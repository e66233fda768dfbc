"""Lists of words that more than one source knows."""

from data.hub import HUB, HUB_WIDE
from etl.kinds import choice

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
