"""Names of schools: the URN that a name stands for, where one school of an area bears it.

A name that is nearly a school's is none, but worth a question.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from data.hub import HUB_WIDE
from data.kinds import plain

_SLIP = 0.9  # one letter in a name of ten
_SHORTEST = 8  # letters of a name in which a slip is looked for
# Words that tell what a school is, not which.
_WORD = re.compile(r"\w+")
_OF_SCHOOLS = set(
    _WORD.findall(
        """
        the a and school schools sch primary prim secondary junior jnr infant infants inf nursery
        lower middle upper high academy college ce cofe c of e rc catholic vc va aided
        """
    )
)


@dataclass(frozen=True)
class SchoolNames:
    """URNs by area and name, whatever its case, spaces and punctuation; `Hub` is all areas."""

    urns: Mapping[tuple[str, str], frozenset[str]]
    names: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, schools: Iterable[tuple[str, str, str]]) -> "SchoolNames":
        """From the URN, name and area of each school of the register."""
        urns, names = defaultdict(frozenset), {}
        for urn, name, area in schools:
            for place in (area, HUB_WIDE) if plain(name) else ():
                urns[place, plain(name)] |= {urn}
                names[place, plain(name)] = name
        return cls(dict(urns), names)

    def named(self, area: str, name: str) -> frozenset[str]:
        """The schools of an area that bear a name."""
        return self.urns.get((area, plain(name)), frozenset())

    def nearly(self, area: str, setting: str) -> list[str]:
        """The schools of an area of which a setting nearly gives the name, or gives it and more."""
        words = _words(setting)
        own, run, letters = _own_words(words), f" {' '.join(words)} ", plain(setting)
        return sorted(
            urn
            for name, (whole, its_own, urns) in self._spelled.get(area, {}).items()
            if (its_own and its_own == own) or whole in run or _is_slip(letters, name)
            for urn in urns
        )

    @cached_property
    def _spelled(self) -> dict[str, dict[str, tuple[str, list[str], frozenset[str]]]]:
        """By area and plain name: its words, those of them that tell which school, the URNs."""
        spelled = defaultdict(dict)
        for (area, name), urns in self.urns.items():
            words = _words(self.names[area, name])
            spelled[area][name] = (f" {' '.join(words)} ", _own_words(words), urns)
        return spelled

    def urn(self, area: str, setting: str) -> str:
        """The URN of the one school of an area that a setting names, else the setting itself."""
        named = self.named(area, setting)
        return next(iter(named)) if len(named) == 1 else setting


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub("['’`.]", "", text.casefold()))


def _own_words(words: list[str]) -> list[str]:
    return [word for word in words if word not in _OF_SCHOOLS]


def _is_slip(letters: str, name: str) -> bool:
    """Whether two plain names differ in a letter or so."""
    if min(len(letters), len(name)) < _SHORTEST or abs(len(letters) - len(name)) > 2:
        return False
    return SequenceMatcher(None, letters, name, autojunk=False).ratio() >= _SLIP
