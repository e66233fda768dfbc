"""What may be chosen when something is entered about an agreement."""

from dashboard.domain.snapshot import Snapshot
from dashboard.views.partners_and_returns import Recordable


def recordable(snapshot: Snapshot, code: str) -> Recordable:
    agreement = snapshot.agreements[code]
    partner = snapshot.partner_of(agreement)
    members = [one for one in snapshot.partners.values() if one.is_consortium_member]
    organisations = {one.partner_code: one for one in (*members, partner)}
    return Recordable(
        agreement=agreement,
        partner=partner,
        reviews=tuple(r for r in snapshot.reviews.get(code, ()) if r.held_on is None),
        decisions=snapshot.decisions.get(code, ()),
        organisations=tuple(sorted(organisations.values(), key=lambda one: one.name)),
    )
