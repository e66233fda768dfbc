"""Objectives of the sample: what was undertaken, by when, at what pace, and how far it got."""

import random
from dataclasses import dataclass
from datetime import date
from math import ceil

from data.calendar import Quarter, between
from etl.sample.hub import SampleHub
from etl.sample.plan import Agreement, objective_kinds

SHAPE = (30, 27, 28, 15)  # percent of a year's sessions in each quarter
TIMES = {"micro": 0.4, "small": 0.7, "medium": 1.0, "large": 1.5}  # targets by size of partner
ON_COURSE = 0.78  # share of objectives that keep up
GOOD, SLOW = (1.01, 1.08), (0.84, 0.95)
PACES = {"unmet": 0.55, "all-achieved": 1.06, "targets-met": 3.0}
UTMOST, BEFORE_DUE = 1.05, 0.96
SLOTS = {
    "falling": ("roll-first", "roll-whole"),
    "all-achieved": ("first", "whole"),
    "unmet": ("first", "whole"),
    "targets-met": ("first", "whole"),
}


@dataclass(frozen=True)
class Objective:
    """One objective; `pace` 1.0 means exactly along the profile."""

    code: str
    agreement: Agreement
    statement: str
    measure: str
    unit: str
    direction: str
    adds_up: str
    baseline: int | None
    target: int
    due: Quarter
    need: str
    pace: float

    @property
    def due_on(self) -> date:
        return self.due.end

    @property
    def profile(self) -> list[int]:
        """Cumulative percent by the end of each quarter from the agreement's first."""
        quarters = between(self.agreement.first, self.due)
        weights = [SHAPE[q.number - 1] for q in quarters]
        return [round(100 * sum(weights[: n + 1]) / sum(weights)) for n in range(len(weights))]

    def achieved(self, index: int) -> int:
        """The value in a quarter: what was added in it, or what it then stood at."""
        if self.adds_up == "sum":
            return self._so_far(index) - self._so_far(index - 1)
        way = self._so_far(index)
        return (self.baseline or 0) + (way if self.direction == "increase" else -way)

    def _so_far(self, index: int) -> int:
        """How much of the way from baseline to target is done."""
        if index < 0:
            return 0
        expected = self.profile[min(index, len(self.profile) - 1)] / 100
        done = min(expected * self.pace, self._utmost(expected))
        return ceil(abs(self.target - (self.baseline or 0)) * done)

    def _utmost(self, expected: float) -> float:
        early = self.agreement.story == "targets-met"
        return UTMOST if expected >= 1 or early else BEFORE_DUE


def all_objectives(hub: SampleHub) -> tuple[Objective, ...]:
    """All objectives of all agreements."""
    return tuple(
        objective for agreement in hub.agreements for objective in objectives_of(hub, agreement)
    )


def objectives_of(hub: SampleHub, agreement: Agreement) -> list[Objective]:
    """An agreement's objectives, one to three."""
    dice = hub.dice("objectives", agreement.code)
    slots = _slots(agreement)
    return [_objective(hub, agreement, slot, n, dice) for n, slot in enumerate(slots, start=1)]


def _slots(agreement: Agreement) -> tuple[str, ...]:
    if agreement.stream == "capital grant":
        return ("equipment",)
    if agreement.story in SLOTS:
        return SLOTS[agreement.story]
    if len(agreement.years) == 1:
        return ("whole",)
    long = agreement.partner.size in ("medium", "large") and agreement.story != "renewal-due"
    return ("first", "whole", "latest") if long else ("first", "whole")


def _objective(
    hub: SampleHub, agreement: Agreement, slot: str, n: int, dice: random.Random
) -> Objective:
    kind = dice.choice([kind for kind in objective_kinds() if kind["slot"] == slot])
    target = _target(agreement, kind)
    return Objective(
        code=f"{agreement.code}-O{n}",
        agreement=agreement,
        statement=kind["statement"].format(target=target),
        measure=kind["measure"],
        unit=kind["unit"],
        direction=kind["direction"],
        adds_up=kind["adds_up"],
        baseline=int(kind["baseline"]) if kind["baseline"] else None,
        target=target,
        due=_due(hub, agreement, slot),
        need="" if agreement.story == "not-smart" and n > 1 else agreement.need,
        pace=PACES.get(agreement.story) or _pace(dice),
    )


def _target(agreement: Agreement, kind: dict[str, str]) -> int:
    """Sums grow with the partner's size and, over a whole agreement, with its years."""
    if kind["adds_up"] == "latest":
        return int(kind["target"])
    years = len(agreement.years) if kind["slot"] == "whole" else 1
    return round(int(kind["target"]) * TIMES[agreement.partner.size] * years)


def _due(hub: SampleHub, agreement: Agreement, slot: str) -> Quarter:
    if slot in ("first", "roll-first"):
        return agreement.first.whole_year()[-1]
    early = agreement.story in ("all-achieved", "unmet")
    return hub.newest.previous() if early else agreement.last


def _pace(dice: random.Random) -> float:
    return dice.uniform(*GOOD) if dice.random() < ON_COURSE else dice.uniform(*SLOW)
