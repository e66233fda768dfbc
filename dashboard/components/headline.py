"""Headline of a page: how many measures meet their target, and which fall short."""

from collections.abc import Sequence

from dashboard.domain.formatting import number_word, uncapitalised
from dashboard.measures.kpi import Reading
from data.formatting import listed

MOST_NAMED = 3


def headline(readings: Sequence[Reading]) -> str:
    """As in: Four of the six … meet their target; attendance falls short."""
    judged = [reading for reading in readings if reading.rag != "grey"]
    if not judged:
        return "Too little has been reported to judge any measure against its target."
    met = [reading for reading in judged if reading.rag == "green"]
    return f"{_met(len(met), len(judged))}{_short_of(judged)}."


def _met(met: int, judged: int) -> str:
    if judged == 1:
        return f"The one measure that can be judged {'meets' if met else 'misses'} its target"
    many = f"{number_word(judged)} measures that can be judged"
    if met == judged == 2:
        return "Both measures that can be judged meet their targets"
    if met == judged:
        return f"All {many} meet their targets"
    if met == 1:
        return f"One of the {many} meets its target"
    meet = "meets its target" if met == 0 else "meet their targets"
    return f"{number_word(met).capitalize()} of the {many} {meet}"


def _short_of(judged: Sequence[Reading]) -> str:
    clauses = [
        _clause([reading for reading in judged if reading.rag == rag], *words)
        for rag, words in (
            ("red", ("falls short", "fall short")),
            ("amber", ("is close", "are close")),
        )
    ]
    shortfalls = listed([clause for clause in clauses if clause])
    return f"; {shortfalls}" if shortfalls else ""


def _clause(readings: Sequence[Reading], singular: str, many: str) -> str:
    names = [uncapitalised(reading.kpi.title) for reading in readings]
    if len(names) > MOST_NAMED:
        return f"{number_word(len(names))} {many}"
    return f"{listed(names)} {singular if len(names) == 1 else many}" if names else ""
