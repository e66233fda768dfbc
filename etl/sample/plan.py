"""Plan of the sample: whom it commissions and for what, the lists in `lists/` brought to a day."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from data.calendar import Quarter, between, quarter_of

LISTS = Path(__file__).with_name("lists")


@dataclass(frozen=True)
class Partner:
    """An organisation that no one has ever heard of, or one of the four music services."""

    code: str
    name: str
    kind: str
    size: str
    home: str
    member: bool
    origin: str
    site: str


@dataclass(frozen=True)
class Need:
    """What an area lacks; `story` says whether it was closed or nobody answers it."""

    code: str
    area: str
    statement: str
    evidence: str
    priority: int
    function: str
    story: str


@dataclass(frozen=True)
class Agreement:
    """What a partner is to do: groups of children, crowds counted by head, and for how much a year.

    `yearly` is pounds, `rest` (what is left of an area's share) or `capital`; `story` is the part
    that it plays, see story.py.
    """

    code: str
    partner: Partner
    area: str
    title: str
    kind: str
    route: str
    first: Quarter
    last: Quarter
    yearly: str
    payment: str
    function: str
    activity: str
    groups: int
    size: int
    cohort: str
    sessions: int
    hours: float
    crowds: int
    crowd: str
    crowd_of: int
    hand: str
    need: str
    open_call: bool
    story: str

    @property
    def starts_on(self) -> date:
        return self.first.start

    @property
    def ends_on(self) -> date:
        return self.last.end

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return between(self.first, self.last)

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)

    @property
    def is_own_delivery(self) -> bool:
        return self.yearly == "rest"

    @property
    def stream(self) -> str:
        return "capital grant" if self.yearly == "capital" else "revenue grant"


def partners() -> dict[str, Partner]:
    """The partners by code."""
    rows = _read("partners")
    return {row["code"]: Partner(**row | {"member": row["member"] == "yes"}) for row in rows}


def needs() -> tuple[Need, ...]:
    """The needs of the four areas."""
    return tuple(Need(**row | {"priority": int(row["priority"])}) for row in _read("needs"))


@cache
def objective_kinds() -> tuple[dict[str, str], ...]:
    """The kinds of objectives that partners undertake."""
    return tuple(_read("objectives"))


def agreements(today: date, scale: int) -> tuple[Agreement, ...]:
    """The agreements with their years counted from today's; `scale` multiplies their groups."""
    known = partners()
    return tuple(_agreement(row, known, quarter_of(today), scale) for row in _read("agreements"))


def _agreement(
    row: dict[str, str], known: dict[str, Partner], now: Quarter, scale: int
) -> Agreement:
    end = row.pop("end")
    return Agreement(
        **row
        | {
            "partner": known[row["partner"]],
            "first": Quarter(now.year + int(row.pop("start")), 1),
            "last": now if end == "now" else Quarter(now.year + int(end), 4),
            "groups": int(row["groups"]) * scale,
            "crowds": int(row["crowds"]) * scale,
            "size": int(row["size"]),
            "sessions": int(row["sessions"]),
            "crowd_of": int(row["crowd_of"]),
            "hours": float(row["hours"]),
            "open_call": row["open_call"] == "yes",
        }
    )


def _read(name: str) -> list[dict[str, str]]:
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
