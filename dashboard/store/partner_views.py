"""Partners as their list and their pages show them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from dashboard.domain.facts import Agreement, AgreementFacts, Decision, Review
from dashboard.domain.progress import share_due
from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Viewer
from dashboard.measures.kpi import Reading
from dashboard.policy.flag import Flag
from dashboard.policy.outlook import Outlook
from dashboard.store.agreement_facts import facts_of
from dashboard.store.grid import all_quarters, grid_of
from dashboard.store.objective_views import objective_view
from dashboard.views.partners_and_returns import PartnerRow, PartnerView, QuarterMoney
from data.hub import HUB, HUB_WIDE
from data.policies import Policy

AREAS = (*HUB.area_names, HUB_WIDE)


def open_agreements(snapshot: Snapshot, viewer: Viewer) -> list[Agreement]:
    """The agreements whose details a viewer may see, by code."""
    found = (a for a in snapshot.agreements.values() if viewer.sees_detail_of(a.area))
    return sorted(found, key=lambda agreement: agreement.agreement_code)


def partner_rows(snapshot: Snapshot, viewer: Viewer, flags: Sequence[Flag]) -> list[PartnerRow]:
    """The partners with an agreement within the viewer's areas, by name."""
    agreements = open_agreements(snapshot, viewer)
    codes = {agreement.partner_code for agreement in agreements}
    rows = [
        _row(snapshot, code, [a for a in agreements if a.partner_code == code], flags)
        for code in codes
    ]
    return sorted(rows, key=lambda row: (row.partner.name, row.partner.partner_code))


def _row(
    snapshot: Snapshot, code: str, agreements: list[Agreement], flags: Sequence[Flag]
) -> PartnerRow:
    running = [a for a in agreements if a.starts_on <= snapshot.day <= a.ends_on]
    areas = {agreement.area for agreement in agreements}
    return PartnerRow(
        partner=snapshot.partners[code],
        areas=tuple(area for area in AREAS if area in areas),
        agreements=len(agreements),
        running=len(running),
        value_pence=sum(agreement.value_pence for agreement in running),
        next_end=min((agreement.ends_on for agreement in running), default=None),
        raised=tuple(
            flag for flag in flags if flag.partner_code == code and flag.finding.state == "raised"
        ),
    )


def partner_view(
    snapshot: Snapshot,
    viewer: Viewer,
    code: str,
    flags: Sequence[Flag],
    satisfaction: Sequence[Reading],
    files: Mapping[int, str],
    outlook: Callable[[Agreement], Outlook],
    policy: Policy,
) -> PartnerView:
    """One partner, by its agreements within the viewer's areas."""
    agreements = [a for a in open_agreements(snapshot, viewer) if a.partner_code == code]
    known = [facts_of(snapshot, agreement) for agreement in agreements]
    with_words = viewer.may("see_free_text")
    told = partial(_told, with_words)
    return PartnerView(
        partner=snapshot.partners[code],
        agreements=tuple(agreements),
        objectives=tuple(objective_view(f, o, with_words) for f in known for o in f.objectives),
        returns=tuple(grid_of(snapshot, agreements, all_quarters(agreements), files)),
        payments=_by_day((p for f in known for p in f.payments), "due_on"),
        money=tuple(line for facts in known for line in _money(facts, policy)),
        reviews=_by_day(map(told, (r for f in known for r in f.reviews)), "due_on"),
        decisions=_by_day(map(told, (d for f in known for d in f.decisions)), "decided_on"),
        satisfaction=tuple(satisfaction),
        flags=tuple(flag for flag in flags if flag.partner_code == code),
        outlooks=tuple(map(outlook, agreements)),
    )


def _by_day(rows, name: str) -> tuple:
    return tuple(sorted(rows, key=lambda row: getattr(row, name)))


def _told(with_words: bool, row: Review | Decision) -> Review | Decision:
    """A row, its free text blank where the viewer may not read it."""
    names = {"notes", "rationale", "options"} & vars(row).keys()
    return row if with_words else replace(row, **dict.fromkeys(names))


def _money(facts: AgreementFacts, policy: Policy) -> list[QuarterMoney]:
    """Spending and other income by quarter, beside what the profile puts into each."""
    due_before, lines = 0.0, []
    for quarter in (q for q in facts.all_quarters if q.start <= facts.on):
        came = facts.returns.get(quarter)
        is_told = came is not None and came.received.tells_of("spending")
        due = facts.agreement.value_pence * share_due(facts.agreement, quarter, policy)
        lines.append(
            QuarterMoney(
                agreement_code=facts.agreement.agreement_code,
                quarter=quarter,
                spent_pence=came.spent_pence if is_told else None,
                income_pence=came.income_pence() if is_told else None,
                profile_pence=round(due - due_before),
            )
        )
        due_before = due
    return lines
