"""Overdue returns and reviews, by partner, with the payments that they hold up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import Agreement, AgreementFacts, Partner, Payment
from dashboard.policy.flag import Flag
from dashboard.policy.reviews_and_decisions import next_review_on
from data.calendar import Quarter
from data.policies import Policy

RETURN, REVIEW = "return_overdue", "review_overdue"


@dataclass(frozen=True)
class Overdue:
    """A return that has not come, or where `quarter` is None a review that was not held."""

    agreement: Agreement
    due_on: date
    quarter: Quarter | None = None


@dataclass(frozen=True)
class Chased:
    """One partner: what is overdue, the oldest first, and the due payments held up by returns."""

    partner: Partner
    returns: tuple[Overdue, ...]
    reviews: tuple[Overdue, ...]
    payments: tuple[Payment, ...]

    @property
    def oldest_due_on(self) -> date:
        return min(item.due_on for item in (*self.returns, *self.reviews))

    @property
    def held_pence(self) -> int:
        return sum(payment.amount_pence for payment in self.payments)


def partners_to_chase(
    flags: Iterable[Flag], known: Mapping[str, AgreementFacts], policy: Policy
) -> tuple[Chased, ...]:
    """The partners to chase, the longest overdue first.

    What is overdue is what flags say, so that a waiver holds here too; `known` has the facts of
    each flagged agreement, by code.
    """
    by_partner: dict[str, list[tuple[str, AgreementFacts]]] = {}
    for flag in flags:
        if flag.rule.key in (RETURN, REVIEW) and flag.finding.state == "raised":
            by_partner.setdefault(flag.partner_code, []).append(
                (flag.rule.key, known[flag.agreement_code])
            )
    chased = [_chased(raised, policy) for raised in by_partner.values()]
    return tuple(sorted(chased, key=lambda case: (case.oldest_due_on, case.partner.name)))


def _chased(raised: Sequence[tuple[str, AgreementFacts]], policy: Policy) -> Chased:
    """One partner's, from what is raised of its agreements."""
    silent = [facts for key, facts in raised if key == RETURN]
    unmet = [facts for key, facts in raised if key == REVIEW]
    reviews = [Overdue(facts.agreement, next_review_on(facts, policy)) for facts in unmet]
    return Chased(
        partner=raised[0][1].partner,
        returns=_oldest_first(item for facts in silent for item in _missing(facts)),
        reviews=_oldest_first(reviews),
        payments=tuple(payment for facts in silent for payment in _held(facts)),
    )


def _oldest_first(overdue: Iterable[Overdue]) -> tuple[Overdue, ...]:
    return tuple(sorted(overdue, key=lambda item: (item.due_on, item.agreement.agreement_code)))


def _missing(facts: AgreementFacts) -> list[Overdue]:
    return [
        Overdue(facts.agreement, quarter.due_on, quarter)
        for quarter in facts.due_quarters
        if quarter not in facts.returns
    ]


def _held(facts: AgreementFacts) -> list[Payment]:
    """Its payments that are due, unpaid, and wait for a return that is overdue."""
    missing = {str(item.quarter) for item in _missing(facts)}
    return [
        payment
        for payment in facts.payments
        if payment.due_on <= facts.on
        and not payment.paid_on
        and payment.needs_return_for
        and str(Quarter.parse(payment.needs_return_for)) in missing
    ]
