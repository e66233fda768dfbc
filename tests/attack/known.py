"""What an attacker who knows the method makes of what was collected: inequalities between counts.

Every sum is put together from atoms: one kind of thing of the agreements of one area and function,
in one quarter. Different children of a choice are an unknown of their own, since none are sums.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from dashboard.domain.count import Noise
from data.calendar import Quarter
from tests.attack.bounds import Knowledge, Term, summed
from tests.attack.collected import Choice, Told

SCORES = tuple(f"answers_{score}" for score in (1, 2, 3, 4, 5))
ATOMS = {
    **{score: (score,) for score in SCORES},
    "answers": SCORES,
    "answers_positive": SCORES[3:],
    "responses": ("responses",),
    "people_asked": ("responses", "silent"),
    "attended": ("attended",),
    "enrolled": ("attended", "absent"),
    "headcount": ("headcount",),
}
WHOLES = dict.fromkeys((*SCORES, "answers_positive"), "answers")
WHOLES |= {"responses": "people_asked", "attended": "enrolled"}
PEOPLE = dict.fromkeys((*SCORES, "answers_positive", "answers"), "responses")
PEOPLE |= dict.fromkeys(("attended", "enrolled"), "children")
TARGETS = {"satisfaction_positive": 0.75, "response_rate": 0.40, "attendance_rate": 0.85}
SHARES = {
    "satisfaction_positive": ("answers_positive", "answers"),
    "response_rate": ("responses", "people_asked"),
    "attendance_rate": ("attended", "enrolled"),
}
HALF = 0.5  # what rounding may have added or taken

Unit = tuple[str, str, Quarter]  # area, function, quarter


@dataclass(frozen=True)
class Hub:
    """The units there are, as everybody knows who may read which agreements run; and in which load
    each was last changed, as the list of returns tells.
    """

    units: Sequence[Unit]
    changed: Mapping[Unit, Sequence[int]]

    def within(self, choice: Choice) -> list[Unit]:
        quarters = choice.quarter.year_so_far() if choice.span == "to-date" else (choice.quarter,)
        return [
            (area, function, quarter)
            for area, function, quarter in self.units
            if choice.area in (None, area)
            and choice.function in (None, function)
            and quarter in quarters
        ]

    def version(self, unit: Unit, load: int) -> int:
        return max((at for at in self.changed.get(unit, ()) if at <= load), default=0)

    def term(self, quantity: str, choice: Choice, load: int) -> Term:
        """The atoms that a quantity of a choice is the sum of, or what stands for children."""
        units = [(unit, self.version(unit, load)) for unit in self.within(choice)]
        if quantity == "children":
            return summed([("children", tuple(units))])
        return summed((atom, unit) for unit in units for atom in ATOMS[quantity])


def knowledge_of(loads: Sequence[Iterable[Told]], hub: Hub, noise: Noise) -> Knowledge:
    """All that follows from what was told in successive loads."""
    known = Knowledge()
    for load, told in enumerate(loads):
        pages = list(told)
        people = _people(pages)
        for page in pages:
            _learn_page(known, page, hub, load, noise, people.get(page.choice, {}))
        _learn_order(known, hub, {page.choice for page in pages}, load)
    return known


def _people(pages: Iterable[Told]) -> dict[Choice, dict[str, float]]:
    """How many people are shown for each choice, wherever they are."""
    people: dict[Choice, dict[str, float]] = {}
    for page in pages:
        named = {name: _least(page, name) for name in set(PEOPLE.values()) & page.shown.keys()}
        people.setdefault(page.choice, {}).update(named)
    return people


def _least(page: Told, name: str) -> float:
    """So many at least: in several quarters the same people may have answered."""
    quarters = page.choice.quarter.number if page.choice.span == "to-date" else 1
    return page.shown[name] / (quarters if name == "responses" else 1)


def _learn_page(known: Knowledge, page: Told, hub: Hub, load: int, noise: Noise, people) -> None:
    for quantity, shown in page.shown.items():
        if quantity not in (*ATOMS, "children"):
            continue
        scale = _scale(people.get(PEOPLE.get(quantity)), noise)
        whole = WHOLES.get(quantity)
        term = hub.term(quantity, page.choice, load)
        if whole not in page.shown:
            known.learn(term, *_behind(shown, noise, scale))
            continue
        rest = page.shown[whole] - shown
        _learn_part(known, term, hub.term(whole, page.choice, load), shown, rest, noise, scale)
    _learn_rating(known, page, hub, load)


def _learn_part(known: Knowledge, part: Term, whole: Term, shown, rest, noise, scale) -> None:
    """The smaller of a part and the rest was changed: which it was, the gap between them tells."""
    left = {name: times - part.get(name, 0) for name, times in whole.items()}
    left = {name: times for name, times in left.items() if times}
    gap = 2 * noise.largest + 1
    if shown + gap < rest:
        known.learn(part, *_behind(shown, noise, scale))
    elif rest + gap < shown and left:
        known.learn(left, *_behind(rest, noise, scale))
    else:
        low, high = _behind(shown, noise, scale)
        known.learn(part, low - gap, high + gap)


def _behind(shown: float, noise: Noise, scale: tuple[float, float]) -> tuple[float, float]:
    """The least and the most that may stand behind a count as it is shown."""
    low_scale, high_scale = scale
    edge = HALF if scale != (1, 1) else 0
    low = 0 if shown == 0 else max(shown - noise.largest, 1)
    high = shown + noise.largest
    return max((low - edge) / high_scale, 0), (high + edge) / low_scale if low_scale else inf


def _scale(people: float | None, noise: Noise) -> tuple[float, float]:
    """By how much a sum over so many people, as shown, may have moved with their number."""
    if people is None or not noise.largest:
        return 1, 1
    most, least = people + noise.largest, max(people - noise.largest, 1)
    return max(people - noise.jitter, 0) / most, (people + noise.jitter) / least


def _learn_rating(known: Knowledge, page: Told, hub: Hub, load: int) -> None:
    """What a colour tells of the truth: at the target, or short of it by more than a tenth."""
    if page.measure not in TARGETS or not page.standing:
        return
    part, whole = (hub.term(name, page.choice, load) for name in SHARES[page.measure])
    target = TARGETS[page.measure] * (1 if page.standing == "target met" else 0.9)
    over = {name: part.get(name, 0) - target * times for name, times in whole.items()}
    if page.standing == "target met":
        known.learn(over, low=-1e-6)
    else:
        known.learn(over, high=1e-6)


def _learn_order(known: Knowledge, hub: Hub, choices: set[Choice], load: int) -> None:
    """Children of a part are among those of the whole, and no more than those of all its parts."""
    listed = sorted(choices, key=lambda choice: len(hub.within(choice)))
    within = {choice: frozenset(hub.within(choice)) for choice in listed}
    for at, small in enumerate(listed):
        for large in listed[at + 1 :]:
            if within[small] < within[large]:
                known.learn(_less(hub, small, large, load), high=0)


def _less(hub: Hub, small: Choice, large: Choice, load: int) -> Term:
    (part,), (whole,) = (hub.term("children", choice, load) for choice in (small, large))
    return {part: 1, whole: -1}
