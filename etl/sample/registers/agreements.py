"""The agreements register."""

from datetime import timedelta

from etl.sample.hub import SampleHub
from etl.sample.money import value
from etl.sample.period import Row
from etl.sample.plan import Agreement

APPROVED_BEFORE, REPORTED_BEFORE, DECLARED_BEFORE = 60, 25, 75  # days before the start
TENDERED_FROM = 10_000_000  # pence
ENVIRONMENT = (
    "Tutors share cars; instruments are repaired before any are bought.",
    "Rehearsals are within walking distance of the schools.",
    "",
    "Scores are kept on tablets instead of paper.",
)


def rows(hub: SampleHub) -> list[Row]:
    """One row per agreement."""
    return [_row(hub, n, agreement) for n, agreement in enumerate(hub.agreements)]


def opportunity_of(agreement: Agreement) -> str:
    """The code of the open call that an agreement came from; blank where there was none."""
    return agreement.code.replace("A-", "C-") if agreement.open_call else ""


def _row(hub: SampleHub, n: int, agreement: Agreement) -> Row:
    return {
        "agreement_code": agreement.code,
        "partner_code": agreement.partner.code,
        "area": agreement.area,
        "title": agreement.title,
        "kind": agreement.kind,
        "route": agreement.route,
        "starts_on": agreement.starts_on,
        "ends_on": agreement.ends_on,
        "value": value(hub, agreement),
        "payment_model": agreement.payment,
        "lpme_function": agreement.function,
        "activity": agreement.activity,
        "environment": ENVIRONMENT[n % len(ENVIRONMENT)],
        "need_code": agreement.need,
        "opportunity_code": opportunity_of(agreement),
        **_promises(agreement),
        **_procurement(hub, agreement),
        **_approval(agreement),
    }


def _promises(agreement: Agreement) -> Row:
    if agreement.story == "incomplete":
        return {}
    return {
        "deliverables": f"{agreement.title}: sessions as in the objectives, a sharing each year",
        "metrics": "Attendance, satisfaction and learning as in the quarterly return",
    }


def _procurement(hub: SampleHub, agreement: Agreement) -> Row:
    if agreement.story == "under-quoted":
        return {"procurement": "one quote", "quotes_received": 1}
    if agreement.partner.member:
        return {"procurement": "direct award", "quotes_received": None}
    if agreement.kind == "subgrant":
        return {"procurement": "grant round", "quotes_received": 4}
    tendered = value(hub, agreement) >= TENDERED_FROM
    return {"procurement": "tender" if tendered else "three quotes", "quotes_received": 4}


def _approval(agreement: Agreement) -> Row:
    start = agreement.starts_on
    declared = agreement.partner.member and agreement.story != "undeclared"
    approved = agreement.story != "not-approved"
    return {
        "approved_on": start - timedelta(days=APPROVED_BEFORE) if approved else None,
        "reported_on": start - timedelta(days=REPORTED_BEFORE) if approved else None,
        "conflict_declared_on": start - timedelta(days=DECLARED_BEFORE) if declared else None,
    }
