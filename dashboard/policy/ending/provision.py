"""One thing that an agreement gives, and who else would give it once it has ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.domain.formatting import day, listed
from data.hub import HUB_WIDE

Kind = Literal["activity", "function", "need"]


@dataclass(frozen=True)
class Provision:
    """One thing that an agreement gives, and who else does: beyond its end, or until then only.

    `hub_wide` are agreements of the lead organisation beyond the end, which are for all areas.
    """

    kind: Kind
    what: str
    area: str
    kept_by: tuple[str, ...]
    ends_too: tuple[str, ...]
    hub_wide: tuple[str, ...]

    @property
    def fate(self) -> Literal["kept", "hub-wide", "ends too", "lost"]:
        """Whether it goes on here, only with hub-wide agreements, or with none at all.

        It `ends too` where others give it up to the same day only: then it rests on their renewal.
        """
        if self.kept_by:
            return "kept"
        return "hub-wide" if self.hub_wide else "ends too" if self.ends_too else "lost"

    @property
    def said(self) -> str:
        """`no ensemble`, `no agreement for Inclusion`, `need N-3 ‘Few children play’`."""
        words = {"activity": "no {}", "function": "no agreement for {}", "need": "need {}"}
        return words[self.kind].format(self.what)

    def others_said(self, ends_on: date) -> str:
        """Who else gives it and for how long, as a sentence."""
        return {
            "kept": f"Goes on with {listed(self.kept_by)}.",
            "hub-wide": f"Goes on with {listed(self.hub_wide)} only.",
            "ends too": f"Given by {listed(self.ends_too)}, but not beyond {day(ends_on)}.",
            "lost": "No other agreement gives it.",
        }[self.fate]


def left_without(found: Iterable[Provision]) -> str:
    """`Luton with no ensemble and no agreement for Inclusion, and need N-3 without any agreement`.

    `found` are of one agreement; blank where there are none.
    """
    found = tuple(found)
    here = [one.said for one in found if one.kind != "need"]
    needs = [one.said for one in found if one.kind == "need"]
    place = ["all areas" if one.area == HUB_WIDE else one.area for one in found[:1]]
    parts = [f"{place[0]} with {listed(here)}"] if here else []
    parts += [f"{listed(needs)} without any agreement"] if needs else []
    return ", and ".join(parts)
