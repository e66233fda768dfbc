"""The attack itself: how many of the protected counts are found, or nearly."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.count import Noise
from tests.attack.bounds import Term
from tests.attack.collected import Choice, Told
from tests.attack.known import ATOMS, WHOLES, Hub, knowledge_of

FEW = range(1, 6)
NARROW = 3  # so few values left are as good as found


@dataclass(frozen=True)
class Recovered:
    """Protected counts, those of them that are found exactly, and those left with three values."""

    protected: int
    exact: int
    narrowed: int

    @property
    def share_exact(self) -> float:
        return self.exact / self.protected

    @property
    def share_narrowed(self) -> float:
        return self.narrowed / self.protected

    def __str__(self) -> str:
        return f"{self.protected} protected, {self.exact} exact, {self.narrowed} to three values"


def attacked(
    loads: Sequence[Sequence[Told]],
    truth: Sequence[Sequence[Told]],
    hub: Hub,
    noise: Noise,
    own_area: str | None = None,
    every: int = 1,
) -> Recovered:
    """What is recovered of what pages told; a lead knows the truth of the own area as well.

    Of the protected counts every so-manieth is looked for.
    `truth` is what the same pages tell with protection off.
    """
    known = knowledge_of(loads, hub, noise)
    small = list(protected(truth, hub, own_area).values())[::every]
    for term, number in _own(truth, hub, own_area):
        known.learn(term, number, number)
    ranges = list(known.ranges(term for term, _ in small))
    for (term, number), (low, high) in zip(small, ranges, strict=True):
        assert low <= number <= high, f"The attacker is wrong about {term}: {low} to {high}."
    return Recovered(
        len(small),
        sum(low == high for low, high in ranges),
        sum(high - low < NARROW for low, high in ranges),
    )


def protected(
    truth: Sequence[Iterable[Told]], hub: Hub, own_area: str | None = None
) -> Mapping[frozenset, tuple[Term, int]]:
    """Counts of one to five people, or of what they did or left out; those known are left out."""
    small = {}
    for load, pages in enumerate(truth):
        for page in pages:
            if own_area is None or page.choice.area != own_area:
                for term, number in _counts(page, hub, load):
                    if number in FEW:
                        small[frozenset(term.items())] = term, number
    return small


def _counts(page: Told, hub: Hub, load: int) -> Iterator[tuple[Term, int]]:
    """Every count of a page, and what each part leaves of its whole."""
    for quantity, number in page.shown.items():
        if quantity not in (*ATOMS, "children"):
            continue
        term = hub.term(quantity, page.choice, load)
        yield term, int(number)
        whole = WHOLES.get(quantity)
        if whole in page.shown:
            rest = hub.term(whole, page.choice, load)
            left = {name: 1 for name in rest if name not in term}
            yield left, int(page.shown[whole] - number)


def _own(truth: Sequence[Iterable[Told]], hub: Hub, area: str | None):
    """The truth of a lead's own area, as it lies in the own files."""
    if area is None:
        return
    for load, pages in enumerate(truth):
        for page in pages:
            if page.choice.area == area:
                yield from _counts(page, hub, load)


def choices(hub: Hub, areas: Iterable[str | None], load: int = 0) -> list[Choice]:
    """Every choice of area, function, quarter and span that reads otherwise since a load."""
    functions = sorted({function for _, function, _ in hub.units})
    quarters = sorted({quarter for _, _, quarter in hub.units})
    every = [
        Choice(area, function, quarter, span)
        for area in areas
        for function in (None, *functions)
        for quarter in quarters
        for span in (("quarter", "to-date") if quarter.number > 1 else ("quarter",))
    ]
    changed = {unit for unit, at in hub.changed.items() if load in at}
    return [choice for choice in every if not load or changed.intersection(hub.within(choice))]
