"""Queries that a viewer may answer: those about agreements of which they decide."""

from collections.abc import Iterable

from dashboard.store.session import Session
from dashboard.views.files import ProblemRow


def answerable(session: Session, problems: Iterable[ProblemRow]) -> set[str]:
    """The open queries among some problems that are the viewer's to answer, by what about."""
    known = session.snapshot().agreements
    areas = {code: agreement.area for code, agreement in known.items()}
    return {
        problem.about
        for problem in problems
        if problem.is_open_query
        and (problem.agreement_code is None or problem.agreement_code in areas)
        and session.viewer.may_enter("answer", areas.get(problem.agreement_code))
    }
