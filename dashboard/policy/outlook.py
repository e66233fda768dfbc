"""Outlook of one agreement: reasons for and against going on, and what its end would leave."""

from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import Agreement
from dashboard.policy.ending.case import Item, Provision
from dashboard.policy.ladder_rungs import Place
from dashboard.policy.reasons import Standing


@dataclass(frozen=True)
class Outlook:
    """One agreement on a day.

    `judged_on` is the day of its six reasons: today, or its last day where it has ended; none are
    there before it begins. `ends_on` is its last day: as decided where `is_decided`, else its end
    date. `items` say how ready it is to end then, `provisions` what would be left to others.
    """

    agreement: Agreement
    on: date
    judged_on: date
    ends_on: date
    is_decided: bool
    standings: tuple[Standing, ...]
    places: tuple[Place, ...]
    items: tuple[Item, ...]
    provisions: tuple[Provision, ...]

    def has_ended(self) -> bool:
        return self.agreement.ends_on < self.on

    def is_settled(self) -> bool:
        """Whether it has ended, and nothing that was decided about its end is left to do."""
        is_done = all(item.state == "ready" for item in self.items)
        return self.has_ended() and (is_done or not self.is_decided)

    @property
    def leads_out(self) -> bool:
        """Whether a reason stands, or the end is decided: its end is worth looking at."""
        return any(standing.stands for standing in self.standings) or self.is_decided
