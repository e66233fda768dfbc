"""Facts known on a day: register rows, returns and what they add up to, as plain values.

Field names are the warehouse's column names. On a past day, dates of things done later are blank.
"""

from dashboard.domain.facts.acts import Act
from dashboard.domain.facts.registers import (
    Agreement,
    Allocation,
    Assessment,
    Call,
    Decision,
    Need,
    Objective,
    Partner,
    Payment,
    Review,
    Risk,
    School,
    Waiver,
)
from dashboard.domain.facts.returns import (
    Answers,
    Money,
    Progress,
    Received,
    Responses,
    ReturnFacts,
    Sessions,
    total,
)
from dashboard.domain.facts.row import Row, row_type
from dashboard.domain.facts.subjects import AgreementFacts, HubFacts, QuarterFigure

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
    "QuarterFigure",
    "Received",
    "Responses",
    "ReturnFacts",
    "Review",
    "Risk",
    "Row",
    "School",
    "Sessions",
    "Waiver",
    "row_type",
    "total",
]
