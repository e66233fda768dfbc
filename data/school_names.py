"""Names of schools: the URN that a name stands for, where one school of an area bears it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.hub import HUB_WIDE
from data.kinds import plain


@dataclass(frozen=True)
class SchoolNames:
    """URNs by area and name, whatever its case, spaces and punctuation; `Hub` is all areas."""

    urns: Mapping[tuple[str, str], frozenset[str]]

    @classmethod
    def of(cls, schools: Iterable[tuple[str, str, str]]) -> "SchoolNames":
        """From the URN, name and area of each school of the register."""
        urns = defaultdict(frozenset)
        for urn, name, area in schools:
            for place in (area, HUB_WIDE) if plain(name) else ():
                urns[place, plain(name)] |= {urn}
        return cls(dict(urns))

    def named(self, area: str, name: str) -> frozenset[str]:
        """The schools of an area that bear a name."""
        return self.urns.get((area, plain(name)), frozenset())

    def urn(self, area: str, setting: str) -> str:
        """The URN of the one school of an area that a setting names, else the setting itself."""
        named = self.named(area, setting)
        return next(iter(named)) if len(named) == 1 else setting
