"""Waivers: exceptions to a rule, with a reason and an end."""

from datetime import timedelta

from etl.sample.hub import SampleHub
from etl.sample.period import Row

EXPIRES_IN = {"waived": 60, "waiver-expired": -20}  # days from today
RULE = "vfm_assessment_overdue"


def rows(hub: SampleHub) -> list[Row]:
    """One row per waiver."""
    excused = [a for a in hub.agreements if a.story in EXPIRES_IN]
    return [
        {
            "waiver_ref": f"WAI-{n:03d}",
            "rule": RULE,
            "agreement_code": agreement.code,
            "reason": "The assessor was away; the assessment follows with the next review",
            "approved_by": "Executive Group chair",
            "expires_on": hub.today + timedelta(days=EXPIRES_IN[agreement.story]),
        }
        for n, agreement in enumerate(excused, start=1)
    ]
