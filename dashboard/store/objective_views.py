"""How an objective came along, quarter by quarter."""

from dashboard.domain.facts import AgreementFacts, Objective, Progress
from dashboard.domain.progress import is_measurable, is_reached, profile_at, progress, value_at
from dashboard.policy.achievement import outcome_of
from dashboard.views.partners_and_returns import ObjectiveStep, ObjectiveView
from data.calendar import Quarter, quarter_of


def objective_view(facts: AgreementFacts, objective: Objective, with_words: bool) -> ObjectiveView:
    """One objective; partners' own words only where the viewer may read them."""
    begun = (quarter for quarter in facts.all_quarters if quarter.start <= facts.on)
    steps = tuple(_step(facts, objective, quarter, with_words) for quarter in begun)
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


def _step(
    facts: AgreementFacts, objective: Objective, quarter: Quarter, with_words: bool
) -> ObjectiveStep:
    said = _said(facts, objective, quarter)
    value = value_at(objective, facts.values(objective), quarter)
    return ObjectiveStep(
        quarter=quarter,
        is_told=said is not None,
        value=value,
        progress=progress(objective, value),
        profile=profile_at(objective, quarter_of(facts.agreement.starts_on), quarter),
        own_rating=said.own_rating if said else None,
        activities=said.activities if said and with_words else None,
        outcome=said.outcome if said and with_words else None,
        challenges=said.challenges if said and with_words else None,
    )


def _said(facts: AgreementFacts, objective: Objective, quarter: Quarter) -> Progress | None:
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
