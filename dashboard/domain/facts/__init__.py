"""What is known on a day: register rows, returns and what they add up to, as plain values.

Field names are the warehouse's column names. On a past day, dates of things done later are blank.
"""

from dashboard.domain.facts.decisions import Act, Assessment, Decision, Review, Waiver
from dashboard.domain.facts.registers import (
    Agreement,
    Allocation,
    Call,
    Need,
    Objective,
    Partner,
    Payment,
    Risk,
    School,
)
from dashboard.domain.facts.returns import (
    Answers,
    Money,
    Progress,
    Received,
    Responses,
    ReturnFacts,
    Sessions,
)
from dashboard.domain.facts.subjects import AgreementFacts, HubFacts

__all__ = [
    "Act",
    "Agreement",
    "AgreementFacts",
    "Allocation",
    "Answers",
    "Assessment",
    "Call",
    "Decision",
    "HubFacts",
    "Money",
    "Need",
    "Objective",
    "Partner",
    "Payment",
    "Progress",
    "Received",
    "Responses",
    "ReturnFacts",
    "Review",
    "Risk",
    "School",
    "Sessions",
    "Waiver",
]
