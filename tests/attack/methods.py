"""Methods of disclosure control beside each other: what is recovered, and how far rates are out.

All show the same cells: areas, functions, quarters and years to date of one hub, with all margins.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from time import perf_counter

from dashboard.domain.count import Noise, noise_under
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.measures.disclosure import Disclosure
from dashboard.measures.quantities import QUANTITIES
from dashboard.measures.quantity import Quantities
from dashboard.store.counters import COUNTERS
from dashboard.store.moment import Moment
from dashboard.store.snapshots import read_snapshot
from data.calendar import Quarter
from data.policies import policies
from data.warehouse.engine import open_warehouse, reading
from tests.attack.attack import FEW, NARROW, Recovered, choices
from tests.attack.bounds import Knowledge
from tests.attack.collected import Choice, Told
from tests.attack.known import ATOMS, SHARES, WHOLES, Hub, knowledge_of
from tests.attack.thinned import TODAY

POLICY = policies()[0]
QUARTERS = (Quarter(2025, 2), Quarter(2025, 3), Quarter(2025, 4))
BANDS = ((10, 29), (30, inf))
Truth = Mapping[Choice, Quantities]


@dataclass(frozen=True)
class Rounding:
    """Counts of people rounded to five and hidden from 1 to 5; others too where `all_of_them`."""

    all_of_them: bool

    def show(self, name: str, counts: Quantities) -> int | None:
        number = counts[name]
        if number is None:
            return None
        if not self.all_of_them and QUANTITIES[name].of != "children":
            is_small = number in FEW or self._leaves_few(name, counts)
            return None if is_small else int(number)
        return None if number in FEW else 5 * round(number / 5)

    def _leaves_few(self, name: str, counts: Quantities) -> bool:
        return name in ("answers", "enrolled") and counts[name] in FEW

    def knowledge(self, shown: Mapping[Choice, Mapping], hub: Hub) -> Knowledge:
        known = Knowledge()
        for choice, numbers in shown.items():
            for name in _NAMES:
                number = numbers[name]
                term = hub.term(name, choice, 0)
                if number is None:
                    known.learn(term, min(FEW), max(FEW))
                else:
                    is_exact = not self.all_of_them and QUANTITIES[name].of != "children"
                    edge = 0 if is_exact or not number else 2
                    known.learn(term, number - edge, number + edge)
        return known


@dataclass(frozen=True)
class Perturbation:
    """Cell-key perturbation under a policy's settings, as `disclosure` does it."""

    disclosure: Disclosure
    noise: Noise

    @classmethod
    def of(cls, snapshot: Snapshot, **settings) -> "Perturbation":
        policy = replace(POLICY, **settings)
        return cls(Disclosure(policy, snapshot.secret), noise_under(policy))

    def show(self, name: str, counts: Quantities) -> int | None:
        return self.disclosure.shown(QUANTITIES[name], counts)

    def knowledge(self, shown: Mapping[Choice, Mapping], hub: Hub) -> Knowledge:
        told = [Told(choice, "", dict(numbers), "") for choice, numbers in shown.items()]
        return knowledge_of([told], hub, self.noise)


@dataclass(frozen=True)
class Measured:
    """One method on one hub: what it gives away, and what it costs."""

    method: str
    recovered: Recovered
    errors: Mapping[tuple, tuple[float, float]]  # by band of bases: mean and worst, in points
    milliseconds: float


def compared(path: Path, sample: int = 1) -> Iterator[Measured]:
    """Each method on a hub; of the protected counts every so-manieth is attacked."""
    snapshot, truth, hub = _read(path)
    methods = {
        "hide 1 to 5, children to 5": Rounding(all_of_them=False),
        "everything to 5": Rounding(all_of_them=True),
        "noise up to 2": Perturbation.of(snapshot, largest_noise=2, noise_spread=1.0),
        "noise up to 3": Perturbation.of(snapshot),
    }
    for name, method in methods.items():
        begun = perf_counter()
        shown = {c: {n: method.show(n, counts) for n in _SHOWN} for c, counts in truth.items()}
        spent = perf_counter() - begun
        recovered = _recovered(method.knowledge(shown, hub), truth, hub, sample)
        yield Measured(name, recovered, dict(_errors(shown, truth)), 1000 * spent)


