"""Episodes of flags: from the first look that finds one up to the first that finds it gone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from dashboard.domain.facts import Decision, Review
from dashboard.policy.flag import Flag
from dashboard.policy.rule import FlagState, Rule

UP = ("raised", "waived")


class Disagreement(NamedTuple):
    """Somebody's word against a flag; `of` is an agreement's code, or an area where of none."""

    rule: str
    of: str
    on: date


@dataclass(frozen=True)
class Episode:
    """One flag from when it stood to the first day looked at on which it no longer did.

    `ended_on` is None while it stands; `ended_as` is what the rule said then, None where it was no
    longer judged.
    """

    rule: Rule
    agreement_code: str | None
    area: str
    began_on: date
    last_seen: date
    ended_on: date | None = None
    ended_as: FlagState | None = None
    was_waived: bool = False

    def spans(self, day: date) -> bool:
        """Whether it stood on a day; on the one on which it was found gone something may end it."""
        return self.began_on <= day <= (self.ended_on or self.last_seen)

    def is_answered_by(self, deed_on: date) -> bool:
        """Whether a deed came while it stood; what was done on its first day may be its cause."""
        return self.began_on < deed_on and self.spans(deed_on)


def episodes(looks: Iterable[tuple[date, Iterable[Flag]]]) -> list[Episode]:
    """The episodes of all flags, from all states of all rules on some days, oldest first."""
    standing: dict[tuple[str, str], Episode] = {}
    ended, before = [], date.min
    for day, flags in looks:
        by_key = {flag.key: flag for flag in flags}
        for key in [key for key in standing if not _is_up(by_key.get(key))]:
            ended.append(_ended(standing.pop(key), day, by_key.get(key)))
        for key, flag in by_key.items():
            if _is_up(flag):
                standing[key] = _seen(standing.get(key) or _begun(flag, before), flag)
        before = day
    return [*ended, *standing.values()]


def _is_up(flag: Flag | None) -> bool:
    return flag is not None and flag.finding.state in UP


def _begun(flag: Flag, before: date) -> Episode:
    """From the day since which it stood, if that lies after the last look, which saw it clear."""
    since = flag.finding.since
    began_on = since if since and before < since <= flag.on else flag.on
    return Episode(flag.rule, flag.agreement_code, flag.area, began_on, flag.on)


def _seen(episode: Episode, flag: Flag) -> Episode:
    waived = episode.was_waived or flag.finding.state == "waived"
    return replace(episode, area=flag.area, last_seen=flag.on, was_waived=waived)


def _ended(episode: Episode, day: date, flag: Flag | None) -> Episode:
    return replace(episode, ended_on=day, ended_as=flag.finding.state if flag else None)


def deeds_of(reviews: Iterable[Review], decisions: Iterable[Decision]) -> dict[str, list[date]]:
    """By agreement the days on which a review was held or a decision taken, but for its award."""
    days = defaultdict(list)
    for review in reviews:
        if review.held_on:
            days[review.agreement_code].append(review.held_on)
    for decision in decisions:
        if decision.kind != "award" and decision.agreement_code:
            days[decision.agreement_code].append(decision.decided_on)
    return days
