"""How good the flags of each rule were: acted on, dismissed, cleared by themselves, or standing.

The flags are looked at on some days, one after the other. An episode runs from the first of these
days on which a flag is up, raised or waived, to the first on which it no longer is. Each episode
counts once, under the first of these that holds:

*dismissed*: the flag was waived, or somebody recorded that they disagree with it;
*acted on*: while it stood a review of the agreement was held or a decision on it taken (an
improvement plan is one), or it cleared and only the deed that it asks for could clear it: the
return came, the payment was made, the approval was recorded;
*still standing*: it was up on the last day;
*cleared by itself*: all others. New figures, the calendar or the agreement's end took it away.

A rule is noisy where a set share of what it raised was dismissed or cleared by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple, get_args

from dashboard.domain.facts import Decision, Review
from dashboard.policy.rule import Flag, FlagState, Rule
from dashboard.rules import RULES
from data.calendar import Quarter
from data.policies import Policy

Fate = Literal["acted_on", "dismissed", "cleared_by_itself", "still_standing"]
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


@dataclass(frozen=True)
class RuleQuality:
    """How many episodes one rule raised, and what became of them; the four add up to `raised`."""

    rule: Rule
    acted_on: int
    dismissed: int
    cleared_by_itself: int
    still_standing: int
    is_noisy: bool

    @property
    def raised(self) -> int:
        return self.acted_on + self.dismissed + self.cleared_by_itself + self.still_standing

    @property
    def came_to_nothing(self) -> int:
        return self.dismissed + self.cleared_by_itself


@dataclass(frozen=True)
class Quality:
    """What became of the flags of every rule over some quarters."""

    quarters: tuple[Quarter, ...]
    rules: tuple[RuleQuality, ...]

    @property
    def noisy(self) -> list[RuleQuality]:
        return [one for one in self.rules if one.is_noisy]


def episodes(looks: Iterable[tuple[date, Iterable[Flag]]]) -> list[Episode]:
    """The episodes of all flags, from all states of all rules on some days, oldest first."""
    standing: dict[tuple[str, str], Episode] = {}
    ended, before = [], date.min
    for day, flags in looks:
        found = {flag.key: flag for flag in flags}
        for key in [key for key in standing if not _is_up(found.get(key))]:
            ended.append(_ended(standing.pop(key), day, found.get(key)))
        for key, flag in found.items():
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
    found = defaultdict(list)
    for review in reviews:
        if review.held_on:
            found[review.agreement_code].append(review.held_on)
    for decision in decisions:
        if decision.kind != "award" and decision.agreement_code:
            found[decision.agreement_code].append(decision.decided_on)
    return found


def of_rules(
    found: Iterable[Episode],
    deeds: Mapping[str, Collection[date]],
    policy: Policy,
    disagreements: Collection[Disagreement] = (),
) -> tuple[RuleQuality, ...]:
    """Every rule, in the rules' order; `policy` says from when on one is noisy."""
    fates = defaultdict(Counter)
    for one in found:
        fates[one.rule.key][_fate(one, deeds, disagreements)] += 1
    return tuple(_of_rule(rule, fates[rule.key], policy) for rule in RULES.values())


def _fate(
    episode: Episode, deeds: Mapping[str, Collection[date]], against: Collection[Disagreement]
) -> Fate:
    if episode.was_waived or any(_is_against(word, episode) for word in against):
        return "dismissed"
    own = deeds.get(episode.agreement_code, ())
    was_put_right = episode.ended_as == "clear" and episode.rule.cleared_by == "deed"
    if was_put_right or any(map(episode.is_answered_by, own)):
        return "acted_on"
    return "cleared_by_itself" if episode.ended_on else "still_standing"


def _is_against(word: Disagreement, episode: Episode) -> bool:
    of = episode.agreement_code or episode.area
    return (word.rule, word.of) == (episode.rule.key, of) and episode.spans(word.on)


def _of_rule(rule: Rule, fates: Counter, policy: Policy) -> RuleQuality:
    counts = {fate: fates[fate] for fate in get_args(Fate)}
    nothing, raised = counts["dismissed"] + counts["cleared_by_itself"], sum(counts.values())
    is_enough = raised >= policy.rules["noisy_min_raised"]
    is_noisy = is_enough and nothing >= policy.rules["noisy_share"] * raised - 1e-9
    return RuleQuality(rule, **counts, is_noisy=is_noisy)
