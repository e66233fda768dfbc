"""What rules have in common: how a finding is made, and since when a flag has stood."""

from collections.abc import Iterable
from datetime import date

from dashboard.facts import AgreementFacts
from dashboard.rule import Evidence, Finding
from dashboard.saying import day
from data.warehouse.quarters import Quarter

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
