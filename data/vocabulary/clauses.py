"""The Commissioning Policy's clauses: its own headings, and what each asks in our words."""

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

ASKS = {
    "mission": "Needs are analysed and drive what is commissioned. Each music service picks its "
    "own partners; nobody has to work everywhere or in one genre.",
    "accountability": "Commissioning is ethical, fair and open, and says what it is for, and for "
    "whom.",
    "value-for-money": "The most benefit for its cost, not the lowest cost, assessed at key stages "
    "and again while the partnership runs.",
    "principles": "Needs and gaps set the priorities, and organisations of every kind and size are "
    "engaged.",
    "outcomes": "Outcomes are agreed with partners and are specific, measurable, achievable, "
    "relevant and set in time.",
    "promotion": "What works is kept; opportunities are announced widely and reach out to schools, "
    "communities and providers.",
    "renewal": "Partnerships are reviewed periodically. The hub lead may commission ad hoc for new "
    "priorities if the Executive Group agrees.",
    "procurement": "Each music service follows its own local authority's procurement policy.",
    "proposals": "Calls are open and competitive; what is agreed has deliverables, a timeline and "
    "measures.",
    "self-commissioning": "A member that delivers follows its authority's policy; strategic and "
    "delivery roles must not conflict.",
    "risk-payment": "Partnership, financial and quality risks are known and eased; payment is fair "
    "and public money is safe.",
    "sustainability": "Local partners are preferred, harm to the environment is reduced, and "
    "partners are helped to stand on their own feet.",
    "monitoring": "Progress is reported regularly, with data on engagement, satisfaction and "
    "learning; money is shared out and watched systematically.",
    "decommissioning": "A partnership ends for good reasons (all objectives achieved, targets met, "
    "a model that sustains itself) or bad ones (quality below standard, objectives unmet, no "
    "longer aligned).",
    "approval": "Each music service commissions with the Executive Group, which oversees "
    "appointments and reports decisions and reviews to the Oversight Committee.",
    "annual-review": "The Executive Group reviews the policy every year.",
}


def clause(slug: str) -> str:
    """The heading of a clause."""
    return CLAUSES.get(slug, slug)
