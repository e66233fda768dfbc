"""Counts of people, with the key of the records behind each, and the noise that the key chooses.

A count is shown with noise, so that the same records always read the same, by whichever way they
are reached, and other records read otherwise. The method is cell-key perturbation. A fixed table
says for each true count how likely each shown one is: unbiased, at most `largest` away, never 1 to
`least_shown` - 1; a true zero stays. Of the tables that keep to this it is the one of greatest
entropy for its spread, so that what is shown tells as little as can be of what is true.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from itertools import accumulate, pairwise
from math import exp
from typing import Self

from data.policies import Policy

_KEYS = 1 << 64
_ODD, _MIX = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9  # of splitmix64: they spread close numbers


class Count(int):
    """A number of records; `key` is the sum of their keys, modulo 2⁶⁴."""

    key: int

    def __new__(cls, number: int, key: int) -> Self:
        count = super().__new__(cls, number)
        count.key = key % _KEYS
        return count

    @classmethod
    def of(cls, parts: Iterable[tuple[int, int]]) -> Self:
        """The sum of (origin, number) pairs: so many records that came with one line of a return.

        A line's records are told apart by how many they are: another number is other records.
        """
        number, key = 0, 0
        for origin, part in parts:
            if part:
                number += part
                key += (origin ^ part * _ODD) * _MIX
        return cls(number, key)

    @classmethod
    def sum_of(cls, counts: Iterable["Count"]) -> Self:
        """All records of several counts that share none."""
        counts = tuple(counts)
        return cls(sum(map(int, counts)), sum(count.key for count in counts))

    def without(self, part: "Count") -> "Count":
        """The records that are left when a part of them is taken out."""
        return Count(int(self) - int(part), self.key - part.key)


def origin_of(*names: object) -> int:
    """A number for a line of a return, from what names it: 64 bits, the same on every machine."""
    text = "\x1f".join(map(str, names)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest())


_STEEPEST, _ROUNDS = 60.0, 80  # of the search for a tilt: beyond, one outcome is certain


@dataclass(frozen=True)
class Noise:
    """A table of noise: its largest, its spread (of a normal curve), the least count shown."""

    largest: int
    spread: float
    least_shown: int

    def change(self, count: Count, secret: bytes) -> int:
        """A count as it is shown; the secret keeps others from working out which noise it has."""
        if not count:
            return 0
        moves, bounds = self._row(int(count))
        return int(count) + moves[min(bisect_right(bounds, drawn(count, secret)), len(moves) - 1)]

    @property
    def jitter(self) -> int:
        """By how much more, either way, sums over people may move than the people's number."""
        return min(self.largest, 1)

    def odds(self, number: int) -> dict[int, float]:
        """How likely each shown number is of a true one."""
        moves, bounds = self._row(number)
        steps = zip(moves, pairwise((0.0, *bounds)), strict=True)
        return {number + move: upper - lower for move, (lower, upper) in steps}

    def _row(self, number: int) -> tuple[tuple[int, ...], tuple[float, ...]]:
        return self._rows[min(number, len(self._rows) - 1)]

    @cached_property
    def _rows(self) -> tuple:
        """Rows of the table from a true 0 up; the last holds for every larger number."""
        return tuple(self._weighed(number) for number in range(self.largest + self.least_shown + 1))

    def _weighed(self, number: int) -> tuple[tuple[int, ...], tuple[float, ...]]:
        """Moves that a number may make, and the running sums of their odds."""
        if number == 0:
            return (0,), (1.0,)
        moves = tuple(
            move
            for move in range(-self.largest, self.largest + 1)
            if number + move == 0 or number + move >= self.least_shown
        )
        weights = [exp(-move * move / (2 * self.spread**2)) for move in moves]
        odds = _unbiased(moves, weights)
        return moves, tuple(accumulate(odds))


def _unbiased(moves: tuple[int, ...], weights: list[float]) -> list[float]:
    """Odds in the ratio of the weights, tilted until the moves cancel out on average."""
    low, high = -_STEEPEST, _STEEPEST
    for _ in range(_ROUNDS):
        tilt = (low + high) / 2
        tilted = [w * exp(tilt * move) for move, w in zip(moves, weights, strict=True)]
        if sum(move * part for move, part in zip(moves, tilted, strict=True)) > 0:
            high = tilt
        else:
            low = tilt
    return [part / sum(tilted) for part in tilted]


def drawn(count: Count, secret: bytes, purpose: str = "count") -> float:
    """A number from 0 to below 1 that the records of a count choose, one for each purpose."""
    person = purpose.encode()
    digest = blake2b(count.key.to_bytes(8), key=secret, person=person, digest_size=8).digest()
    return int.from_bytes(digest) / (1 << 64)


def noise_under(policy: Policy) -> Noise:
    """The table that the settings ask for, worked out once."""
    return _noise(policy.largest_noise, policy.noise_spread, policy.least_shown)


_noise = cache(Noise)
