"""What rules flag, and what people entered in the journal, within the viewer's areas."""

from dataclasses import replace
from datetime import date

from dashboard.domain.facts import Act
from dashboard.domain.viewer import Viewer
from dashboard.policy.flag import Flag
from dashboard.store.acts import acts_for, as_told
from dashboard.store.door import Door
from dashboard.store.reader import Reader


class Flagged(Door):
    """Flags and acts for a viewer, without free text where it is not theirs."""

    def flags(self, viewer: Viewer, on: date | None = None) -> list[Flag]:
        """Every state of every rule for the agreements within the viewer's areas."""
        viewer.require("see_partners")
        with self._open() as reader:
            return flags_for(reader, viewer, on)

    def acts(self, viewer: Viewer) -> list[Act]:
        """What people entered in the journal within the viewer's areas, newest first."""
        viewer.require("see_partners")
        with self._open() as reader:
            return acts_for(viewer, reader.snapshot())


def flags_for(reader: Reader, viewer: Viewer, on: date | None = None) -> list[Flag]:
    """The flags on a day that are open to the viewer, as they may read them."""
    found = (flag for flag in reader.flags(on) if viewer.sees_detail_of(flag.area))
    return [_flag_as_told(flag, viewer) for flag in found]


def _flag_as_told(flag: Flag, viewer: Viewer) -> Flag:
    if not flag.acts:
        return flag
    return replace(flag, acts=tuple(as_told(act, viewer) for act in flag.acts))
