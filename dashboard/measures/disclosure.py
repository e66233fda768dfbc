"""Disclosure control: what may be shown of counts of people and of what is theirs.

Every count of people is changed by the noise that its own records choose (`noise`), wherever it is
shown. A sum over people moves with the number of those people first. Of a whole and a part, the
smaller of the part and the rest is changed, and the larger is what it leaves of the whole as shown.
What is divided by few people is suppressed. What follows is said by a quantity of itself (`of`,
`people`, `whole`, `adds`): the method is here alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.domain.count import Count, drawn, noise_under, origin_of
from dashboard.domain.snapshot import Snapshot
from dashboard.measures.quantities import QUANTITIES
from dashboard.measures.quantity import Number, Quantities, Quantity
from data.policies import Policy


@dataclass(frozen=True)
class Disclosure:
    """What may be shown, under the settings in force and an installation's own secret."""

    policy: Policy
    secret: bytes

    @classmethod
    def of(cls, snapshot: Snapshot, policy: Policy | None = None) -> "Disclosure":
        return cls(policy or snapshot.policy(), snapshot.secret)

    def shown(self, quantity: Quantity, counts: Quantities) -> Number:
        """A quantity as it may be shown; None where it is not known."""
        number = counts[quantity.name]
        if number is None or not quantity.is_personal:
            return number
        if quantity.adds:
            parts = [self._named(name, counts) for name in quantity.adds]
            return None if None in parts else sum(parts)
        if quantity.of == "hours":
            return number * self._moved(quantity, counts)
        return self._count(quantity, counts)

    def is_too_few(self, divisors: Sequence[Quantity], counts: Quantities) -> bool:
        """Whether a division rests on fewer people, or answers, than are told of by a rate.

        In truth or as shown: of one to five neither can be as many.
        """
        for names in _bases(divisors):
            in_truth = (counts[name] for name in names)
            as_shown = (self._named(name, counts) for name in names)
            if self._is_few(in_truth) or self._is_few(as_shown):
                return True
        return False

    def changed(self, count: Count) -> int:
        """A count of records that is no quantity, as it may be shown by itself."""
        return noise_under(self.policy).change(count, self.secret)

    def rows(self, number: int, sha256: str, sheet: str) -> int:
        """Rows of a children's sheet as they may be shown."""
        return self.changed(Count.of([(origin_of("rows", sha256, sheet), number)]))

    def _is_few(self, numbers: Iterable[Number]) -> bool:
        known = tuple(numbers)
        return None in known or 0 < sum(known) < self.policy.smallest_base

    def _named(self, name: str, counts: Quantities) -> Number:
        return self.shown(QUANTITIES[name], counts)

    def _count(self, quantity: Quantity, counts: Quantities) -> int | None:
        part = counts[quantity.name]
        if not quantity.whole:
            return self._noisy(part, quantity, counts)
        whole, shown = counts[quantity.whole], self._named(quantity.whole, counts)
        if shown is None:
            return None
        rest = whole.without(part)
        if part <= rest:
            return min(self._noisy(part, quantity, counts), shown)
        return max(shown - self._noisy(rest, quantity, counts), 0)

    def _noisy(self, count: Count, quantity: Quantity, counts: Quantities) -> int:
        moved = self._moved(quantity, counts)
        return self.changed(count if moved == 1 else Count(round(count * moved), count.key))

    def _moved(self, quantity: Quantity, counts: Quantities) -> float:
        """By how much a sum over people is changed because their number is.

        A little more or less than the number itself, lest their mean be told exactly.
        """
        people = quantity.people
        if people in (None, quantity.name) or not counts[people]:
            return 1
        by_chance = 2 * drawn(counts[people], self.secret, "sums") - 1
        jitter = noise_under(self.policy).jitter * by_chance
        return max(self._named(people, counts) + jitter, 0) / counts[people]


def _bases(divisors: Sequence[Quantity]) -> Iterator[tuple[str, ...]]:
    """The names of the counts, some of them together, on which a division's exactness rests."""
    for quantity in divisors:
        if quantity.of in ("children", "answers", "places"):
            yield (quantity.name,)
        if quantity.people:
            yield (quantity.people,)
        if quantity.adds:
            yield tuple(QUANTITIES[name].people for name in quantity.adds)
