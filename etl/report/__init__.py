"""The report of a load: every row accounted for, every problem with its address."""
