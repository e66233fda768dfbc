"""An objective and how it came along, quarter by quarter."""

from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import AgreementFacts, Objective, Progress
from dashboard.domain.progress import is_measurable, is_reached, profile_at, progress, value_at
from dashboard.policy.achievement import outcome_of
from data.calendar import Quarter, quarter_of


@dataclass(frozen=True)
class ObjectiveStep:
    """An objective at a quarter's end: value so far, progress and profile as shares, words told.

    `is_told` where the quarter's return says something of it; else the value stands from before.
    """

    quarter: Quarter
    is_told: bool
    value: float | None
    progress: float | None
    profile: float
    own_rating: str | None
    activities: str | None
    outcome: str | None
    challenges: str | None


@dataclass(frozen=True)
class ObjectiveView:
    """One objective and how it has come along, quarter by quarter.

    state: `achieved`, `missed` (due, and the value of its last quarter is told and falls short),
    `no value`, or `not applicable` (target equal to baseline); else how the newest value stands to
    what is `expected` of it by now: `on course` or `behind`.
    """

    objective_code: str
    agreement_code: str
    statement: str
    measure: str
    unit: str
    baseline: float
    target: float | None
    due_on: date
    state: str
    expected: float | None
    steps: tuple[ObjectiveStep, ...]

    @property
    def newest(self) -> ObjectiveStep | None:
        """The newest quarter that was told of, where there is a value."""
        return next((s for s in reversed(self.steps) if s.is_told and s.value is not None), None)


def objective_view(facts: AgreementFacts, objective: Objective) -> ObjectiveView:
    """One objective, quarter by quarter."""
    begun = (quarter for quarter in facts.all_quarters if quarter.start <= facts.on)
    steps = tuple(_step(facts, objective, quarter) for quarter in begun)
    return ObjectiveView(
        objective_code=objective.objective_code,
        agreement_code=objective.agreement_code,
        statement=objective.statement,
        measure=objective.measure,
        unit=objective.unit,
        baseline=objective.baseline or 0.0,
        target=objective.target,
        due_on=objective.due_on,
        state=_state(facts, objective, steps),
        expected=judged.profile if (judged := _judged(facts, steps)) else None,
        steps=steps,
    )


def _step(facts: AgreementFacts, objective: Objective, quarter: Quarter) -> ObjectiveStep:
    line = _line(facts, objective, quarter)
    value = value_at(objective, facts.values(objective), quarter)
    return ObjectiveStep(
        quarter=quarter,
        is_told=line is not None,
        value=value,
        progress=progress(objective, value),
        profile=profile_at(objective, quarter_of(facts.agreement.starts_on), quarter),
        own_rating=line.own_rating if line else None,
        activities=line.activities if line else None,
        outcome=line.outcome if line else None,
        challenges=line.challenges if line else None,
    )


def _line(facts: AgreementFacts, objective: Objective, quarter: Quarter) -> Progress | None:
    lines = facts.returns[quarter].progress if quarter in facts.returns else ()
    own = (line for line in reversed(lines) if line.objective_code == objective.objective_code)
    return next(own, None)


def _state(facts: AgreementFacts, objective: Objective, steps: tuple[ObjectiveStep, ...]) -> str:
    if not is_measurable(objective):
        return "not applicable"
    became = outcome_of(facts, objective)
    if became.state == "reached":
        return "achieved"
    if became.state == "short" and became.is_due(facts.on):
        return "missed"
    judged = _judged(facts, steps)
    if judged is None or judged.value is None:
        return "no value"
    return "on course" if is_reached(judged.progress, judged.profile) else "behind"


def _judged(facts: AgreementFacts, steps: tuple[ObjectiveStep, ...]) -> ObjectiveStep | None:
    """The newest quarter that is due, or whose return told of the objective before it was."""
    due = (step for step in reversed(steps) if step.is_told or step.quarter.due_on < facts.on)
    return next(due, None)
