"""Accuracy of a share of people as it is shown: how far it is from the true one, as a part."""

from collections.abc import Iterator
from itertools import product

from dashboard.domain.count import Noise


def usual_error(noise: Noise, base: int) -> float:
    """The mean error of a share of so many people, over every part of them that there may be."""
    parts = range(1, base)
    return sum(_mean_error(noise, part, base) for part in parts) / len(parts)


def _mean_error(noise: Noise, part: int, base: int) -> float:
    less = min(part, base - part)
    chances = product(noise.odds(less).items(), noise.odds(base).items())
    return sum(
        odds * odds_of_base * abs(min(shown, shown_base) / shown_base - less / base)
        for (shown, odds), (shown_base, odds_of_base) in chances
        if shown_base
    )


def worst_error(noise: Noise, base: int) -> float:
    """The largest error that a share of at least so many can have, by every chance there is.

    Shares of what people did, such as places, are among them: they may rest on as few people.
    """
    return max(
        abs(min(shown, shown_base) / shown_base - less / base)
        for scaled in _scales(noise, base)
        for less in range(base // 2 + 1)
        for shown in noise.odds(round(less * scaled))
        for shown_base in noise.odds(round(base * scaled))
        if shown_base >= base
    )


def _scales(noise: Noise, people: int) -> Iterator[float]:
    """By how much sums over so many people may be changed, where still as many are shown."""
    most = people + noise.largest + noise.jitter
    yield from (moved / people for moved in range(people - noise.jitter, most + 1))
