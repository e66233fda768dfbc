"""Rule: a reason to talk, as a pure function of facts and settings, and how its finding is made."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from dashboard.domain.facts import AgreementFacts, HubFacts
from dashboard.domain.formatting import capitalised
from data.calendar import Quarter
from data.formatting import day

FlagState = Literal["raised", "clear", "not_computable", "waived"]


@dataclass(frozen=True)
class Evidence:
    """One measured fact behind a flag: its parts read one after the other as a sentence."""

    measure: str
    value: str
    threshold: str
    period: str
    source: str

    def __str__(self) -> str:
        """`Positive answers: 50% in 2025/26 Q3; at least 60% is asked`"""
        return f"{self.measure.rstrip('.')}: {self.value}{self._when}; {self.threshold}"

    @property
    def _when(self) -> str:
        """The period, where it is quarters and not said with the threshold already."""
        if " Q" not in self.period or self.period in self.threshold:
            return ""
        if self.period.startswith("to "):
            return f" by the end of {self.period.removeprefix('to ')}"
        return f" from {self.period}" if " to " in self.period else f" in {self.period}"


@dataclass(frozen=True)
class Finding:
    """What a rule says: its state, why, since when, and what would clear it."""

    state: FlagState
    evidence: tuple[Evidence, ...] = ()
    clears_when: str | None = None
    since: date | None = None
    missing: str | None = None
    severity: int = 1


@dataclass(frozen=True)
class Rule:
    """A reason to talk to a partner, in words and as a pure function of facts and settings.

    `judge` gets the facts of one agreement on a day (or of the hub) and the settings in force.
    `kind` says what its flag is: `hub` where the hub itself has left something undone. A `concern`
    and a reason to `conclude` are about a partner: a blank or silence alone never raises them.
    `of` says of what it is judged: each agreement, each area, the hub itself. `kpis` names the KPIs
    whose quarterly values it is handed, `settings` those settings that it reads. `cleared_by` is
    `figures` where new figures or the calendar alone may clear it, so that its being clear does not
    say that anybody did anything. `after_end` where it is still judged for a while after an
    agreement has ended.
    """

    key: str
    kind: Literal["review", "concern", "conclude", "money", "hub"]
    clause: str
    title: str
    sentence: str
    judge: Callable[[Any, Any], Finding]
    kpis: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    cleared_by: Literal["deed", "figures"] = "deed"
    of: tuple[Literal["agreement", "area", "hub"], ...] = ("agreement",)
    after_end: bool = False

    def rests_on(self, setting: str) -> bool:
        """Whether a setting may change what it says; `quotes.luton` is one of the `quotes`."""
        is_read = setting.partition(".")[0] in self.settings
        return is_read or (self.after_end and setting == "after_end_days")


CLEAR = Finding("clear")


def clear(*evidence: Evidence) -> Finding:
    return Finding("clear", evidence)


def not_computable(missing: str, *evidence: Evidence) -> Finding:
    """Too little is known: `missing` says what is wanted."""
    return Finding("not_computable", evidence, missing=missing)


def raised(
    evidence: Iterable[Evidence], since: date | None, clears_when: str, severity: int = 1
) -> Finding:
    return Finding("raised", tuple(evidence), clears_when, since, severity=severity)


class Fault(NamedTuple):
    """One of several things that may raise a flag; `remedy` is told without a full stop."""

    evidence: Evidence
    since: date | None
    remedy: str


def raised_by(faults: Sequence[Fault], chance: str, severity: int = 1) -> Finding:
    """Raised since the oldest fault; `chance` says until when they can be put right."""
    since = min((fault.since for fault in faults if fault.since), default=None)
    remedies = "; ".join(dict.fromkeys(fault.remedy for fault in faults))
    clears_when = f"{capitalised(remedies)}. {chance}"
    return raised([fault.evidence for fault in faults], since, clears_when, severity)


def while_it_runs(facts: AgreementFacts | HubFacts) -> str:
    """Until when a deed still clears a flag, as a sentence."""
    if isinstance(facts, HubFacts):
        return "That can be done at any time."
    ends_on = facts.agreement.ends_on
    if ends_on < facts.on:
        return "That can still be done although the agreement has ended."
    return f"That can be done until the agreement ends on {day(ends_on)}."


def standing_since(judged: Iterable[tuple[date, bool]]) -> date | None:
    """The day from which something has held without a break, from (day it was known, held)."""
    since = None
    for known_on, holds in judged:
        since = (since or known_on) if holds else None
    return since


def known_on(facts: AgreementFacts, quarter: Quarter) -> date:
    """The day on which a quarter's return came."""
    return facts.returns[quarter].received.received_on


def chance_after(facts: AgreementFacts, last: Quarter) -> str:
    """Whether a later return can still tell otherwise before the agreement ends, as a sentence."""
    quarter = facts.next_quarter(last)
    if quarter is None:
        ends = day(facts.agreement.ends_on)
        return f"No further return is owed before the agreement ends on {ends}."
    return f"The next return that can show it is {quarter}, due {day(quarter.due_on)}."
