"""Bounds on true counts, from everything that is known of them: an integer programme."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

SLACK = 1e-6
CLOSE = 8  # values left: fewer may be made three by whole numbers alone
SECONDS = 5  # for one integer programme; what it has proved by then counts
ENDLESS = 10**9
Term = Mapping[Hashable, float]


@dataclass
class Knowledge:
    """Whole, non-negative unknowns by name, and inequalities that hold between them."""

    _place: dict[Hashable, int] = field(default_factory=dict)
    _rows: list[tuple[Term, float, float]] = field(default_factory=list)

    def learn(self, term: Term, low: float = -inf, high: float = inf) -> None:
        """That a sum of unknowns, each so many times, lies between two numbers."""
        for name in term:
            self._place.setdefault(name, len(self._place))
        self._rows.append((term, low, high))

    def ranges(self, terms: Iterable[Term]) -> Iterator[tuple[int, int]]:
        """The least and the most that each sum of unknowns can be.

        Fractions are allowed first, which is quick and rules out less; only where few values are
        left are the unknowns held to be whole.
        """
        constraint = self._constraint()
        for term in terms:
            low, high = self._range(term, constraint, whole=False)
            is_close = high - low <= CLOSE
            yield self._range(term, constraint, whole=True) if is_close else (low, high)

    def _range(self, term: Term, constraint: LinearConstraint, whole: bool) -> tuple[int, int]:
        low, high = (self._least(term, sign, constraint, whole) for sign in (1, -1))
        return ceil(max(low, 0) - SLACK), floor(-high + SLACK) if high > -inf else ENDLESS

    def _least(self, term: Term, sign: int, constraint: LinearConstraint, whole: bool) -> float:
        costs = np.zeros(len(self._place))
        for name, times in term.items():
            costs[self._place[name]] = sign * times
        found = milp(
            costs,
            constraints=constraint,
            integrality=np.full(len(costs), int(whole)),
            bounds=Bounds(0, inf),
            options={"time_limit": SECONDS},
        )
        assert found.status != 2, "Nothing fits what the attacker believes."
        if found.status == 3:
            return -inf
        if found.status == 0:
            return found.fun
        return -inf if found.mip_dual_bound is None else found.mip_dual_bound

    def _constraint(self) -> LinearConstraint:
        entries = [
            (row, self._place[name], times)
            for row, (term, _, _) in enumerate(self._rows)
            for name, times in term.items()
        ]
        rows, columns, times = zip(*entries, strict=True)
        shape = (len(self._rows), len(self._place))
        lows, highs = ([row[at] for row in self._rows] for at in (1, 2))
        return LinearConstraint(csr_array((times, (rows, columns)), shape=shape), lows, highs)


def summed(names: Iterable[Hashable]) -> Term:
    return dict.fromkeys(names, 1)
