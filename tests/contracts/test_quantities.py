"""Every quantity says of whom it tells, and no KPI made of one tells a small number.

The hub that is drawn here has three sorts of people: children on registers, children counted by
headcount, and people who answer. What moves with them is theirs, whatever a quantity says.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from typing import get_args

import pytest

from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.measures.disclosure import Disclosure
from dashboard.measures.evaluate import Reckoner
from dashboard.measures.kpi import Kpi
from dashboard.measures.quantities import QUANTITIES
from dashboard.measures.quantity import Of, Quantity
from dashboard.store.counters import COUNTERS
from dashboard.store.moment import Moment
from dashboard.store.snapshots import read_snapshot
from data.calendar import Quarter
from data.policies import policies
from data.warehouse.engine import reading
from tests.support.empty_warehouse import empty_warehouse
from tests.support.hub_builder import TODAY, Builder

SELECTION = Selection(Quarter(2025, 1))
SORTS = {
    "on_registers": ("children", "places", "hours"),
    "by_headcount": ("children", "hours"),
    "answering": ("answers",),
}
FEW = [
    dict.fromkeys(sorts, number)
    for sorts in (*((sort,) for sort in SORTS), tuple(SORTS))
    for number in (1, 2, 3, 4, 5)
]
TIMES = 10  # sums are large although people are few
PERSONAL = tuple(name for name, quantity in QUANTITIES.items() if quantity.is_personal)
Counts = Mapping[str, float | None]


# -- A hub of so many people ---------------------------------------------------------------------


def draw(hub: Builder, on_registers=0, by_headcount=0, answering=0, times=1) -> None:
    """Each child comes, is scored and each other person answers so many times."""
    scores = [
        f"c{{n}} | {way} {{m}} | {stage}"
        for way, after in (("rose", 6), ("same", 4), ("fell", 2))
        for stage in ("before | 4", f"after | {after}")
    ]
    answers = [f"r{{n}} | Q{s} {{m}} | {s} | {answering}" for s in (1, 2, 3, 4, 5)]
    whole_class, both = ("whole class",), ("whole class", "ensemble")
    hub.school("100001", pupils=500)
    hub.agreement(starts_on=date(2024, 9, 1))
    hub.objective("O-1", due_on=date(2025, 12, 1))
    hub.allocation()
    hub.payment()
    hub.returned(
        quarter="2024/25 Q3", attendance=_attendance(whole_class, on_registers, by_headcount)
    )
    hub.returned(
        attendance=_attendance(both, on_registers, by_headcount, times),
        participants=_rows("child | fsm | send", ["c{n} | yes | EHCP"], on_registers),
        learning=_rows("child | measure | stage | score", scores, on_registers, times),
        satisfaction=_rows("response | question | score | asked", answers, answering, times),
        spending="kind | category | pence\nspend | staff | 500000\nincome | other | 100000",
        progress="objective | value\nO-1 | 60",
    )


def _rows(heads: str, lines: Iterable[str], people: int, times: int = 1) -> str:
    """A drawn table of each line for so many people, so many times."""
    every = product(range(people), range(times), lines)
    return "\n".join([heads, *(line.format(n=n, m=m) for n, m, line in every)])


def _attendance(activities, on_registers: int, by_headcount: int, times: int = 1) -> str:
    lines = [f"c{{n}} | {activity} | -" for activity in activities]
    drawn = _rows("child | activity | headcount", lines, on_registers, times)
    return f"{drawn}\n- | whole class | {by_headcount}" if by_headcount else drawn


@pytest.fixture(scope="module")
def count(tmp_path_factory):
    """Every quantity of a hub of so many people; each hub is drawn once."""
    known: dict[tuple, Counts] = {}

    def count(**people) -> Counts:
        key = tuple(sorted(people.items()))
        if key not in known:
            path = tmp_path_factory.mktemp("hub") / "warehouse.db"
            hub = Builder(empty_warehouse(path))
            draw(hub, **people)
            known[key] = _counted(hub)
        return known[key]

    return count


def _counted(hub: Builder) -> Counts:
    hub.store()
    moment = Moment.of(None, TODAY)
    with reading(hub.engine) as connection:
        cell = Cell(read_snapshot(connection, moment), SELECTION)
        return {
            name: number
            for counter in COUNTERS
            for name, number in counter.count(connection, [cell], moment)[0].items()
        }


# -- What a quantity says of itself is so --------------------------------------------------------


@pytest.fixture(scope="module")
def moves(count) -> dict[str, set[str]]:
    """By sort of people the quantities that one more of them moves; `times` by coming again."""
    some = dict.fromkeys(SORTS, 2)
    changed = {sort: some | {sort: 3} for sort in SORTS} | {"times": some | {"times": 2}}
    before = count(**some)
    after = {what: count(**people) for what, people in changed.items()}
    return {
        what: {name for name in before if before[name] != counts[name]}
        for what, counts in after.items()
    }


def is_so(quantity: Quantity, moves: Mapping[str, set[str]]) -> bool:
    """Whether a quantity is of those with whom it moves."""
    sorts = [sort for sort in SORTS if quantity.name in moves[sort]]
    if not sorts:
        return not quantity.is_personal
    if is_distinct(quantity.name, moves):
        return quantity.of == "children"
    return any(quantity.of in SORTS[sort] for sort in sorts)


def is_distinct(name: str, moves: Mapping[str, set[str]]) -> bool:
    """Whether a quantity counts each child on registers once, however often it comes."""
    return name in moves["on_registers"] and name not in moves["times"]


def test_every_quantity_is_counted_and_nothing_else(count):
    assert count(**dict.fromkeys(SORTS, 6)).keys() == QUANTITIES.keys()
    for counter in COUNTERS:
        assert set(counter.names) <= QUANTITIES.keys()


@pytest.mark.parametrize("name", QUANTITIES)
def test_a_quantity_is_of_those_with_whom_it_moves(name, moves):
    """A new one that tells of people has to be drawn above, so that it moves."""
    assert is_so(QUANTITIES[name], moves)


@pytest.mark.parametrize("name", PERSONAL)
def test_what_says_that_it_is_of_others_or_of_nobody_is_noticed(name, moves):
    quantity = QUANTITIES[name]
    wrong = set(get_args(Of)) - {quantity.of}
    if not is_distinct(name, moves) and quantity.of != "answers":
        wrong -= {"children", "places"}  # which hide as much
    for of in wrong:
        try:
            other = replace(quantity, of=of, people=quantity.people or name, whole=None, adds=())
        except ValueError:
            continue  # refused where it is declared
        assert not is_so(other, moves), of


# -- Nothing of few is published -----------------------------------------------------------------


def newcomer(numerator: str, denominator: str | None = None, **more) -> Kpi:
    """A KPI as CONTRIBUTING says: a sentence, a theme, a numerator and a denominator."""
    return Kpi(
        key="newcomer",
        title="Newcomer",
        theme="schools",
        function=None,
        sentence="What somebody came to want to know.",
        numerator=numerator,
        denominator=denominator,
        unit="ratio" if denominator else "count",
        better="higher",
        **more,
    )


SECRETS = [f"installation {number}".encode() for number in range(60)]


def read(kpi: Kpi, counts: Counts, secret: bytes = SECRETS[0]):
    return Reckoner(SELECTION, counts, Disclosure(policies()[0], secret)).read(kpi)


def values(kpi: Kpi, counts: Counts) -> set:
    """What a KPI reads as in as many installations, each with a secret of its own."""
    return {read(kpi, counts, secret).value for secret in SECRETS}


def told_by(counts: Counts) -> list[str]:
    """The personal quantities that tell of somebody, by name."""
    return [name for name in PERSONAL if counts[name]]


@pytest.fixture(params=FEW, ids=lambda few: "-".join(f"{n}_{sort}" for sort, n in few.items()))
def few(request, count) -> Counts:
    counts = count(**request.param, times=TIMES)
    assert told_by(counts)
    return counts


def test_a_quantity_of_few_people_is_never_told_as_it_is(few):
    """It may be anything that some other number of people, or none, reads as too."""
    for name in told_by(few):
        assert len(values(newcomer(name), few)) > 1, name
        assert read(newcomer(name), few).state == "ok", name


def test_a_count_of_one_or_two_people_never_stands_anywhere(few):
    for name in told_by(few):
        if QUANTITIES[name].unit == "count":
            assert not values(newcomer(name), few) & {1, 2}, name


def rests_on_few(counts: Counts) -> list[str]:
    """Those that tell of fewer than fifteen people, registers and headcounts together."""
    return [
        name
        for name in told_by(counts)
        if sum(counts[QUANTITIES[part].people] for part in QUANTITIES[name].adds) < 15
    ]


def test_what_is_divided_by_a_quantity_of_few_people_is_suppressed(few):
    for name, other in product(rests_on_few(few), QUANTITIES):
        if few[other] is not None:
            seen = read(newcomer(other, name), few)
            assert (seen.state, seen.value, seen.numerator) == ("suppressed", None, None), name
            assert not seen.division, (other, name)


def test_what_is_measured_by_a_quantity_of_few_people_is_suppressed(few):
    for name in rests_on_few(few):
        measuring = newcomer("partners", "returns_due", measured_by=name)
        seen = read(measuring, few)
        assert (seen.state, seen.value, seen.measure) == ("suppressed", None, None), name


def test_what_stands_beside_is_what_it_would_be_by_itself(few):
    """Wherever records are counted they read the same."""
    for name in told_by(few):
        alone = read(newcomer(name), few).value
        (beside,) = read(newcomer("partners", beside=(("beside", name),)), few).beside
        assert beside.value == alone, name


def test_a_ratio_of_its_own_is_handed_what_may_be_shown_and_nothing_else(count):
    """So it cannot divide by what nobody named; the truth it is handed to be judged by."""
    counts = count(**dict.fromkeys(SORTS, 12), times=TIMES)
    handed = []

    def ratio(numbers):
        handed.append(dict(numbers))
        return 1.0

    kpi = newcomer("children", "pupils_registered", measured_by="partners", ratio=ratio)
    shown = read(newcomer("children"), counts).value
    read(kpi, counts)
    assert handed[0] == {"children": shown, "pupils_registered": 500, "partners": 1}
    assert [numbers.keys() for numbers in handed] == [handed[0].keys()] * 2


def test_what_is_nothing_personal_is_shown_as_it_is(few):
    for name in QUANTITIES.keys() - set(PERSONAL):
        seen = read(newcomer(name), few)
        assert (seen.value, seen.state) == (few[name], "ok"), name


def test_quantities_of_twenty_people_may_be_divided_by(count):
    """What is suppressed above is so because they are few, and not always."""
    counts = count(**dict.fromkeys(SORTS, 20), times=TIMES)
    states = {read(newcomer("spent_pence", name), counts).state for name in told_by(counts)}
    assert states == {"ok"}
    assert set(told_by(counts)) == set(PERSONAL)


@pytest.mark.parametrize("name", [n for n in PERSONAL if QUANTITIES[n].people not in (None, n)])
def test_a_sum_moves_with_the_people_whom_it_names(name, count):
    """Else the sum over three children would tell their number: so many times what each came."""
    counts = count(**dict.fromkeys(SORTS, 3), times=TIMES)
    people = QUANTITIES[name].people
    by_people = defaultdict(list)
    for secret in SECRETS:
        shown = [read(newcomer(part), counts, secret).value for part in (people, name)]
        by_people[shown[0]].append(shown[1])
    assert len(by_people) > 1
    assert max(by_people[0], default=0) < min(by_people[max(by_people)])
