"""The kinds of activity, and which of them say something about children."""

ACTIVITIES = {
    "whole class": "Whole-class ensemble",
    "large group": "Large group",
    "small group": "Small group",
    "individual": "Individual tuition",
    "ensemble": "Ensemble",
    "singing": "Singing",
    "performance": "Performance",
    "CPD": "Teachers' training (CPD)",
    "instrument loan": "Instrument loan",
    "curriculum support": "Curriculum support",
    "inclusion": "Targeted inclusion",
}
WHOLE_CLASS = "whole class"
NOT_FOR_CHILDREN = ("CPD", "instrument loan")  # adults, and loans that are no sessions
FOR_CHILDREN = tuple(activity for activity in ACTIVITIES if activity not in NOT_FOR_CHILDREN)
OTHER_THAN_WHOLE_CLASS = tuple(activity for activity in FOR_CHILDREN if activity != WHOLE_CLASS)