RATES = (
    *SHARES.values(),
    ("pairs_improved", "pairs"),
    ("continuing_children", "whole_class_last_year"),
)
_NAMES = (*ATOMS, "children")
_SHOWN = tuple(dict.fromkeys((*_NAMES, *(name for rate in RATES for name in rate))))


def _read(path: Path) -> tuple[Snapshot, Truth, Hub]:
    engine = open_warehouse(f"sqlite:///{path}")
    moment = Moment.of(None, policies()[0].in_force_from.fromisoformat(TODAY))
    with reading(engine) as connection:
        snapshot = read_snapshot(connection, moment)
        hub = Hub(_units(snapshot), {})
        every = choices(hub, (None, *sorted({area for area, _, _ in hub.units})))
        cells = [Cell(snapshot, _selection(choice)) for choice in every]
        counted = [counter.count(connection, cells, moment) for counter in COUNTERS]
    counts = [
        {k: n for part in parts for k, n in part.items()} for parts in zip(*counted, strict=True)
    ]
    known = zip(every, counts, strict=True)
    return snapshot, {c: n for c, n in known if all(n[name] is not None for name in _NAMES)}, hub


def _units(snapshot: Snapshot) -> list[tuple]:
    running = {
        (agreement.area, agreement.lpme_function, quarter)
        for agreement in snapshot.agreements.values()
        for quarter in QUARTERS
        if agreement.runs_in(quarter.start, quarter.end)
    }
    first = {(area, f, Quarter(2025, 1)) for area, f, _ in running}  # in each year to date
    return sorted(running | first)


def _selection(choice: Choice) -> Selection:
    return Selection(choice.quarter, choice.span, choice.area, choice.function)


def _recovered(known: Knowledge, truth: Truth, hub: Hub, sample: int) -> Recovered:
    small = {}
    for choice, counts in truth.items():
        for name in _NAMES:
            for number, term in _with_rest(name, choice, counts, hub):
                if number in FEW:
                    small[frozenset(term.items())] = term, number
    chosen = list(small.values())[::sample]
    ranges = list(known.ranges(term for term, _ in chosen))
    return Recovered(
        len(chosen),
        sum(low == high for low, high in ranges),
        sum(high - low < NARROW for low, high in ranges),
    )


def _with_rest(name: str, choice: Choice, counts: Quantities, hub: Hub):
    term = hub.term(name, choice, 0)
    yield int(counts[name]), term
    if name in WHOLES:
        whole = hub.term(WHOLES[name], choice, 0)
        rest = {atom: 1 for atom in whole if atom not in term}
        yield int(counts[WHOLES[name]] - counts[name]), rest


def _errors(shown: Mapping, truth: Truth) -> Iterator[tuple[tuple, tuple[float, float]]]:
    """By band of bases the mean and the worst error of the rates that are shown, in points."""
    for low, high in BANDS:
        errors = [
            100 * abs(shown[choice][part] / shown[choice][whole] - counts[part] / counts[whole])
            for choice, counts in truth.items()
            for part, whole in RATES
            if counts[whole] is not None
            and low <= counts[whole] <= high
            and shown[choice][part] is not None
            and (shown[choice][whole] or 0) >= POLICY.smallest_base
        ]
        yield (low, high), (sum(errors) / len(errors), max(errors)) if errors else (0.0, 0.0)


def table(rows: Iterable[tuple[str, Sequence[Measured]]]) -> Iterator[str]:
    """The comparison as lines of a table in Markdown."""
    heads = ("Hub", "Method", "Protected", "Exact", "To 3 values")
    heads += ("10–29: mean, worst", "30 and more: mean, worst", "ms")
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for hub, measured in rows:
        for one in measured:
            found = one.recovered
            errors = (f"{mean:.1f}, {worst:.1f}" for mean, worst in one.errors.values())
            numbers = (found.protected, found.exact, found.narrowed)
            cells = (hub, one.method, *map(str, numbers), *errors, f"{one.milliseconds:.0f}")
            yield f"| {' | '.join(cells)} |"
