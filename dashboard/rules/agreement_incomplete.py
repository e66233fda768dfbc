"""Agreement incomplete: an agreement does not say what it is for."""

from dashboard.domain.facts import AgreementFacts
from dashboard.policy.rule import CLEAR, Evidence, Finding, Rule, raised, while_it_runs
from data.formatting import day, listed
from data.policies import Policy

WANTED = ("deliverables", "metrics")


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    agreement = facts.agreement
    missing = [name for name in WANTED if not getattr(agreement, name)]
    if not missing:
        return CLEAR
    started = day(agreement.starts_on)
    threshold = "every agreement names its deliverables and metrics"
    value = f"it names no {' and no '.join(missing)}"
    evidence = Evidence("Agreement", value, threshold, started, "agreements")
    return raised(
        [evidence],
        agreement.starts_on,
        f"Record the {listed(missing)} of {agreement.agreement_code}. {while_it_runs(facts)}",
    )


RULE = Rule(
    key="agreement_incomplete",
    kind="hub",
    clause="proposals",
    title="Agreement incomplete",
    sentence=(
        "The agreement lacks its deliverables or its metrics; without its dates the register would "
        "not have been taken in."
    ),
    judge=judge,
)
