"""Partners, agreements and needs by the words in them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.domain.facts import Agreement
from dashboard.domain.snapshot import Snapshot
from dashboard.store.session import Session
from data.hub import HUB_WIDE
from data.vocabulary.activities import ACTIVITIES

MOST = 50


@dataclass(frozen=True)
class Match:
    """A `partner`, an `agreement` or a `need` that holds the words, and what it is about."""

    kind: str
    code: str
    title: str
    about: str
    partner_code: str | None


def find(session: Session, words: str) -> list[Match]:
    """What holds every word, at most fifty: partners, then agreements, then needs."""
    wanted = _plain(words).split()
    if not wanted:
        return []
    snapshot, agreements = session.snapshot(), session.agreements()
    entries = [*_partners(snapshot, agreements), *_agreements(snapshot, agreements)]
    matches = [
        entry
        for entry in (*entries, *_needs(snapshot))
        if all(word in _plain(f"{entry.title} {entry.code} {entry.about}") for word in wanted)
    ]
    return sorted(matches, key=lambda match: _place(match, wanted))[:MOST]


def _plain(text: str) -> str:
    """Without capitals and accents, so that both are found however they are typed."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def _place(match: Match, wanted: list[str]) -> tuple:
    """By kind; in each, those whose title begins as what was typed, then by name."""
    kinds = ("partner", "agreement", "need")
    begins = _plain(match.title).startswith(wanted[0])
    return kinds.index(match.kind), not begins, match.title, match.code


def _partners(snapshot: Snapshot, agreements: Iterable[Agreement]) -> list[Match]:
    areas: dict[str, set[str]] = {}
    for agreement in agreements:
        areas.setdefault(agreement.partner_code, set()).add(_where(agreement.area))
    known = [(snapshot.partners[code], where) for code, where in areas.items()]
    return [
        Match("partner", own.partner_code, own.name, f"{own.kind}, {', '.join(sorted(where))}",
              own.partner_code)
        for own, where in known
    ]  # fmt: skip


def _agreements(snapshot: Snapshot, agreements: Iterable[Agreement]) -> list[Match]:
    return [
        Match(
            "agreement",
            own.agreement_code,
            own.title,
            f"{snapshot.partner_of(own).name}, {_where(own.area)}, {ACTIVITIES[own.activity]}",
            own.partner_code,
        )
        for own in agreements
    ]


def _needs(snapshot: Snapshot) -> list[Match]:
    return [
        Match("need", need.need_code, need.statement, _where(need.area), None)
        for need in snapshot.needs.values()
    ]


def _where(area: str) -> str:
    return "Hub-wide" if area == HUB_WIDE else area
