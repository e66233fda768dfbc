"""Rungs between going on and ending, and a place on one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dashboard.domain.facts import AgreementFacts
from dashboard.policy.flag import Flag
from dashboard.policy.reasons import Side, Standing
from data.formatting import day

RUNGS = (
    "continue",
    "watch",
    "review due",
    "improvement plan",
    "options appraisal",
    "conclude",
)


@dataclass(frozen=True)
class Place:
    """A rung that the facts point to, with sentences: why, what would move it up, what down.

    `side` is the kind of reason behind it, None where no reason stands. `is_fact` where people have
    decided and nothing is left to consider. `up` or `down` is blank where nothing moves it.
    """

    rung: str
    side: Side | None
    consider: str
    why: tuple[str, ...]
    up: str = ""
    down: str = ""
    is_fact: bool = False

    @property
    def height(self) -> int:
        return RUNGS.index(self.rung)


@dataclass(frozen=True)
class Case:
    """What is weighed: an agreement's facts, its six reasons, and all of its flags on the day."""

    facts: AgreementFacts
    standings: tuple[Standing, ...]
    flags: tuple[Flag, ...]

    def standing(self, side: Side) -> tuple[Standing, ...]:
        """The reasons of one side that stand; a waived one does not."""
        return tuple(
            standing
            for standing in self.standings
            if standing.stands and standing.reason.side == side
        )

    @cached_property
    def raised(self) -> tuple[Flag, ...]:
        return tuple(flag for flag in self.flags if flag.finding.state == "raised")

    @cached_property
    def waived(self) -> tuple[str, ...]:
        """Reasons that would stand were they not waived, as sentences."""
        return tuple(
            f"‘{standing.reason.title}’ is waived by {standing.flag.waiver.approved_by} until "
            f"{day(standing.flag.waiver.expires_on)} and does not count until then."
            for standing in self.standings
            if standing.flag.waiver
        )


def stands(standing: Standing) -> str:
    """`‘Objectives unmet’ stands since 25 March 2026.`"""
    since = standing.flag.finding.since
    return f"‘{standing.reason.title}’ stands{f' since {day(since)}' if since else ''}."


def cleared_by(flags: Iterable[Flag]) -> str:
    """What would clear some flags, as they say it themselves."""
    return " ".join(dict.fromkeys(f.finding.clears_when for f in flags if f.finding.clears_when))
