"""Past quarters looked back on: settings tried out on them, and what became of their flags."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from dashboard.backtest.backtest import Backtest, Change, Rating, compared, rated
from dashboard.backtest.episodes import Disagreement, Episode, deeds_of, episodes
from dashboard.backtest.flag_quality import Quality, of_rules
from dashboard.backtest.trial import (
    Trial,
    in_force,
    kpis_resting_on,
    read_quarters,
    read_trial,
    rules_resting_on,
)
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Snapshot
from dashboard.store.session import Session
from data.adjustable import adjustable
from data.calendar import Quarter, newest_due
from data.hub import HUB, HUB_WIDE


def closed_quarters(session: Session) -> tuple[Quarter, ...]:
    """The quarters whose returns are due, oldest first: those that one can look back on."""
    return tuple(quarter for quarter in session.quarters if quarter.due_on < session.today)


def trial(
    session: Session, typed: Mapping[str, str], first: str | None = None, last: str | None = None
) -> Trial:
    """Settings and quarters as typed; `NotATrial` says all that is wrong with them."""
    return read_trial(session.policy(), typed, first, last, closed_quarters(session))


def backtest(session: Session, trial: Trial, area: str | None = None) -> Backtest:
    """What changed settings would have flagged and rated otherwise; of one area, or of all."""
    policies = [session.policy(quarter.due_on) for quarter in trial.quarters]
    return Backtest(
        trial,
        in_force(trial, policies, adjustable(policies[-1])),
        tuple(_changes(session, trial)),
        tuple(_ratings(session, trial)),
    ).of_area(area)


def _changes(session: Session, trial: Trial) -> Iterator[Change]:
    rules = rules_resting_on(trial)
    for quarter in trial.quarters if rules else ():
        before = session.judge.flags(quarter.due_on, rules)
        after = session.judge.flags(quarter.due_on, rules, trial.changes)
        yield from compared(quarter, before, after)


def _ratings(session: Session, trial: Trial) -> Iterator[Rating]:
    """Of the quarters' figures as they stand today, for the whole hub and each area."""
    keys = [kpi.key for kpi in kpis_resting_on(trial)]
    if not keys:
        return
    areas = (None, *HUB.area_names, HUB_WIDE)
    chosen = [Selection(quarter, area=area) for quarter in trial.quarters for area in areas]
    before = session.totals.of_each(chosen, keys)
    after = session.totals.of_each(chosen, keys, trial.changes)
    for was, would_be in zip(before, after, strict=True):
        yield from rated(was, would_be)


def quality(
    session: Session,
    first: str | None = None,
    last: str | None = None,
    area: str | None = None,
) -> Quality:
    """What became of the flags of each rule over some quarters, as typed; of one area or all."""
    quarters = read_quarters(first, last, closed_quarters(session))
    meant = [episode for episode in _episodes(session, quarters) if area in (None, episode.area)]
    hub = session.snapshot()
    reviews, decisions = map(chain.from_iterable, (hub.reviews.values(), hub.decisions.values()))
    deeds = deeds_of(reviews, decisions)
    return Quality(quarters, of_rules(meant, deeds, hub.policy(), list(_disagreements(hub))))


def _disagreements(hub: Snapshot) -> Iterator[Disagreement]:
    """What people said against flags, of an agreement or of an area."""
    for act in chain.from_iterable(hub.acts.values()):
        of = act.agreement_code or act.answers.get("area")
        if act.act == "disagree" and act.rule and of:
            yield Disagreement(act.rule, of, act.written_on)


def _episodes(session: Session, quarters: Sequence[Quarter]) -> list[Episode]:
    """The episodes of all flags; cached."""
    days = tuple(days_looked_at(quarters, session.today))
    return session.recall(("episodes", days), lambda: episodes(session.judge.flags_over(days)))


def days_looked_at(quarters: Sequence[Quarter], today: date) -> Iterator[date]:
    """The last day of each month from the first quarter to the last one's due day, and that day.

    Up to today where the last quarter is the newest whose returns are due.
    """
    last = today if quarters[-1] == newest_due(today) else quarters[-1].due_on
    day = _month_end(quarters[0].start)
    while day < last:
        yield day
        day = _month_end(day + timedelta(days=1))
    yield last


def _month_end(day: date) -> date:
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return next_month - timedelta(days=1)
