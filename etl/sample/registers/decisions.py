"""The decision log: awards, renewals, an improvement plan, two endings, and proposals declined."""

from collections.abc import Iterator
from datetime import date, timedelta

from etl.sample.hub import Row, SampleHub
from etl.sample.plan import Agreement
from etl.sample.registers.agreements import APPROVED_BEFORE
from etl.sample.registers.proposals import declined

REPORTED_AFTER = 40  # days from a decision to the Oversight Committee
RENEWAL_WITHIN, RENEWED_AGO = 125, 21  # days before the end; before today
PLAN_AGO, VARIED_AGO = 50, 100  # days before today
NOTICE, DECIDED_BEFORE_END = 100, 130  # days before the end
ENDED = {"A-0209": "objectives achieved", "A-0202": "not aligned", "A-0407": "objectives unmet"}
OPTIONS = "Going on as before; a smaller agreement; another partner through an open call"


def rows(hub: SampleHub) -> list[Row]:
    """One row per decision, oldest first."""
    decisions = [*_declined(hub), *(row for a in hub.agreements for row in _of(hub, a))]
    decisions.sort(key=lambda row: (row["decided_on"], str(row.get("agreement_code"))))
    return [{"decision_ref": f"DEC-{n:03d}"} | row for n, row in enumerate(decisions, start=1)]


def _of(hub: SampleHub, agreement: Agreement) -> Iterator[Row]:
    yield _award(hub, agreement)
    if agreement.code in ENDED:
        yield _ending(hub, agreement)
    if agreement.story == "sliding":
        yield _decision(hub, agreement, "improvement plan", _ago(hub, PLAN_AGO)) | {
            "rationale": "Satisfaction has fallen for three quarters; a plan comes first",
            "options": OPTIONS,
        }
    if agreement.story == "unreported":
        varied = _decision(hub, agreement, "vary", _ago(hub, VARIED_AGO))
        yield varied | {"rationale": "More schools asked for training", "reported_on": None}
    if _needs_renewal(hub, agreement):
        yield _decision(hub, agreement, "renew", _ago(hub, RENEWED_AGO)) | {
            "rationale": "The need remains and delivery has been on course",
            "options": OPTIONS,
        }


def _award(hub: SampleHub, agreement: Agreement) -> Row:
    day = agreement.starts_on - timedelta(days=APPROVED_BEFORE)
    ad_hoc = agreement.route == "ad hoc" and agreement.story != "not-approved"
    body = "music service" if agreement.story == "not-approved" else "executive group"
    return _decision(hub, agreement, "ad hoc" if ad_hoc else "award", day) | {
        "decided_by": body,
        "deliverer_partner_code": agreement.partner.code,
        "rationale": f"{agreement.title} answers need {agreement.need} at a fair cost",
    }


def _ending(hub: SampleHub, agreement: Agreement) -> Row:
    day = agreement.ends_on - timedelta(days=DECIDED_BEFORE_END)
    return _decision(hub, agreement, "decommission", day) | {
        "reason": ENDED[agreement.code],
        "rationale": "Discussed with the partner at its review; schools were told in good time",
        "options": OPTIONS,
        "notice_on": agreement.ends_on - timedelta(days=NOTICE),
        "effective_on": agreement.ends_on,
    }


def _needs_renewal(hub: SampleHub, agreement: Agreement) -> bool:
    left = (agreement.ends_on - hub.today).days
    return 0 <= left <= RENEWAL_WITHIN and agreement.story != "renewal-due"


def _declined(hub: SampleHub) -> Iterator[Row]:
    for proposal in declined(hub):
        yield {
            "opportunity_code": proposal.opportunity.code,
            "kind": "decline",
            "decided_on": proposal.opportunity.decided_on,
            "decided_by": "executive group",
            "deliverer_partner_code": proposal.partner,
            "rationale": "Another proposal scored higher on the four criteria",
            "reported_on": _reported(hub, proposal.opportunity.decided_on),
        }


def _decision(hub: SampleHub, agreement: Agreement, kind: str, day: date) -> Row:
    return {
        "agreement_code": agreement.code,
        "kind": kind,
        "decided_on": day,
        "decided_by": "executive group",
        "reported_on": _reported(hub, day),
    }


def _reported(hub: SampleHub, decided_on: date) -> date | None:
    day = decided_on + timedelta(days=REPORTED_AFTER)
    return day if day <= hub.today else None


def _ago(hub: SampleHub, days: int) -> date:
    return hub.today - timedelta(days=days)
