"""Changes since a day: flags, reviews, decisions, agreements and risks."""

from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import Agreement, Call, Decision, Partner, Review, Risk
from dashboard.policy.flag import Flag

WAITING = ("renewal_decision_due", "award_not_approved", "improvement_plan_open", "need_uncovered")


@dataclass(frozen=True)
class Happened:
    """A review held or a decision taken, with the agreement or the call that it is about.

    `partner` is who has the agreement or, of a call, whose proposal was decided on.
    `options` is how many options a decision weighed; their words are free text.
    """

    what: Review | Decision
    agreement: Agreement | None
    partner: Partner | None
    options: int = 0
    call: Call | None = None

    @property
    def on(self) -> date:
        return self.what.held_on if isinstance(self.what, Review) else self.what.decided_on


@dataclass(frozen=True)
class Changes:
    """From a day to today, within the viewer's areas.

    `raised` are flags that stand now and did not on the day, `cleared` those that stood and do not
    now, `carried` those that stood on both; `risks` are open risks, then and now.
    """

    since: date
    raised: tuple[Flag, ...]
    cleared: tuple[Flag, ...]
    carried: tuple[Flag, ...]
    reviews: tuple[Happened, ...]
    decisions: tuple[Happened, ...]
    began: tuple[Agreement, ...]
    ended: tuple[Agreement, ...]
    risks_then: tuple[Risk, ...]
    risks_now: tuple[Risk, ...]

    @property
    def waiting(self) -> tuple[Flag, ...]:
        """Flags that a decision would clear, the oldest first."""
        standing = [*self.raised, *self.carried]
        return tuple(
            sorted(
                (f for f in standing if f.rule.kind == "conclude" or f.rule.key in WAITING),
                key=lambda flag: flag.finding.since or flag.on,
            )
        )


def bands_of(risks: tuple[Risk, ...], bands: dict[str, int]) -> dict[str, int]:
    """How many risks lie in each band; `bands` are the scores from which each begins."""
    counted = dict.fromkeys(bands, 0)
    for risk in risks:
        reached = [name for name, start in bands.items() if risk.score >= start]
        counted[reached[-1]] += 1
    return counted
