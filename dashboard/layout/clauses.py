"""The Commissioning Policy's clauses under its own headings."""

CLAUSES = {
    "mission": "Strategic Overview and Mission",
    "accountability": "Purpose and Accountability",
    "value-for-money": "Value for Money Assessment",
    "principles": "Good Principles of Commissioning",
    "outcomes": "Service Shaping and Outcome-Based Approaches",
    "promotion": "Promoting Partnership Opportunities",
    "renewal": "Reviewing and Renewing Partnerships",
    "procurement": "Compliance with Organisational Procurement Policies",
    "proposals": "Activities and Budget Proposals",
    "self-commissioning": "Self-Commissioning by Consortium Members",
    "risk-payment": "Risk Management and Payment Models",
    "sustainability": "Sustainability and Environmental Considerations",
    "monitoring": "Monitoring and Reporting",
    "decommissioning": "Decommissioning Partners",
    "approval": "Approval of Commissioning Decisions",
    "annual-review": "Annual Policy Review",
}


def clause(slug: str) -> str:
    return CLAUSES.get(slug, slug)
