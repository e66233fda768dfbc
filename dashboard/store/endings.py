"""What speaks for and against going on with a partner's agreements, gathered for a viewer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.domain.facts import Agreement, AgreementFacts, Sessions
from dashboard.domain.selection import LastQuarters, Selection
from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Viewer
from dashboard.measures.kpi import Reading
from dashboard.policy.ending.case import Ending
from dashboard.policy.ending.provision import Giver, gives_of, provisions
from dashboard.policy.ending.readiness import readiness
from dashboard.policy.flag import Flag
from dashboard.policy.ladder import ladder
from dashboard.policy.outlook import Outlook
from dashboard.policy.reasons import Standing, standings
from dashboard.policy.reviews_and_decisions import last_day
from dashboard.store.agreement_facts import facts_of
from dashboard.store.flags import flags_of_agreement
from data.calendar import newest_due, quarter_of
from data.hub import HUB_WIDE
from data.policies import Policy
from data.vocabulary.activities import FOR_CHILDREN

REACH = "children_reached"


@dataclass(frozen=True)
class Gathering:
    """The hub as it is today and, for agreements that have ended, as it was on a past day.

    `reached` reads the children reached for a selection, as the viewer may see them.
    """

    viewer: Viewer
    snapshot: Snapshot
    past: Callable[[date], Snapshot]
    reached: Callable[[Selection], Reading]
    policy: Policy

    def outlook(self, agreement: Agreement) -> Outlook:
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
            places=ladder(facts, reasons, flags, self.policy),
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
        own = self._givers[facts.agreement.agreement_code]
        left = provisions(own, on, ends_on, self._givers.values(), facts.needs.values())
        return Ending(facts, left, *self._reach(facts.agreement), self.policy)

    @cached_property
    def _givers(self) -> dict[str, Giver]:
        return {code: self._giver(one) for code, one in self.snapshot.agreements.items()}

    def _giver(self, agreement: Agreement) -> Giver:
        delivered = (line.activity for line in self._lately(agreement))
        objectives = self.snapshot.objectives.get(agreement.agreement_code, ())
        needs = (objective.need_code for objective in objectives)
        return Giver(agreement, gives_of(agreement, delivered, needs), self._named(agreement))

    def _named(self, agreement: Agreement) -> str:
        """An agreement as the viewer may know it."""
        if not self.viewer.sees_detail_of(agreement.area):
            return f"an agreement in {agreement.area}"
        hub_wide = " (hub-wide)" if agreement.area == HUB_WIDE else ""
        return f"‘{agreement.title}’ by {self.snapshot.partner_of(agreement).name}{hub_wide}"

    def _reach(self, agreement: Agreement) -> tuple[Reading, tuple[tuple[str, Reading], ...]]:
        """Children of the newest quarters due, in all and by activity where there are several."""
        chosen = self._newest(agreement)
        held = {line.activity for line in self._lately(agreement)}
        several = [word for word in FOR_CHILDREN if word in held] if len(held) > 1 else []
        parts = [(word, self.reached(replace(chosen, activity=word))) for word in several]
        return self.reached(chosen), tuple(parts)

    def _lately(self, agreement: Agreement) -> list[Sessions]:
        """The sessions told for its newest quarters due."""
        came = self.snapshot.returns_by_agreement.get(agreement.agreement_code, {})
        quarters = self._newest(agreement).quarters
        return [line for quarter in quarters if quarter in came for line in came[quarter].sessions]

    def _newest(self, agreement: Agreement) -> LastQuarters:
        """The newest quarters due, or the last that it ran in where it has ended."""
        last = min(newest_due(self.snapshot.day), quarter_of(agreement.ends_on))
        count = self.policy.rules["ending_quarters"]
        return LastQuarters(last, agreement_code=agreement.agreement_code, count=count)
