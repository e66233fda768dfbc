"""The settings of the Commissioning Policy, by the day on which they are in force."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "policy"


@dataclass(frozen=True)
class Target:
    """A KPI's target for an academic year, and what of it is due earlier.

    `profile` is the share due from September to each quarter's end, `alone` the share due in each
    quarter by itself; both None where the target holds for any period.
    """

    value: float
    clause: str
    profile: tuple[float, ...] | None = None
    alone: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Threshold:
    """What a rule's threshold says, in which unit, within which bounds, and for which clause.

    unit: `share` (0 to 1), `days`, `count`, `points` (of a risk's score) or `pence`.
    """

    says: str
    unit: str
    at_least: float
    at_most: float
    clause: str


@dataclass(frozen=True)
class QuoteBand:
    """From a value up, in pence, how many quotes an authority asks for."""

    from_pence: int
    quotes: int


@dataclass(frozen=True)
class Policy:
    """One version of the settings. `applies_backwards` where a day before it is asked for.

    `rules` holds the thresholds of flags by name, `thresholds` what they mean. A version that was
    adopted says on which day, and what it `changes` of the version before it.
    """

    version: str
    in_force_from: date
    adopted_by: str
    status: str
    policy_review_due: date
    largest_noise: int
    noise_spread: float
    least_shown: int
    smallest_base: int
    smallest_move: int
    tolerance: float
    ratio_green: float
    ratio_amber: float
    spending_profile: tuple[float, ...]
    targets: dict[str, Target]
    rules: dict[str, Any]
    thresholds: dict[str, Threshold]
    quote_bands: dict[str, tuple[QuoteBand, ...]]
    risk_bands: dict[str, int]
    forecast_coverage: float
    applies_backwards: bool = False
    adopted_on: date | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)

    def spending_due(self, quarter_number: int) -> float:
        """The share of a year's money due by the end of its nth quarter; 0 before the first."""
        return self.spending_profile[quarter_number - 1] if quarter_number else 0.0

    def quotes_for(self, area: str, value_pence: int) -> QuoteBand | None:
        """The band that a value falls into in an area; None where the area's are not set."""
        reached = (b for b in self.quote_bands.get(area, ()) if b.from_pence <= value_pence)
        return max(reached, key=lambda band: band.from_pence, default=None)


def _read(path: Path) -> Policy:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return Policy(
        **{name: document[name] for name in ("version", "in_force_from", "adopted_by", "status")},
        policy_review_due=document["policy_review_due"],
        **document["disclosure"],
        **document["rag"],
        spending_profile=tuple(document["profile"]["spending"]),
        targets={key: _target(**target) for key, target in document["targets"].items()},
        rules={name: rule["value"] for name, rule in document["rules"].items()},
        thresholds={name: _threshold(**rule) for name, rule in document["rules"].items()},
        quote_bands={area: _bands(bands) for area, bands in document["quotes"].items()},
        risk_bands=document["risks"],
        forecast_coverage=document["forecast"]["coverage"],
    )


def _target(value: float, clause: str, **shares: list[float]) -> Target:
    return Target(value, clause, **{name: tuple(parts) for name, parts in shares.items()})


def _threshold(says: str, unit: str, clause: str, **numbers: float) -> Threshold:
    return Threshold(says, unit, numbers["from"], numbers["to"], clause)


def _bands(bands: list[dict[str, int]]) -> tuple[QuoteBand, ...]:
    return tuple(QuoteBand(**band) for band in bands)


@cache
def policies() -> tuple[Policy, ...]:
    """The versions that the hub starts from, oldest first; adopted ones are in the warehouse."""
    return tuple(sorted(map(_read, FOLDER.glob("*.toml")), key=lambda p: p.in_force_from))


def policy_on(day: date, versions: tuple[Policy, ...] | None = None) -> Policy:
    """The version in force on a day; before the first one, the first applies backwards."""
    versions = versions or policies()
    in_force = [version for version in versions if version.in_force_from <= day]
    return in_force[-1] if in_force else replace(versions[0], applies_backwards=True)
