"""Restatements of closed quarters: figures that changed, from what to what, on which day and why.

A day is the finest step that history keeps: what came and was replaced within one day leaves no
trace here. What is compared is what pages show, after small numbers are hidden and the rest
rounded, so that nothing can be told here that the pages of the two days did not tell.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.domain.formatting import in_unit
from dashboard.domain.viewer import Viewer
from dashboard.measures.kpi import Kpi, Reading
from data.calendar import Quarter


@dataclass(frozen=True)
class Cause:
    """A file that brought something on a day: a return, or a row of the register named in `what`.

    `agreement_code` is None where no single agreement is meant. All three of agreement, area and
    file are None where the viewer may not know whose it was.
    """

    what: str
    agreement_code: str | None
    area: str | None
    file_name: str | None


@dataclass(frozen=True)
class Change:
    """What began to hold on a day, and the quarters and areas whose figures it may have moved."""

    day: date
    quarters: frozenset[Quarter]
    areas: frozenset[str]
    cause: Cause

    def may_have_moved(self, reading: Reading) -> bool:
        chosen = reading.selection
        return chosen.quarter in self.quarters and (
            chosen.area is None or chosen.area in self.areas
        )


@dataclass(frozen=True)
class Restatement:
    """One KPI of a closed quarter that read differently from a day on; `area` None is the hub."""

    day: date
    quarter: Quarter
    area: str | None
    before: Reading
    after: Reading
    causes: tuple[Cause, ...]

    @property
    def kpi(self) -> Kpi:
        return self.after.kpi

    def for_viewer(self, viewer: Viewer) -> "Restatement":
        """The same, without the files and agreements of areas that are not the viewer's."""
        causes = dict.fromkeys(_for_viewer(cause, viewer) for cause in self.causes)
        return Restatement(
            self.day, self.quarter, self.area, self.before, self.after, tuple(causes)
        )


def _for_viewer(cause: Cause, viewer: Viewer) -> Cause:
    is_open = viewer.detail_areas is None or cause.area in viewer.detail_areas
    return cause if is_open else Cause(cause.what, None, None, None)


def restated(
    before: Iterable[Reading], after: Iterable[Reading], changes: Iterable[Change]
) -> Iterator[Restatement]:
    """The readings of one day that read differently the day before; both in the same order."""
    changes = tuple(changes)
    for was, now in zip(before, after, strict=True):
        causes = tuple(change.cause for change in changes if change.may_have_moved(now))
        if causes and as_read(was) != as_read(now):
            chosen = now.selection
            yield Restatement(changes[0].day, chosen.quarter, chosen.area, was, now, causes)


def as_read(reading: Reading) -> str:
    """What a page says of a reading: the figure as it is rounded there, or why there is none."""
    if reading.state != "ok" or reading.value is None:
        return reading.state
    return in_unit(reading.kpi.unit, reading.value)
