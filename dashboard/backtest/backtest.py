"""Back-test: the flags and ratings that changed settings would have given, beside the real ones.

On the due day of each past quarter every rule that rests on a changed setting is judged twice:
with the settings in force on that day, and with the changed ones. A flag that would have been
raised and was not is *raised*, one that was and would not have been is *lost*, one raised either
way is *kept*; what is raised neither way but says something else (that it cannot be judged, say) is
*otherwise*. A flag that stands on several due days counts once for each of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from dashboard.backtest.trial import Trial, kpis_resting_on, rules_resting_on
from dashboard.measures.kpi import Kpi, Rag, Reading
from dashboard.policy.flag import Flag
from dashboard.policy.rule import FlagState, Rule
from data.calendar import Quarter

Outcome = Literal["raised", "lost", "kept", "otherwise"]
OUTCOMES: tuple[Outcome, ...] = ("raised", "lost", "otherwise", "kept")


@dataclass(frozen=True)
class Change:
    """One flag on one quarter's due day, as it was judged and as it would have been.

    `was` and `would_be` are None where the rule was not judged at all, long after an agreement's
    end. `flag` is as it would be, or as it was where it would not be judged.
    """

    quarter: Quarter
    flag: Flag
    was: FlagState | None
    would_be: FlagState | None
    heavier: int = 0  # by how much its severity would be higher

    @property
    def outcome(self) -> Outcome:
        if "raised" not in (self.was, self.would_be):
            return "otherwise"
        if self.was == self.would_be:
            return "kept"
        return "lost" if self.was == "raised" else "raised"


@dataclass(frozen=True)
class Rating:
    """The colour of one KPI for one quarter and area (None: the whole hub), was and would be."""

    quarter: Quarter
    kpi: Kpi
    area: str | None
    was: Rag
    would_be: Rag


@dataclass(frozen=True)
class Backtest:
    """A trial, the values that were in force (by setting, each once), and what would differ."""

    trial: Trial
    in_force: Mapping[str, tuple[Any, ...]]
    changes: tuple[Change, ...]
    ratings: tuple[Rating, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        return rules_resting_on(self.trial)

    @property
    def kpis(self) -> tuple[Kpi, ...]:
        return kpis_resting_on(self.trial)

    def having(self, *outcomes: Outcome) -> tuple[Change, ...]:
        """The changes of some outcomes, in the order of the outcomes, then by quarter."""
        return tuple(
            change for wanted in outcomes for change in self.changes if change.outcome == wanted
        )

    def counted(self, changes: Iterable[Change] | None = None) -> dict[Outcome, int]:
        """How many changes have each outcome, of some or of all."""
        counts = Counter(
            change.outcome for change in (self.changes if changes is None else changes)
        )
        return {outcome: counts[outcome] for outcome in OUTCOMES}

    def of_area(self, area: str | None) -> "Backtest":
        """The same of one area; of all where none is chosen."""
        return replace(
            self,
            changes=tuple(change for change in self.changes if area in (None, change.flag.area)),
            ratings=tuple(rating for rating in self.ratings if area in (None, rating.area)),
        )


def compared(quarter: Quarter, before: Iterable[Flag], after: Iterable[Flag]) -> Iterator[Change]:
    """What differs between two judgements of one day, and the flags that both raise."""
    was, would_be = _by_key(before), _by_key(after)
    for key in was | would_be:
        change = _change(quarter, was.get(key), would_be.get(key))
        if change.was != change.would_be or change.outcome == "kept":
            yield change


def _change(quarter: Quarter, was: Flag | None, would_be: Flag | None) -> Change:
    states = [flag.finding.state if flag else None for flag in (was, would_be)]
    heavier = would_be.finding.severity - was.finding.severity if was and would_be else 0
    return Change(quarter, would_be or was, *states, heavier)


def _by_key(flags: Iterable[Flag]) -> dict[tuple[str, str], Flag]:
    return {flag.key: flag for flag in flags}


def rated(before: Iterable[Reading], after: Iterable[Reading]) -> Iterator[Rating]:
    """Readings whose colour differs, from the same readings in the same order."""
    for was, would_be in zip(before, after, strict=True):
        if was.rag != would_be.rag:
            chosen = was.selection
            yield Rating(chosen.quarter, was.kpi, chosen.area, was.rag, would_be.rag)
