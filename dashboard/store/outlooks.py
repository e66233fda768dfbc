"""Outlooks of a partner's agreements: points for and against going on with them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dashboard.domain.facts import Agreement, AgreementFacts, Sessions
from dashboard.domain.selection import LastQuarters, Selection
from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Scope
from dashboard.measures.kpi import Reading
from dashboard.policy.ending.case import Ending
from dashboard.policy.ending.provision import Giver, gives_of, provisions
from dashboard.policy.ending.readiness import readiness
from dashboard.policy.flag import Flag
from dashboard.policy.ladder import ladder
from dashboard.policy.outlook import Outlook
from dashboard.policy.reasons import Standing, standings
from dashboard.policy.reviews_and_decisions import last_day
from dashboard.store.facts import facts_of, unnamed
from dashboard.store.flags import flags_of_agreement
from data.calendar import newest_due, quarter_of
from data.hub import HUB_WIDE
from data.vocabulary.activities import FOR_CHILDREN

REACH = "children_reached"


def givers(snapshot: Snapshot, scope: Scope) -> dict[str, Giver]:
    """What each agreement of the whole hub gives; those outside the scope are not named."""
    return {
        code: _giver(snapshot, agreement, scope) for code, agreement in snapshot.agreements.items()
    }


def _giver(snapshot: Snapshot, agreement: Agreement, scope: Scope) -> Giver:
    delivered = (line.activity for line in _lately(snapshot, agreement))
    objectives = snapshot.objectives.get(agreement.agreement_code, ())
    gives = gives_of(agreement, delivered, (objective.need_code for objective in objectives))
    if not scope.holds(agreement.area):
        known = unnamed(agreement)
        return Giver(known, gives, known.title)
    hub_wide = " (hub-wide)" if agreement.area == HUB_WIDE else ""
    name = f"‘{agreement.title}’ by {snapshot.partner_of(agreement).name}{hub_wide}"
    return Giver(agreement, gives, name)


def _lately(snapshot: Snapshot, agreement: Agreement) -> list[Sessions]:
    """The sessions told for its newest quarters due."""
    returns = snapshot.returns_by_agreement.get(agreement.agreement_code, {})
    quarters = _newest(snapshot, agreement).quarters
    return [line for q in quarters if q in returns for line in returns[q].sessions]


def _newest(snapshot: Snapshot, agreement: Agreement) -> LastQuarters:
    """The newest quarters due, or the last that it ran in where it has ended."""
    last = min(newest_due(snapshot.day), quarter_of(agreement.ends_on))
    count = snapshot.policy().rules["ending_quarters"]
    return LastQuarters(last, agreement_code=agreement.agreement_code, count=count)


@dataclass(frozen=True)
class Outlooks:
    """The hub as it is today and, for agreements that have ended, as it was on a past day.

    `reached` reads the children reached for a selection of one agreement.
    """

    snapshot: Snapshot
    past: Callable[[date], Snapshot]
    givers: dict[str, Giver]
    reached: Callable[[Selection], Reading]

    def of(self, agreement: Agreement) -> Outlook:
        policy = self.snapshot.policy()
        facts = facts_of(self.snapshot, agreement)
        judged_on = min(facts.on, agreement.ends_on)
        flags, reasons = self._judged(agreement, judged_on)
        ending = self._ending(facts)
        return Outlook(
            agreement=agreement,
            on=facts.on,
            judged_on=judged_on,
            ends_on=ending.ends_on,
            is_decided=ending.is_decided,
            standings=reasons,
            places=ladder(facts, reasons, flags, policy),
            items=readiness(ending),
            provisions=ending.provisions,
        )

    def _judged(
        self, agreement: Agreement, on: date
    ) -> tuple[tuple[Flag, ...], tuple[Standing, ...]]:
        """The flags of an agreement and its six reasons on a day, as they were known on it."""
        snapshot = self.snapshot if on == self.snapshot.day else self.past(on)
        known = snapshot.agreements.get(agreement.agreement_code)
        if known is None:
            return (), ()
        policy = self.snapshot.policy(on)
        flags = tuple(flags_of_agreement(snapshot, known, policy))
        return flags, standings(flags, facts_of(snapshot, known), policy)

    def _ending(self, facts: AgreementFacts) -> Ending:
        ends_on = last_day(facts)
        on = min(facts.on, ends_on)
        own = self.givers[facts.agreement.agreement_code]
        left = provisions(own, on, ends_on, self.givers.values(), facts.needs.values())
        reach = self._reach(facts.agreement)
        return Ending(facts, left, *reach, self.snapshot.policy())

    def _reach(self, agreement: Agreement) -> tuple[Reading, tuple[tuple[str, Reading], ...]]:
        """Children of the newest quarters due, in all and by activity where there are several."""
        chosen = _newest(self.snapshot, agreement)
        held = {line.activity for line in _lately(self.snapshot, agreement)}
        several = [word for word in FOR_CHILDREN if word in held] if len(held) > 1 else []
        parts = [(word, self.reached(replace(chosen, activity=word))) for word in several]
        return self.reached(chosen), tuple(parts)
