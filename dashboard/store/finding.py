"""Partners, agreements and needs by the words in them, within the viewer's areas."""

import unicodedata
from collections.abc import Iterable

from dashboard.domain.facts import Agreement
from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Viewer
from dashboard.store.door import Door
from dashboard.store.partner_views import open_agreements
from dashboard.views.partners_and_returns import Found
from data.hub import HUB_WIDE
from data.vocabulary.activities import ACTIVITIES

MOST = 50


class Finding(Door):
    """A search for a viewer: what they may not open is not found either."""

    def find(self, viewer: Viewer, words: str) -> list[Found]:
        """What holds every word, at most fifty: partners, then agreements, then needs."""
        viewer.require("see_partners")
        wanted = _plain(words).split()
        if not wanted:
            return []
        with self._open() as reader:
            snapshot = reader.snapshot()
        agreements = open_agreements(snapshot, viewer)
        entries = [*_partners(snapshot, agreements), *_agreements(snapshot, agreements)]
        found = [
            one
            for one in (*entries, *_needs(snapshot))
            if all(word in _plain(f"{one.title} {one.code} {one.about}") for word in wanted)
        ]
        return sorted(found, key=lambda one: _place(one, wanted))[:MOST]


def _plain(text: str) -> str:
    """Without capitals and accents, so that both are found however they are typed."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def _place(one: Found, wanted: list[str]) -> tuple:
    """By kind; in each, those whose title begins as what was typed, then by name."""
    kinds = ("partner", "agreement", "need")
    begins = _plain(one.title).startswith(wanted[0])
    return kinds.index(one.kind), not begins, one.title, one.code


def _partners(snapshot: Snapshot, agreements: Iterable[Agreement]) -> list[Found]:
    areas: dict[str, set[str]] = {}
    for agreement in agreements:
        areas.setdefault(agreement.partner_code, set()).add(_where(agreement.area))
    known = [(snapshot.partners[code], where) for code, where in areas.items()]
    return [
        Found("partner", one.partner_code, one.name, f"{one.kind}, {', '.join(sorted(where))}",
              one.partner_code)
        for one, where in known
    ]  # fmt: skip


def _agreements(snapshot: Snapshot, agreements: Iterable[Agreement]) -> list[Found]:
    return [
        Found(
            "agreement",
            one.agreement_code,
            one.title,
            f"{snapshot.partner_of(one).name}, {_where(one.area)}, {ACTIVITIES[one.activity]}",
            one.partner_code,
        )
        for one in agreements
    ]


def _needs(snapshot: Snapshot) -> list[Found]:
    return [
        Found("need", one.need_code, one.statement, _where(one.area), None)
        for one in snapshot.needs.values()
    ]


def _where(area: str) -> str:
    return "Hub-wide" if area == HUB_WIDE else area
