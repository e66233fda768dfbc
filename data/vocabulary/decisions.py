"""Vocabulary of decisions: outcomes of a review, who decides, and reasons for an ending."""

REVIEW_OUTCOMES = ("continue", "watch", "improvement plan", "renew", "vary", "decommission")
DECIDED_BY = ("executive group", "music service", "hub lead")
ENDING_KINDS = ("notice", "decommission")
ENDING_REASONS = (
    "objectives achieved",
    "targets met",
    "self-sustaining",
    "quality not met",
    "objectives unmet",
    "not aligned",
)
