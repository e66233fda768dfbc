"""A snapshot of the hub narrowed to a scope, and one without what people wrote."""

from collections.abc import Collection
from dataclasses import replace

from dashboard.domain.facts import Act, Need, Partner, Progress, School
from dashboard.domain.registers import Registers
from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Scope
from data.hub import HUB_WIDE
from data.journal.acts import ACTS

NARRATIVE = ("activities", "outcome", "challenges")
KNOWN_TO_ALL = ("partner_code", "name", "kind", "size", "home_area", "is_consortium_member")


def narrowed(snapshot: Snapshot, scope: Scope) -> Snapshot:
    """The part of a snapshot that belongs to a scope's areas, as each register declares it.

    Every reader may know statements of needs and numbers of schools, and the names of the
    consortium's members; of other partners outside the scope only the names of those whom its
    decisions and proposals name.
    """
    if scope.is_whole:
        return snapshot
    own = snapshot.registers.within(scope.areas)
    registers = own.replaced(
        needs=[_need(row, scope) for row in snapshot.needs.values()],
        schools=[_school(row, scope) for row in snapshot.schools],
        partners=[*own.rows.get("partners", ()), *_named(snapshot.registers, own)],
    )
    agreements = own.of("agreements")
    return replace(
        snapshot,
        registers=registers,
        returns={key: facts for key, facts in snapshot.returns.items() if key[0] in agreements},
        acts={
            code: acts if code else _acts_of_hub(acts, scope, own)
            for code, acts in snapshot.acts.items()
            if code is None or code in agreements
        },
    )


def _need(need: Need, scope: Scope) -> Need:
    return need if scope.holds(need.area) else need.without_free_text()


def _school(school: School, scope: Scope) -> School:
    return school if scope.holds(school.area) else replace(school, name=None)


def _named(whole: Registers, own: Registers) -> list[Partner]:
    """The partners outside a scope that are named in it, without what is their own."""
    named = {row.partner_code for row in own.rows.get("proposals", ())}
    named |= {row.deliverer_partner_code for row in own.rows.get("decisions", ())}
    known = own.of("partners")
    return [
        Partner(**{name: getattr(row, name) for name in KNOWN_TO_ALL})
        for code, row in whole.of("partners").items()
        if code not in known and (row.is_consortium_member or code in named)
    ]


def _acts_of_hub(acts: Collection[Act], scope: Scope, own: Registers) -> tuple[Act, ...]:
    """Acts of no agreement: on flags of the scope's areas, on its decisions, or the hub's own.

    What names a decision that no register has any more is nobody's.
    """
    open_refs = {None, *(row.decision_ref for row in own.rows.get("decisions", ()))}
    return tuple(
        act
        for act in acts
        if scope.holds(act.answers.get("area", HUB_WIDE))
        and act.answers.get("decision_ref") in open_refs
    )


def without_free_text(snapshot: Snapshot) -> Snapshot:
    """A snapshot in which everything that people wrote in their own words is blank."""
    return replace(
        snapshot,
        registers=snapshot.registers.without_free_text(),
        returns={
            key: replace(facts, progress=tuple(map(_without_narrative, facts.progress)))
            for key, facts in snapshot.returns.items()
        },
        acts={code: tuple(map(_without_words, acts)) for code, acts in snapshot.acts.items()},
    )


def _without_narrative(line: Progress) -> Progress:
    return replace(line, **dict.fromkeys(NARRATIVE))


def _without_words(act: Act) -> Act:
    hidden = {field.name for field in ACTS[act.act].fields if field.is_free_text}
    return replace(act, answers={k: v for k, v in act.answers.items() if k not in hidden})
