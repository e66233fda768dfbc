"""Versions of a return: the days on which each stands, the later prepared, else later arrived."""

from dataclasses import dataclass
from datetime import date

Days = tuple[date, date | None]  # from, and up to but without


@dataclass(frozen=True)
class Version:
    """One return of an agreement, quarter and source, as it arrived.

    One that `mends` a file replaces nothing: it stands beside what that file brought.
    """

    return_id: int
    prepared_on: date | None
    received_on: date
    file_id: int = 0
    mends: int | None = None


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


def validity(arrived: list[Version]) -> dict[int, Days]:
    """For each return the days on which it stood.

    A return that arrived after its successor never stood: both days are the same. One that mends
    another ends with it.
    """
    whole = [version for version in arrived if version.mends is None]
    days = _of_whole(whole)
    last_of = {version.file_id: version.return_id for version in whole}
    for version in arrived:
        if version.mends is not None:
            _, ends = days[last_of[version.mends]]
            ends = ends if ends is None else max(ends, version.received_on)
            days[version.return_id] = (version.received_on, ends)
    return days


def _of_whole(arrived: list[Version]) -> dict[int, Days]:
    days: dict[int, Days] = {}
    until: date | None = None
    for version in reversed(in_order(arrived)):
        ends = until if until is None else max(until, version.received_on)
        days[version.return_id] = (version.received_on, ends)
        until = version.received_on if until is None else min(until, version.received_on)
    return days
