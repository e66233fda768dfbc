"""Quality of a rule's flags: acted on, dismissed, cleared by themselves, or standing.

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
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from dashboard.backtest.episodes import Disagreement, Episode
from dashboard.policy.rule import Rule
from dashboard.rules import RULES
from data.calendar import Quarter
from data.policies import Policy

Fate = Literal["acted_on", "dismissed", "cleared_by_itself", "still_standing"]


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
        return [rule for rule in self.rules if rule.is_noisy]


def of_rules(
    episodes: Iterable[Episode],
    deeds: Mapping[str, Collection[date]],
    policy: Policy,
    disagreements: Collection[Disagreement] = (),
) -> tuple[RuleQuality, ...]:
    """Every rule, in the rules' order; `policy` says from when on one is noisy."""
    fates = defaultdict(Counter)
    for episode in episodes:
        fates[episode.rule.key][_fate(episode, deeds, disagreements)] += 1
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
