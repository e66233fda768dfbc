"""Changes since a day: flags, reviews, decisions, agreements and risks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import Agreement, Call, Decision, Partner, Review, Risk
from dashboard.domain.snapshot import Snapshot
from dashboard.policy.flag import Flag
from data.hub import HUB_WIDE

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


@dataclass(frozen=True)
class Happening:
    """Reviews, decisions and risks of a snapshot, of one area or of all.

    `options` says by a decision's reference how many options it weighed.
    """

    snapshot: Snapshot
    area: str | None
    options: Mapping[str, int]

    def is_meant(self, area: str) -> bool:
        return self.area in (None, area)

    def reviews(self, is_wanted: Callable[[Review], bool]) -> tuple[Happened, ...]:
        """Some reviews, newest first."""
        return self._newest_first(self.snapshot.reviews.values(), is_wanted)

    def decisions(self, is_wanted: Callable[[Decision], bool]) -> tuple[Happened, ...]:
        """Some decisions, newest first; those of no agreement are of their call's area."""
        return self._newest_first(self.snapshot.decisions.values(), is_wanted)

    def _newest_first(self, rows: Iterable[Iterable], is_wanted: Callable) -> tuple[Happened, ...]:
        happened = [
            self._happened(row)
            for own in rows
            for row in own
            if is_wanted(row) and self.is_meant(self._area_of(row.agreement_code, self._call(row)))
        ]
        return tuple(sorted(happened, key=lambda event: event.on or date.max, reverse=True))

    def open_risks(self, then: Snapshot) -> tuple[Risk, ...]:
        """The risks open on a day, by the areas that their agreements are of now."""
        return tuple(
            risk
            for code, own in then.risks.items()
            if self.is_meant(self._area_of(code))
            for risk in own
            if risk.is_open
        )

    def _area_of(self, code: str | None, call: Call | None = None) -> str:
        agreement = self.snapshot.agreements.get(code)
        return agreement.area if agreement else call.area if call else HUB_WIDE

    def _call(self, row: Review | Decision) -> Call | None:
        code = row.opportunity_code if isinstance(row, Decision) else None
        return self.snapshot.calls.get(code)

    def _happened(self, row: Review | Decision) -> Happened:
        agreement = self.snapshot.agreements.get(row.agreement_code)
        partner = self.snapshot.partner_of(agreement) if agreement else self._proposer(row)
        options = self.options.get(row.decision_ref, 0) if isinstance(row, Decision) else 0
        return Happened(row, agreement, partner, options, self._call(row))

    def _proposer(self, row: Review | Decision) -> Partner | None:
        """Whose proposal was decided on; nobody is named where the call's area is unknown."""
        if not self._call(row):
            return None
        return self.snapshot.partners.get(row.deliverer_partner_code)


def changes_between(
    then: Snapshot, happening: Happening, before: Iterable[Flag], after: Iterable[Flag]
) -> Changes:
    """What happened from the day after a snapshot's until today, whose flags are `after`."""
    since, today = then.day, happening.snapshot.day
    was, now = _raised(before, happening), _raised(after, happening)
    agreements = happening.snapshot.agreements.values()
    meant = [agreement for agreement in agreements if happening.is_meant(agreement.area)]
    return Changes(
        since=since,
        raised=_in_order(now[key] for key in now.keys() - was.keys()),
        cleared=_in_order(was[key] for key in was.keys() - now.keys()),
        carried=_in_order(now[key] for key in now.keys() & was.keys()),
        reviews=happening.reviews(lambda review: since < (review.held_on or since) <= today),
        decisions=happening.decisions(lambda decision: since < decision.decided_on <= today),
        began=tuple(a for a in meant if since < a.starts_on <= today),
        ended=tuple(a for a in meant if since <= a.ends_on < today),
        risks_then=happening.open_risks(then),
        risks_now=happening.open_risks(happening.snapshot),
    )


def _raised(flags: Iterable[Flag], happening: Happening) -> dict[tuple, Flag]:
    return {
        (flag.rule.key, flag.agreement_code, flag.area): flag
        for flag in flags
        if flag.finding.state == "raised" and happening.is_meant(flag.area)
    }


def _in_order(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    return tuple(sorted(flags, key=lambda f: (f.finding.since or f.on, f.rule.key, f.area)))
