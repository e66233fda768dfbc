"""One thing to have done before, or after, an agreement ends, and the case that it is asked of."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from dashboard.domain.facts import AgreementFacts, Decision
from dashboard.measures.kpi import Reading
from dashboard.policy.decision_history import effective_on, ending_decisions
from dashboard.policy.ending.provision import Provision
from data.policies import Policy


@dataclass(frozen=True)
class Item:
    """A thing to have done, how it stands, in a sentence, and what to do, blank where nothing."""

    title: str
    state: Literal["ready", "not yet", "cannot be told"]
    told: str
    todo: str = ""


@dataclass(frozen=True)
class Ending:
    """An agreement that ends, or might: its facts, and what it would leave behind.

    `reach` are the children of the newest quarters due, as they may be shown; `by_activity` the
    same of each activity, where there is more than one.
    """

    facts: AgreementFacts
    provisions: tuple[Provision, ...]
    reach: Reading
    by_activity: tuple[tuple[str, Reading], ...]
    policy: Policy

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Those that end it, oldest first."""
        return ending_decisions(self.facts)

    @property
    def is_decided(self) -> bool:
        return bool(self.decisions)

    @property
    def effective_on(self) -> date | None:
        return effective_on(self.facts)

    @property
    def ends_on(self) -> date:
        """Its last day: as decided, else its end date."""
        return self.effective_on or self.facts.agreement.ends_on

    @property
    def is_over(self) -> bool:
        return self.ends_on < self.facts.on
