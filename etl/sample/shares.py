"""Shares: a whole is split by weights so that the parts add up to it again."""

from collections.abc import Sequence


def split(whole: int, weights: Sequence[float]) -> list[int]:
    """`whole` by largest remainder: pounds stay pounds, pupils stay pupils."""
    exact = [whole * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda n: parts[n] - exact[n])
    for n in by_remainder[: whole - sum(parts)]:
        parts[n] += 1
    return parts
