"""Which return stands on which day: the later prepared one, else the later arrived."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Version:
    """One return of an agreement, quarter and source, as it arrived."""

    return_id: int
    prepared_on: date | None
    received_on: date


def in_order(arrived: list[Version]) -> list[Version]:
    """Versions from the earliest to the one that stands, given in their order of arrival."""
    ordered: list[Version] = []
    for version in arrived:
        place = len(ordered)
        while place and _was_prepared_later(ordered[place - 1], version):
            place -= 1
        ordered.insert(place, version)
    return ordered


def _was_prepared_later(other: Version, version: Version) -> bool:
    if other.prepared_on is None or version.prepared_on is None:
        return False
    return other.prepared_on > version.prepared_on


def validity(arrived: list[Version]) -> dict[int, tuple[date, date | None]]:
    """For each return the days on which it stood: from, and up to but without.

    A return that arrived after its successor never stood: both days are the same.
    """
    days: dict[int, tuple[date, date | None]] = {}
    until: date | None = None
    for version in reversed(in_order(arrived)):
        ends = until if until is None else max(until, version.received_on)
        days[version.return_id] = (version.received_on, ends)
        until = version.received_on if until is None else min(until, version.received_on)
    return days
