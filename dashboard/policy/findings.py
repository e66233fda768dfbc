"""What rules have in common: how a finding is made, and since when a flag has stood."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.domain.facts import AgreementFacts, HubFacts
from dashboard.domain.formatting import day
from dashboard.policy.rule import Evidence, Finding
from data.calendar import Quarter

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
    clears_when = f"{remedies[0].upper()}{remedies[1:]}. {chance}"
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
