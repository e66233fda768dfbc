"""One partner: its agreements, what hangs on them, and what speaks for and against going on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dashboard.domain.facts import Agreement, AgreementFacts, Decision, Partner, Payment, Review
from dashboard.domain.progress import share_due
from dashboard.domain.selection import Selection
from dashboard.measures.kpi import Reading
from dashboard.pages.partner.objective_history import ObjectiveView, objective_view
from dashboard.policy.flag import Flag
from dashboard.policy.outlook import Outlook
from dashboard.store.due import facts_by_agreement
from dashboard.store.session import Session
from dashboard.views.returns import ReturnCell, all_quarters, grid_of
from data.calendar import Quarter
from data.policies import Policy


@dataclass(frozen=True)
class QuarterMoney:
    """An agreement's money in one quarter, in pence; None where no return told of it."""

    agreement_code: str
    quarter: Quarter
    spent_pence: int | None
    income_pence: int | None
    profile_pence: int


@dataclass(frozen=True)
class PartnerView:
    """Everything about one partner that its page shows; lists are oldest first.

    `satisfaction` holds the readings of `satisfaction_positive` by quarter, over its agreements;
    `outlooks` has one for each agreement.
    """

    partner: Partner
    agreements: tuple[Agreement, ...]
    objectives: tuple[ObjectiveView, ...]
    returns: tuple[ReturnCell, ...]
    payments: tuple[Payment, ...]
    money: tuple[QuarterMoney, ...]
    reviews: tuple[Review, ...]
    decisions: tuple[Decision, ...]
    satisfaction: tuple[Reading, ...]
    flags: tuple[Flag, ...]
    outlooks: tuple[Outlook, ...]


def codes(session: Session) -> frozenset[str]:
    """The codes of the partners that `partner` answers for."""
    own = {agreement.partner_code for agreement in session.agreements()}
    known = session.snapshot().partners if session.viewer.scope.is_whole else ()
    return frozenset((*own, *known))


def partner(session: Session, code: str) -> PartnerView:
    """As far as its agreements lie within the session's scope."""
    agreements, snapshot = session.agreements_of(code), session.snapshot()
    by_agreement = facts_by_agreement(session)
    known = [by_agreement[agreement.agreement_code] for agreement in agreements]
    quarters = all_quarters(agreements)
    return PartnerView(
        partner=snapshot.partners[code],
        agreements=tuple(agreements),
        objectives=tuple(objective_view(f, o) for f in known for o in f.objectives),
        returns=tuple(grid_of(snapshot, agreements, quarters, session.file_names())),
        payments=_by_day(known, lambda f: f.payments, lambda payment: payment.due_on),
        money=tuple(line for facts in known for line in _money(facts, session.policy())),
        reviews=_by_day(known, lambda f: f.reviews, lambda review: review.due_on),
        decisions=_by_day(known, lambda f: f.decisions, lambda decision: decision.decided_on),
        satisfaction=_satisfaction(session, code, quarters),
        flags=tuple(flag for flag in session.judge.flags() if flag.partner_code == code),
        outlooks=session.judge.outlooks(agreements),
    )


def _by_day(known: Iterable[AgreementFacts], rows: Callable, day: Callable) -> tuple:
    return tuple(sorted((row for facts in known for row in rows(facts)), key=day))


def _satisfaction(session: Session, code: str, quarters: Iterable[Quarter]) -> tuple[Reading, ...]:
    chosen = [Selection(q, partner_code=code) for q in quarters if q.start <= session.today]
    readings = session.readings(chosen, ["satisfaction_positive"])
    return tuple(reading for (reading,) in readings)


def _money(facts: AgreementFacts, policy: Policy) -> list[QuarterMoney]:
    """Spending and other income by quarter, beside what the profile puts into each."""
    due_before, lines = 0.0, []
    for quarter in (q for q in facts.all_quarters if q.start <= facts.on):
        returned = facts.returns.get(quarter)
        is_told = returned is not None and returned.received.tells_of("spending")
        due = facts.agreement.value_pence * share_due(facts.agreement, quarter, policy)
        lines.append(
            QuarterMoney(
                agreement_code=facts.agreement.agreement_code,
                quarter=quarter,
                spent_pence=returned.spent_pence if is_told else None,
                income_pence=returned.income_pence() if is_told else None,
                profile_pence=round(due - due_before),
            )
        )
        due_before = due
    return lines
