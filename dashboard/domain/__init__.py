"""The domain: the hub on a day, its facts, selections and viewers. Pure values."""
