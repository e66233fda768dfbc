"""The partners register."""

from datetime import timedelta

from etl.sample.hub import SampleHub
from etl.sample.period import Row
from etl.sample.plan import Partner

JOINED_BEFORE = 150  # days before the first agreement


def rows(hub: SampleHub) -> list[Row]:
    """One row per partner; the numbers of charities and companies are of no one."""
    return [_row(hub, n, partner) for n, partner in enumerate(hub.partners.values(), start=1)]


def _row(hub: SampleHub, n: int, partner: Partner) -> Row:
    starts = [a.starts_on for a in hub.agreements if a.partner.code == partner.code]
    return {
        "partner_code": partner.code,
        "name": partner.name,
        "kind": partner.kind,
        "size": partner.size,
        "home_area": partner.home,
        "is_consortium_member": partner.member,
        "charity_number": f"SAMPLE-{n:03d}" if partner.kind == "charity" else "",
        "company_number": f"SAMPLE-{n:03d}" if partner.kind == "company" else "",
        "contact": f"office@{partner.site}.example",
        "origin": partner.origin,
        "joined_on": min(starts) - timedelta(days=JOINED_BEFORE) if starts else None,
    }
