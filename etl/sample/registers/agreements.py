"""The registers of agreements, of their objectives, and of waivers."""

from datetime import timedelta

from etl.sample.hub import Row, SampleHub
from etl.sample.money import value
from etl.sample.objectives import Objective, all_objectives
from etl.sample.plan import Agreement

APPROVED_BEFORE, REPORTED_BEFORE, DECLARED_BEFORE = 60, 25, 75  # days before the start
TENDERED_FROM = 10_000_000  # pence
ENVIRONMENT = (
    "Tutors share cars; instruments are repaired before any are bought.",
    "Rehearsals are within walking distance of the schools.",
    "",
    "Scores are kept on tablets instead of paper.",
)


def agreements(hub: SampleHub) -> list[Row]:
    """One row per agreement."""
    return [_agreement(hub, n, agreement) for n, agreement in enumerate(hub.agreements)]


def opportunity_of(agreement: Agreement) -> str:
    """The code of the open call that an agreement came from; blank where there was none."""
    return agreement.code.replace("A-", "C-") if agreement.open_call else ""


def _agreement(hub: SampleHub, n: int, agreement: Agreement) -> Row:
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


def objectives(hub: SampleHub) -> list[Row]:
    """One row per objective."""
    return [_objective(objective) for objective in all_objectives(hub)]


def _objective(objective: Objective) -> Row:
    return {
        "objective_code": objective.code,
        "agreement_code": objective.agreement.code,
        "statement": objective.statement,
        "measure": objective.measure,
        "unit": objective.unit,
        "direction": objective.direction,
        "adds_up": objective.adds_up,
        "baseline": objective.baseline,
        "target": objective.target,
        "due_on": objective.due_on,
        "profile": ";".join(map(str, objective.profile)),
        "lpme_function": objective.agreement.function,
        "need_code": objective.need,
    }


EXPIRES_IN = {"waived": 60, "waiver-expired": -20}  # days from today
WAIVED_RULE = "vfm_assessment_overdue"


def waivers(hub: SampleHub) -> list[Row]:
    """One row per waiver."""
    excused = [a for a in hub.agreements if a.story in EXPIRES_IN]
    return [
        {
            "waiver_ref": f"WAI-{n:03d}",
            "rule": WAIVED_RULE,
            "agreement_code": agreement.code,
            "reason": "The assessor was away; the assessment follows with the next review",
            "approved_by": "Executive Group chair",
            "expires_on": hub.today + timedelta(days=EXPIRES_IN[agreement.story]),
        }
        for n, agreement in enumerate(excused, start=1)
    ]
