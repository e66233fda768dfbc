"""Kinds of cells whose words more than one sheet knows."""

from data.hub import HUB, HUB_WIDE
from data.kinds import choice
from data.vocabulary.activities import ACTIVITIES
from data.vocabulary.functions import FUNCTIONS

AREA = choice(*HUB.area_names)
AREA_OR_HUB = choice(*HUB.area_names, HUB_WIDE)
AREA_OR_OUTSIDE = choice(*HUB.area_names, "outside")
FUNCTION = choice(*FUNCTIONS, also={title: key for key, title in FUNCTIONS.items()})
ACTIVITY = choice(
    *ACTIVITIES,
    also={"WCET": "whole class", "whole-class ensemble teaching": "whole class"},
)
STREAM = choice("revenue grant", "capital grant", "local authority", "other")
