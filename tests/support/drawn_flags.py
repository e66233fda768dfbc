"""Draw a flag by hand, for what shows flags."""

from datetime import date

from dashboard.domain.facts import Waiver
from dashboard.policy.flag import Flag
from dashboard.policy.rule import Evidence, Finding
from dashboard.rules import RULES

TODAY = date(2026, 1, 15)
EVIDENCE = Evidence(
    "Return", "not received", "it was due on 28 December 2025", "2025/26 Q1", "returns"
)


def flag(rule: str, state: str = "raised", waiver: Waiver | None = None, **finding) -> Flag:
    """One of agreement A-1 of partner P-1 in Luton, since 29 December 2025."""
    same = {"evidence": (EVIDENCE,), "clears_when": "Send it.", "since": date(2025, 12, 29)}
    own = ("A-1", "Band", "P-1", "Choir", "Luton", TODAY)
    return Flag(RULES[rule], Finding(state, **same | finding), *own, waiver)
