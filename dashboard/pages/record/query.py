"""Choices offered when something is entered about an agreement."""

from dataclasses import dataclass

from dashboard.domain.facts import Agreement, Decision, Partner, Review
from dashboard.store.session import Session


@dataclass(frozen=True)
class Recordable:
    """What may be chosen when something is entered about an agreement.

    `reviews` are those not held yet; `organisations` the consortium's members and the agreement's
    partner, who may have to decide or must not.
    """

    agreement: Agreement
    partner: Partner
    reviews: tuple[Review, ...]
    decisions: tuple[Decision, ...]
    organisations: tuple[Partner, ...]


def recordable(session: Session, code: str) -> Recordable:
    agreement, snapshot = session.agreement(code), session.snapshot()
    partner = snapshot.partner_of(agreement)
    members = [row for row in snapshot.partners.values() if row.is_consortium_member]
    organisations = {member.partner_code: member for member in (*members, partner)}
    return Recordable(
        agreement=agreement,
        partner=partner,
        reviews=tuple(r for r in snapshot.reviews.get(code, ()) if r.held_on is None),
        decisions=snapshot.decisions.get(code, ()),
        organisations=tuple(
            sorted(organisations.values(), key=lambda organisation: organisation.name)
        ),
    )
