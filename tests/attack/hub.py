"""A hub of small groups, drawn three times: as it was loaded first, and after two more returns."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from data.calendar import Quarter
from tests.attack.known import Hub, Unit
from tests.support.empty_warehouse import empty_warehouse
from tests.support.hub_builder import Builder
from tests.support.small_hub import settings_for

AREAS = ("Bedford", "Central Bedfordshire", "Luton", "Milton Keynes")
FUNCTIONS = ("schools", "progression")
QUARTERS = tuple(Quarter.parse(f"2025/26 Q{number}") for number in (1, 2))
TODAY = date(2026, 6, 1)
MORE = ("Luton", "schools", QUARTERS[1])  # the return that is sent again, with one more in it


UNITS = [(area, f, quarter) for area in AREAS for f in FUNCTIONS for quarter in QUARTERS]
HUB = Hub(UNITS, {MORE: (1, 2)})


def drawn(folder: Path) -> list[Path]:
    """The warehouse after each load."""
    return [_drawn(folder / f"load {load}.db", UNITS, load) for load in range(3)]


def _drawn(path: Path, units: Sequence[Unit], load: int) -> Path:
    hub = Builder(empty_warehouse(path))
    settings_for(path).key_file.write_bytes(bytes(32))
    agreements = list(dict.fromkeys((area, function) for area, function, _ in units))
    for number, (area, function) in enumerate(agreements):
        hub.agreement(
            f"A-{number}",
            partner_code=f"P-{number}",
            area=area,
            lpme_function=function,
            starts_on=date(2025, 9, 1),
            ends_on=date(2026, 8, 31),
        )
    for unit in units:
        number = agreements.index(unit[:2])
        more = load if unit == MORE else 0
        hub.returned(f"A-{number}", str(unit[2]), received_on=TODAY, **_sheets(number, unit, more))
    hub.store(TODAY)
    return path


def _sheets(number: int, unit: Unit, more: int) -> dict[str, str]:
    """A return of few: the same ones each time it is drawn, and so many more."""
    random = Random(f"{unit}")
    children, sessions = random.choice((2, 3, 4, 12, 20)) + more, random.randint(2, 5)
    attendance = [
        f"c{number}-{child} | ensemble | {int(not day or random.random() < 0.9)} | -"
        for child in range(children)
        for day in range(sessions)
    ]
    answered = {score: random.choice((0, 1, 2, 4, 9)) for score in (1, 2, 3, 4, 5)}
    asked = sum(answered.values()) + more + random.choice((0, 2, 4, 30))
    satisfaction = [f"{score} | {times} | {asked}" for score, times in answered.items() if times]
    satisfaction += [f"5 | {more} | {asked}"] if more else []
    headcount = f"- | whole class | - | {random.choice((2, 4, 25))}"
    return {
        "attendance": "\n".join(
            ["child | activity | attended | headcount", *attendance, headcount]
        ),
        "satisfaction": "\n".join(["score | times | asked", *satisfaction]),
    }
