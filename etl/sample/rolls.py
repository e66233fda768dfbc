"""Rolls: who is in which class or group in each quarter, and who goes on the year after."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import cycle

from data.calendar import Quarter
from etl.sample.children import Child, Nursery
from etl.sample.days import SATURDAY
from etl.sample.hub import SampleHub
from etl.sample.plan import Agreement
from etl.sample.schools import School

WORKED_WITH = (0.76, 0.94)  # share of an area's schools where anybody ever goes, from and to
USUAL_QUARTERS = 10  # with fewer quarters so far each holds more sessions
SUMMER_SHARE = 0.6  # of the classes, in the short fourth quarter
CONTINUING = (0.20, 0.35)  # share of last year's whole-class children, from and to
JOIN_BY = (0.7, 0.85, 0.95, 1.0)  # share of those who have joined by each quarter
STAYING = 0.6  # share of a group that stays for another year
FALLING_BY = 0.9  # the Saturday centres keep so many from quarter to quarter
CHOIR_OF = 18
HALLS = ("Tumblestone Hall", "Old Cooperage Studio", "Millwhistle Centre", "Larkrise Rooms")


@dataclass(frozen=True)
class Group:
    """A class or group in one quarter: where and when it meets, and its children."""

    name: str
    activity: str
    setting: str
    weekday: int
    hours: float
    sessions: int
    children: tuple[Child, ...]


class Roll:
    """An agreement's groups, quarter by quarter."""

    def __init__(self, hub: SampleHub, agreement: Agreement):
        self.hub, self.agreement = hub, agreement
        self.dice = hub.dice("roll", agreement.code)
        self.nursery = Nursery(agreement, self.dice)
        self.schools = cycle(self.settings)
        self.thickness = USUAL_QUARTERS / (hub.quarters.index(hub.newest) + 1)

    @cached_property
    def settings(self) -> list[School]:
        """The schools that the partner goes to, in its own order."""
        known = list(self.hub.schools_of(self.agreement.area))
        dice = self.hub.dice("visited", self.agreement.area)
        visited = dice.sample(known, int(len(known) * dice.uniform(*WORKED_WITH)))
        return self.dice.sample(visited, len(visited))

    @cached_property
    def groups(self) -> dict[Quarter, tuple[Group, ...]]:
        """All groups by quarter, up to today's."""
        groups: dict[Quarter, tuple[Group, ...]] = {}
        for year in self.agreement.years:
            quarters = [q for q in self.agreement.quarters if q.year == year and q <= self.hub.now]
            going_on = self._going_on(_whole_class(groups, year - 1), year)
            regular = self._regular(quarters, _in_year(groups, year - 1))
            groups |= {q: (*regular[q], *going_on[q.number - 1]) for q in quarters}
        return groups

    def _regular(
        self, quarters: list[Quarter], last_year: tuple[Group, ...]
    ) -> dict[Quarter, tuple[Group, ...]]:
        if self.agreement.cohort == "quarter":
            return {q: self._classes(q) for q in quarters}
        groups = self._cohort(quarters[0].year, last_year) if quarters else ()
        return {q: self._shrunk(groups, q) for q in quarters}

    def _classes(self, quarter: Quarter) -> tuple[Group, ...]:
        """New classes for one quarter."""
        share = SUMMER_SHARE if quarter.number == 4 else 1
        many = max(1, round(self.agreement.groups * share))
        return tuple(self._class(quarter, n) for n in range(1, many + 1))

    def _class(self, quarter: Quarter, n: int) -> Group:
        school = next(self.schools)
        size = self.agreement.size + self.dice.randint(-3, 3)
        children = self.nursery.children(size, quarter.year, school)
        return self._group(f"Class {quarter.number}{n:02d}", school.urn, children)

    def _cohort(self, year: int, last_year: tuple[Group, ...]) -> tuple[Group, ...]:
        """Groups for a whole year, with those who stay from the year before."""
        stayers = {group.name: group.children for group in last_year}
        return tuple(
            self._yearly(f"Group {n}", stayers.get(f"Group {n}", ()), year)
            for n in range(1, self.agreement.groups + 1)
        )

    def _yearly(self, name: str, before: tuple[Child, ...], year: int) -> Group:
        school = next(self.schools)
        stay = self.dice.sample(before, int(len(before) * STAYING))
        size = max(2, self.agreement.size + self.dice.randint(-2, 2))
        new = self.nursery.children(max(0, size - len(stay)), year, school)
        return self._group(name, self._place(school), [*stay, *new])

    def _place(self, school: School) -> str:
        return school.urn if self.dice.random() < 0.6 else self.dice.choice(HALLS)

    def _group(self, name: str, setting: str, children: list[Child]) -> Group:
        agreement = self.agreement
        weekday = SATURDAY if "Saturday" in agreement.title else self.dice.randint(0, 4)
        sessions = max(1, round(agreement.sessions * self.thickness))
        return Group(
            name,
            agreement.activity,
            setting,
            weekday,
            agreement.hours,
            sessions,
            tuple(children),
        )

    def _shrunk(self, groups: tuple[Group, ...], quarter: Quarter) -> tuple[Group, ...]:
        """The groups as they are, or with fewer and fewer children where demand falls."""
        if self.agreement.story != "falling":
            return groups
        share = FALLING_BY ** self.hub.quarters.index(quarter)
        return tuple(
            replace(g, children=g.children[: max(2, round(self.agreement.size * share))])
            for g in groups
        )

    def _going_on(self, children: list[Child], year: int) -> list[tuple[Group, ...]]:
        """Last year's whole-class children who now play in ensembles, by quarter of the year."""
        many = round(len(children) * self.dice.uniform(*CONTINUING))
        joining = self.dice.sample(children, many)
        place = self.dice.choice(HALLS)
        ensembles = [
            Group(f"Ensemble {n}", "ensemble", place, n % 5, 1.5, 1, tuple(members))
            for n, members in enumerate(_in_choirs(joining), start=1)
        ]
        return [tuple(ensembles[: round(len(ensembles) * by)]) for by in JOIN_BY]


def _in_year(by_quarter: dict[Quarter, tuple[Group, ...]], year: int) -> tuple[Group, ...]:
    """The groups as they were at the year's end."""
    quarters = [quarter for quarter in by_quarter if quarter.year == year]
    return by_quarter[max(quarters)] if quarters else ()


def _whole_class(by_quarter: dict[Quarter, tuple[Group, ...]], year: int) -> list[Child]:
    groups = (g for quarter, groups in by_quarter.items() if quarter.year == year for g in groups)
    return [child for g in groups if g.activity == "whole class" for child in g.children]


def _in_choirs(children: list[Child]) -> list[list[Child]]:
    return [children[n : n + CHOIR_OF] for n in range(0, len(children), CHOIR_OF)]
