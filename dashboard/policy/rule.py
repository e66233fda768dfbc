"""What a rule is, and the flag that it gives for one agreement, or for the hub, on a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dashboard.domain.facts import Act, Waiver

KINDS = {
    "review": "Due for review",
    "concern": "Concern",
    "conclude": "Ready to conclude",
    "money": "Money",
    "hub": "For the hub itself",
}
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


@dataclass(frozen=True)
class Flag:
    """A finding on a day, as pages and the command line show it; no codes where of no agreement.

    `settings` names the version of the settings by which it was judged; `acts` are what people
    entered about it while it stood, oldest first.
    """

    rule: Rule
    finding: Finding
    agreement_code: str | None
    agreement_title: str | None
    partner_code: str | None
    partner_name: str | None
    area: str
    on: date
    waiver: Waiver | None = None
    settings: str = ""
    acts: tuple[Act, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other flag of a day, and is the same from day to day."""
        return self.rule.key, self.agreement_code or self.area
