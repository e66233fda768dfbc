"""The hub within a scope, read in one transaction and cached for all who share the scope."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date

from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Scope
from dashboard.store.cache import Answer
from dashboard.store.facts import Answering, agreements_answering
from dashboard.store.narrowing import narrowed, without_free_text
from dashboard.store.snapshots import read_snapshot
from dashboard.store.transaction import Transaction


@dataclass(frozen=True)
class ScopedHub:
    transaction: Transaction
    scope: Scope

    def recall(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """An answer that is the same for all of the scope, worked out once per data version."""
        return self.transaction.recall((self.scope, key), ask)

    def snapshot(self, on: date | None = None) -> Snapshot:
        """The scope's part of the hub on a day, as its viewers may read it."""
        if self.scope.has_free_text:
            return self.with_free_text(on)
        key = ("readable", self.transaction.moment(on))
        return self.recall(key, lambda: without_free_text(self.with_free_text(on)))

    def with_free_text(self, on: date | None = None) -> Snapshot:
        """The same with what people wrote, on which rules rest: whether a reason is recorded."""
        moment = self.transaction.moment(on)
        whole = self.transaction.snapshot(on)
        return self.recall(("narrowed", moment), lambda: self._narrowed(whole))

    def _narrowed(self, whole: Snapshot) -> Snapshot:
        """Waivers go along with flags, so that their reasons are left out here already."""
        held = narrowed(whole, self.scope)
        if self.scope.has_free_text:
            return held
        waivers = (row.without_free_text() for own in held.waivers.values() for row in own)
        return replace(held, registers=held.registers.replaced(waivers=waivers))

    def answering(self, on: date | None = None) -> Answering:
        """By need code the agreements that answer it; those outside the scope are not named."""
        whole = self.transaction.snapshot(on)
        key = ("answering", self.transaction.moment(on))
        return self.recall(key, lambda: agreements_answering(whole, self.scope))

    def read(self, on: date) -> tuple[Snapshot, Answering]:
        """Both on a day that is looked at once, and not cached."""
        moment = self.transaction.moment(on)
        whole = read_snapshot(self.transaction.connection, moment)
        return self._narrowed(whole), agreements_answering(whole, self.scope)
