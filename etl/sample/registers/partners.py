"""The registers of partners and schools, and of the needs of their areas."""

from dataclasses import asdict
from datetime import date, timedelta

from etl.sample.hub import Row, SampleHub
from etl.sample.plan import Need, Partner

JOINED_BEFORE = 150  # days before the first agreement


def partners(hub: SampleHub) -> list[Row]:
    """One row per partner; the numbers of charities and companies are of no one."""
    return [_partner(hub, n, partner) for n, partner in enumerate(hub.partners.values(), start=1)]


def _partner(hub: SampleHub, n: int, partner: Partner) -> Row:
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


def schools(hub: SampleHub) -> list[Row]:
    """One row per school."""
    return [asdict(school) for school in hub.schools]


CLOSED_AGO = 60  # days
FIRST_SEEN = (4, 14)  # month and day of the spring before the sample begins


def needs(hub: SampleHub) -> list[Row]:
    """One row per need."""
    identified = date(hub.years[0], *FIRST_SEEN)
    return [_need(hub, need, identified) for need in hub.needs]


def _need(hub: SampleHub, need: Need, identified: date) -> Row:
    return {
        "need_code": need.code,
        "area": need.area,
        "statement": need.statement,
        "evidence": need.evidence,
        "priority": need.priority,
        "lpme_function": need.function,
        "identified_on": identified,
        "closed_on": hub.today - timedelta(days=CLOSED_AGO) if need.story == "closed" else None,
    }
