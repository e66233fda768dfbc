"""Judge of a scope: flags, outlooks and changes as the rules find them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.domain.facts import Agreement
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.measures.kpi import Reading
from dashboard.policy.changes import Changes, Happened, Happening, changes_between
from dashboard.policy.flag import Flag
from dashboard.policy.outlook import Outlook
from dashboard.policy.rule import Rule
from dashboard.store.flags import EVERY, flags_of
from dashboard.store.outlooks import REACH, Outlooks, givers
from dashboard.store.scoped_hub import ScopedHub
from dashboard.store.transaction import UNCHANGED
from data.adjustable import changed


@dataclass(frozen=True)
class Judge:
    """Judges a scope's hub: rules rest on whether something was written, and do not tell what."""

    _hub: ScopedHub

    def flags(
        self,
        on: date | None = None,
        rules: Collection[Rule] = EVERY,
        changes: Mapping[str, Any] = UNCHANGED,
    ) -> tuple[Flag, ...]:
        """Every state of every rule on a day, or of some.

        `changes` are settings to try in place of those in force on the day; the rest is cached.
        """
        if changes:
            return self._judged(on, rules, changes)
        key = ("flags", self._hub.transaction.moment(on), *(rule.key for rule in rules))
        return self._hub.recall(key, lambda: self._judged(on, rules))

    def _judged(
        self, on: date | None, rules: Collection[Rule], changes: Mapping[str, Any] = UNCHANGED
    ) -> tuple[Flag, ...]:
        snapshot = self._hub.with_free_text(on)
        policy = changed(snapshot.policy(), changes) if changes else snapshot.policy()
        acts = self._hub.snapshot(on).acts
        flags = flags_of(snapshot, self._hub.answering(on), acts, policy, rules)
        return tuple(flag for flag in flags if self._hub.scope.holds(flag.area))

    def flags_over(self, days: Iterable[date]) -> Iterator[tuple[date, tuple[Flag, ...]]]:
        """Every state of every rule on many days, one after the other; nothing of them is kept."""
        for day in days:
            snapshot, answering = self._hub.read(day)
            flags = flags_of(snapshot, answering, {}, snapshot.policy())
            yield day, tuple(flag for flag in flags if self._hub.scope.holds(flag.area))

    def outlooks(self, agreements: Iterable[Agreement]) -> tuple[Outlook, ...]:
        """What speaks for and against going on with agreements of the scope."""
        now, scope = self._hub.with_free_text(), self._hub.scope
        whole = self._hub.transaction.snapshot()
        gives = self._hub.recall("givers", lambda: givers(whole, scope))
        outlooks = Outlooks(now, self._hub.with_free_text, gives, self._reached)
        return tuple(outlooks.of(now.agreements[a.agreement_code]) for a in agreements)

    def _reached(self, selection: Selection) -> Reading:
        cell = Cell(self._hub.snapshot(), selection)
        return self._hub.transaction.readings([cell], [REACH], self._hub.scope.areas)[0][0]

    def changes(self, since: date, area: str | None = None) -> Changes:
        """What happened from the day after `since` until today; of one area where one is chosen."""
        flags = self.flags(since), self.flags()
        return changes_between(self._hub.snapshot(since), self._happening(area), *flags)

    def decisions(self, area: str | None = None) -> tuple[Happened, ...]:
        """Every decision, newest first."""
        return self._happening(area).decisions(lambda _: True)

    def _happening(self, area: str | None) -> Happening:
        return Happening(self._hub.snapshot(), area, self._options_weighed())

    def _options_weighed(self) -> dict[str, int]:
        """How many options each decision weighed, by its reference."""
        decisions = (d for taken in self._hub.with_free_text().decisions.values() for d in taken)
        return {d.decision_ref: len(d.options.split(";")) for d in decisions if d.options}
