"""The register of schools: made-up names, the public counts of schools and pupils per area."""

import random
from dataclasses import dataclass
from itertools import count, product

from etl.sample.shares import split

PUPILS = {  # state schools and pupils, census of January 2019
    "Bedford": (75, 29_190),
    "Central Bedfordshire": (132, 45_056),
    "Luton": (71, 39_181),
    "Milton Keynes": (113, 47_559),
}
TWO_TIER = ("primary", "primary", "primary", "primary", "secondary")
THREE_TIER = ("lower", "lower", "lower", "lower", "lower", "primary", "middle", "middle", "upper")
SPECIAL_EVERY = 24
TYPICAL_PUPILS = {
    "primary": 330,
    "secondary": 1050,
    "lower": 160,
    "middle": 420,
    "upper": 1080,
    "special": 110,
}
KEY_STAGES = {
    "primary": ("KS1", "KS2", "KS2"),
    "lower": ("KS1", "KS1", "KS2"),
    "middle": ("KS2", "KS3"),
    "secondary": ("KS3", "KS3", "KS4"),
    "upper": ("KS3", "KS4", "KS5"),
    "special": ("KS1", "KS2", "KS3"),
}
FIRST_HALF = (
    "Brindle Thistle Quill Marrow Tamble Ossel Wimble Dapple Sorrel Larrow Pebble Hobble Crindle "
    "Mottle Fennick Juniper Tinder Gossam Harrow Velvet Copper Saffron Kestle Rumble"
)
SECOND_HALF = (
    "wick combe mere holt stow garth lode quarry fold hatch spinney latch beck gate meadow staithe "
    "marsh lantern"
)


@dataclass(frozen=True)
class School:
    """A school that does not exist, with a URN outside those in use."""

    urn: str
    name: str
    area: str
    phase: str
    pupils: int


def schools(dice: random.Random) -> tuple[School, ...]:
    """All schools of the register; counts and pupils per area are the public ones."""
    names = _names(dice)
    urns = count(990001)
    return tuple(
        School(str(next(urns)), f"{next(names)} {_suffix(phase)}", area, phase, pupils)
        for area in PUPILS
        for phase, pupils in _of(area, dice)
    )


def _of(area: str, dice: random.Random) -> list[tuple[str, int]]:
    """Phase and pupils of each school of an area."""
    how_many, all_pupils = PUPILS[area]
    tiers = THREE_TIER if area == "Central Bedfordshire" else TWO_TIER
    phases = [
        "special" if n % SPECIAL_EVERY == 0 else tiers[n % len(tiers)]
        for n in range(1, how_many + 1)
    ]
    sizes = [TYPICAL_PUPILS[phase] * dice.uniform(0.7, 1.3) for phase in phases]
    return list(zip(phases, split(all_pupils, sizes), strict=True))


def _names(dice: random.Random):
    names = [first + second for first, second in product(FIRST_HALF.split(), SECOND_HALF.split())]
    dice.shuffle(names)
    return iter(names)


def _suffix(phase: str) -> str:
    return "School" if phase in ("secondary", "special") else f"{phase.capitalize()} School"
