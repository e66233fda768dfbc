"""What became of the flags of past quarters, from the days on which they are looked at."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from dashboard.backtest.episodes import Disagreement, Episode, deeds_of, episodes
from dashboard.backtest.flag_quality import Quality, of_rules
from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Viewer
from dashboard.store.flags import flags_of
from dashboard.store.reader import Reader
from dashboard.store.snapshots import read_snapshot
from data.calendar import Quarter, newest_due


def quality(
    reader: Reader, viewer: Viewer, quarters: tuple[Quarter, ...], area: str | None
) -> Quality:
    """Every rule's flags within the viewer's areas, of one area or all."""
    seen = [
        one
        for one in _looked_back(reader, quarters)
        if viewer.sees_detail_of(one.area) and area in (None, one.area)
    ]
    hub = reader.snapshot()
    reviews, decisions = map(chain.from_iterable, (hub.reviews.values(), hub.decisions.values()))
    deeds = deeds_of(reviews, decisions)
    return Quality(quarters, of_rules(seen, deeds, hub.policy(), list(_disagreements(hub))))


def _disagreements(hub: Snapshot) -> Iterator[Disagreement]:
    """What people said against flags, of an agreement or of an area."""
    for act in chain.from_iterable(hub.acts.values()):
        of = act.agreement_code or act.said.get("area")
        if act.act == "disagree" and act.rule and of:
            yield Disagreement(act.rule, of, act.written_on)


def _looked_back(reader: Reader, quarters: Sequence[Quarter]) -> list[Episode]:
    """The episodes of all flags; remembered."""
    days = tuple(days_looked_at(quarters, reader.today))

    def look() -> Iterator[tuple]:
        for day in days:
            snapshot = read_snapshot(reader.connection, reader.moment(day))
            yield day, flags_of(snapshot, snapshot.policy())

    return reader.memory.recall(reader.version, ("episodes", days), lambda: episodes(look()))


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
