"""Disclosure control: counts of 1 to 5 children are never shown, others are rounded to five.

Totals are added up first and come here before anything is divided, numerator and denominator
alike. Hours, answers and places on registers are shown exactly, except where there are very few,
and except where they are those of very few people. What is hidden follows from what a quantity
says of itself (`of`, `people` and `whole`): the method of disclosure control is here alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from dashboard.measures.quantity import Number, Quantities, Quantity
from data.policies import Policy

_COUNTED = ("children", "answers", "places")


def disclose(
    parts: Sequence[Quantity], counts: Quantities, policy: Policy
) -> dict[str, Number] | None:
    """The parts of a division by name, as they may be shown; None where they may not be.

    `parts` are the numerator and what it is divided by, if anything; `counts` hold a number for
    each, and for the quantities of people behind them. What is not known of people is few.
    """
    if any(is_small(count, policy) for count in _behind(parts, counts)):
        return None
    shown = {part.name: counts[part.name] for part in parts}
    children = [part.name for part in parts if part.of == "children"]
    return shown | {name: rounded(shown[name], policy) for name in children}


def disclose_beside(
    beside: Iterable[Quantity], whole: Number, counts: Quantities, policy: Policy
) -> dict[str, Number]:
    """Quantities next to a division, each as it may be shown by itself; None where it may not be.

    Answers are hidden together. `whole` is the number that the division rests on, None where that
    is hidden: answers that add up to it are its distribution, others are rounded, so that those
    left out are not what remains.
    """
    known = [quantity for quantity in beside if counts[quantity.name] is not None]
    shown = dict.fromkeys(quantity.name for quantity in beside)
    for quantity in known:
        shown |= disclose([quantity], counts, policy) or {}
    answers = [quantity for quantity in known if quantity.of == "answers"]
    return shown | _answers_beside(answers, whole, counts, policy)


def _answers_beside(
    answers: Sequence[Quantity], whole: Number, counts: Quantities, policy: Policy
) -> dict[str, Number]:
    names, numbers = [a.name for a in answers], [counts[a.name] for a in answers]
    people = [count for quantity in answers for count in _people_behind(quantity, counts)]
    if whole is None or any(is_small(count, policy) for count in people):
        return dict.fromkeys(names)
    if sum(numbers) == whole:
        return dict(zip(names, distribution(numbers, policy), strict=True))
    return {name: rounded(number, policy) for name, number in zip(names, numbers, strict=True)}


def _behind(parts: Sequence[Quantity], counts: Quantities) -> Iterator[Number]:
    """The counts of people, or of what each is one person's, of which a division tells.

    A numerator over its whole tells of the whole only.
    """
    numerator, *divisors = parts
    is_share = any(numerator.whole == over.name for over in divisors)
    for part in divisors if is_share else parts:
        yield from _told_by(part, counts)
    for part, over in combinations(parts, 2):
        if part.whole != over.name and _leaves_a_count(part, over):
            yield counts[over.name] - counts[part.name]


def _told_by(quantity: Quantity, counts: Quantities) -> Iterator[Number]:
    if quantity.of in _COUNTED:
        yield counts[quantity.name]
    yield from _people_behind(quantity, counts)


def _people_behind(quantity: Quantity, counts: Quantities) -> Iterator[Number]:
    yield from (counts[name] for name in quantity.people)
    together = [counts[name] for name in quantity.together]
    yield None if None in together else sum(together)


def _leaves_a_count(part: Quantity, over: Quantity) -> bool:
    """Whether what is left over is itself a count of people, or of what is theirs."""
    if over.unit != "count" or part.of not in _COUNTED:
        return False
    return part.of in ("children", over.of)


def is_small(count: Number, policy: Policy) -> bool:
    """Whether a count is too small to show, or may be: it is not known. A true zero is neither."""
    return count is None or 0 < abs(count) < policy.smallest_shown


def rounded(count: Number, policy: Policy) -> int | None:
    """A count of children as it may be shown: None where small, else a multiple of five."""
    if is_small(count, policy):
        return None
    return int(policy.round_to * round(count / policy.round_to))


def coarsened(
    counts: Sequence[int], groupings: Iterable[Mapping[str, Sequence[int]]], policy: Policy
) -> dict[str, int] | None:
    """The first grouping of which no part is small, its parts rounded; None where none will do.

    A grouping names its parts, each by the positions of the counts that it adds up.
    """
    for grouping in groupings:
        sums = {name: sum(counts[at] for at in places) for name, places in grouping.items()}
        if not any(is_small(number, policy) for number in sums.values()):
            return {name: rounded(number, policy) for name, number in sums.items()}
    return None


def distribution(counts: Sequence[int], policy: Policy) -> list[int | None]:
    """How often each answer was given: as it is, but for one that few gave.

    That one is hidden and the others rounded, so that it is not what is left of the total, which is
    known. How many answers were not positive a share says itself; which of them few gave is what
    is hidden. Only where all that were given were given by five each does the total say so.
    """
    if not any(is_small(count, policy) for count in counts):
        return list(counts)
    shown = [rounded(count, policy) for count in counts]
    if step := _step_into_doubt(shown, sum(counts), policy):
        largest = shown.index(max(filter(None, shown)))
        shown[largest] = shown[largest] + step or None
    return shown


def _step_into_doubt(shown: Sequence[int | None], total: int, policy: Policy) -> int:
    """What to add to a rounded count where the total would else leave the hidden no choice.

    Rounded the other way it shows what other counts show too, so nobody can tell which they were.
    """
    numbers, hidden = [number for number in shown if number], shown.count(None)
    slack, most = policy.round_to // 2, policy.smallest_shown - 1
    if not numbers:
        return 0
    if total - sum(max(number - slack, most + 1) for number in numbers) <= hidden:
        return -policy.round_to
    if total - sum(number + slack for number in numbers) >= hidden * most:
        return policy.round_to
    return 0
