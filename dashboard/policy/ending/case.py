"""Ending: the case of an agreement that ends or might, its points, and what it provides."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from dashboard.domain.facts import AgreementFacts, Decision
from dashboard.measures.kpi import Reading
from dashboard.policy.reviews_and_decisions import effective_on, ending_decisions
from data.formatting import day, listed
from data.policies import Policy

Kind = Literal["activity", "function", "need"]


@dataclass(frozen=True)
class Provision:
    """One thing that an agreement gives, and who else does: beyond its end, or until then only.

    `hub_wide` are agreements of the lead organisation beyond the end, which are for all areas.
    """

    kind: Kind
    what: str
    area: str
    kept_by: tuple[str, ...]
    ends_too: tuple[str, ...]
    hub_wide: tuple[str, ...]

    @property
    def fate(self) -> Literal["kept", "hub-wide", "ends too", "lost"]:
        """Whether it goes on here, only with hub-wide agreements, or with none at all.

        It `ends too` where others give it up to the same day only: then it rests on their renewal.
        """
        if self.kept_by:
            return "kept"
        return "hub-wide" if self.hub_wide else "ends too" if self.ends_too else "lost"

    @property
    def label(self) -> str:
        """`no ensemble`, `no agreement for Inclusion`, `need N-3 ‘Few children play’`."""
        words = {"activity": "no {}", "function": "no agreement for {}", "need": "need {}"}
        return words[self.kind].format(self.what)

    def others_said(self, ends_on: date) -> str:
        """Who else gives it and for how long, as a sentence."""
        return {
            "kept": f"Goes on with {listed(self.kept_by)}.",
            "hub-wide": f"Goes on with {listed(self.hub_wide)} only.",
            "ends too": f"Given by {listed(self.ends_too)}, but not beyond {day(ends_on)}.",
            "lost": "No other agreement gives it.",
        }[self.fate]


@dataclass(frozen=True)
class Item:
    """A thing to have done, how it stands, in a sentence, and what to do, blank where nothing."""

    title: str
    state: Literal["ready", "not yet", "cannot be told"]
    sentence: str
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
