"""Flag: a finding of a rule on a day, the kinds of flags, and which weigh most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import Act, Waiver
from dashboard.policy.rule import Finding, Rule

KINDS = {
    "review": "Due for review",
    "concern": "Concern",
    "conclude": "Ready to conclude",
    "money": "Money",
    "hub": "For the hub itself",
}
GRAVEST = 5
ORDER = ("concern", "review", "money", "conclude", "hub")


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


def to_talk_to(raised: Iterable[Flag]) -> set[str]:
    """The partners that give a reason to talk: one with a flag that the hub cannot put right."""
    return {flag.partner_code for flag in raised if flag.partner_code and flag.rule.kind != "hub"}


def gravest(raised: Sequence[Flag], most: int | None = GRAVEST) -> list[Flag]:
    """By kind, then severity, then age; all of them where `most` is None."""
    return sorted(
        raised,
        key=lambda flag: (
            ORDER.index(flag.rule.kind),
            -flag.finding.severity,
            flag.finding.since or flag.on,
        ),
    )[:most]
