"""Judge every agreement, every area and the hub itself by their rules on a day."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from dashboard.domain.facts import Act, Agreement, AgreementFacts, HubFacts
from dashboard.domain.snapshot import Snapshot
from dashboard.policy.flag import Flag
from dashboard.policy.rule import Rule
from dashboard.rules import RULES
from dashboard.store.facts import Answering, facts_of, facts_of_areas, facts_of_hub
from data.policies import Policy

EVERY = tuple(RULES.values())
Acts = Mapping[str | None, tuple[Act, ...]]


def flags_of(
    snapshot: Snapshot,
    answering: Answering,
    acts: Acts,
    policy: Policy,
    chosen: Collection[Rule] = EVERY,
) -> tuple[Flag, ...]:
    """Every state of every rule, or of some: by agreement, then by area, then of the hub itself.

    `answering` are the agreements that answer each need, `acts` the journal as it may be read.
    """
    agreements = sorted(snapshot.agreements.values(), key=lambda a: a.agreement_code)
    areas = [("area", facts) for facts in facts_of_areas(snapshot, answering)]
    known = [*areas, ("hub", facts_of_hub(snapshot))]
    flags = (
        *(flag for a in agreements for flag in flags_of_agreement(snapshot, a, policy, chosen)),
        *_of_hub(known, policy, chosen),
    )
    return tuple(_with_acts(flag, acts, policy) for flag in flags)


def _with_acts(flag: Flag, acts: Acts, policy: Policy) -> Flag:
    """What people entered about a flag since it has stood, and by which settings it is judged."""
    entered = acts.get(flag.agreement_code, ())
    about = tuple(act for act in entered if act.rule == flag.rule.key and _is_about(act, flag))
    return replace(flag, settings=policy.version, acts=about)


def _is_about(act: Act, flag: Flag) -> bool:
    """Of the flag as it stands now, not of one cleared before; by area where of no agreement."""
    stands, since = flag.finding.state in ("raised", "waived"), flag.finding.since
    is_here = flag.agreement_code is not None or act.answers.get("area") == flag.area
    return stands and is_here and (since is None or act.written_on >= since)


def flags_of_agreement(
    snapshot: Snapshot, agreement: Agreement, policy: Policy, chosen: Collection[Rule] = EVERY
) -> Iterator[Flag]:
    """Every state of the rules that judge an agreement on the snapshot's day."""
    rules = list(_rules_for(agreement, snapshot, policy, chosen))
    facts = facts_of(snapshot, agreement) if rules else None
    for rule in rules:
        yield judged(rule, facts, policy)


def _rules_for(
    agreement: Agreement, snapshot: Snapshot, policy: Policy, chosen: Collection[Rule]
) -> Iterator[Rule]:
    """All rules while it runs; for a while after its end those that still matter then."""
    last = agreement.ends_on + timedelta(days=policy.rules["after_end_days"])
    for rule in chosen:
        until = last if rule.after_end else agreement.ends_on
        if "agreement" in rule.of and agreement.starts_on <= snapshot.day <= until:
            yield rule


def judged(rule: Rule, facts: AgreementFacts, policy: Policy) -> Flag:
    """What a rule says of an agreement, a waiver that is alive on the day counted in."""
    finding, waiver = rule.judge(facts, policy), facts.waiver_of(rule.key)
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
