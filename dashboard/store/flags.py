"""Judge every agreement, every area and the hub itself by their rules on a day."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import timedelta

from dashboard.facts import Agreement, AgreementFacts, HubFacts, Waiver
from dashboard.rule import Flag, Rule
from dashboard.rules import RULES
from dashboard.snapshot import Snapshot
from dashboard.store.agreement_facts import facts_of
from dashboard.store.hub_facts import facts_of_areas, facts_of_hub
from data.policies import Policy

EVERY = tuple(RULES.values())


def flags_of(
    snapshot: Snapshot, policy: Policy, chosen: Collection[Rule] = EVERY
) -> tuple[Flag, ...]:
    """Every state of every rule, or of some: by agreement, then by area, then of the hub itself."""
    agreements = sorted(snapshot.agreements.values(), key=lambda a: a.agreement_code)
    areas = [("area", facts) for facts in facts_of_areas(snapshot)]
    known = [*areas, ("hub", facts_of_hub(snapshot))]
    return (
        *(flag for one in agreements for flag in _of_agreement(snapshot, one, policy, chosen)),
        *_of_hub(known, policy, chosen),
    )


def _of_agreement(
    snapshot: Snapshot, agreement: Agreement, policy: Policy, chosen: Collection[Rule]
) -> Iterator[Flag]:
    rules = list(_rules_for(agreement, snapshot, policy, chosen))
    facts = facts_of(snapshot, agreement) if rules else None
    for rule in rules:
        yield _judged(rule, facts, policy)


def _rules_for(
    agreement: Agreement, snapshot: Snapshot, policy: Policy, chosen: Collection[Rule]
) -> Iterator[Rule]:
    """All rules while it runs; for a while after its end those that still matter then."""
    last = agreement.ends_on + timedelta(days=policy.rules["after_end_days"])
    for rule in chosen:
        until = last if rule.after_end else agreement.ends_on
        if "agreement" in rule.of and agreement.starts_on <= snapshot.day <= until:
            yield rule


def _judged(rule: Rule, facts: AgreementFacts, policy: Policy) -> Flag:
    finding, waiver = rule.judge(facts, policy), _waiver(rule, facts)
    is_waived = waiver is not None and finding.state == "raised"
    return Flag(
        rule=rule,
        finding=replace(finding, state="waived") if is_waived else finding,
        agreement_code=facts.agreement.agreement_code,
        agreement_title=facts.agreement.title,
        partner_code=facts.partner.partner_code,
        partner_name=facts.partner.name,
        area=facts.agreement.area,
        on=facts.on,
        waiver=waiver if is_waived else None,
    )


def _of_hub(
    known: list[tuple[str, HubFacts]], policy: Policy, chosen: Collection[Rule]
) -> Iterator[Flag]:
    """What is of no agreement; nobody can waive it, for a waiver is of an agreement."""
    for of, facts in known:
        for rule in chosen:
            if of in rule.of:
                yield Flag(
                    rule, rule.judge(facts, policy), None, None, None, None, facts.area, facts.on
                )


def _waiver(rule: Rule, facts: AgreementFacts) -> Waiver | None:
    """A waiver of the rule that is alive on the day; it counts through its last day."""
    live = (w for w in facts.waivers if w.rule == rule.key and facts.on <= w.expires_on)
    return next(live, None)
