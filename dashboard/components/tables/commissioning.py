"""Commissioning: the routes, the mix of partners, and what the log lacks."""

from collections.abc import Iterable, Mapping, Sequence

from dash import html

from dashboard.components.charts.inline import distribution
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import capitalised, plural, pounds_in_words, share
from dashboard.policy.commissioning import Commissioned, Mix, NeedRow, Part

SIZES = ("micro", "small", "medium", "large")
SHADES = ("ink", "ink-3", "line-strong", "line", "wash-strong")
HOW = {  # the ways in which agreements come about
    "route": "Planned, or for an emerging priority",
    "kind": "Contract or subgrant",
    "procurement": "How it was procured",
    "own": "By a member of the consortium",
}


def answer(mix: Mix, needs: Sequence[NeedRow]) -> str:
    """`37 agreements run, worth £5.8 million; 35 of them planned; 1 of 17 needs has …`"""
    if not mix.every.agreements:
        return "No agreement runs today for this choice."
    worth = pounds_in_words(mix.every.worth_pence)
    runs = "agreement runs" if mix.every.agreements == 1 else "agreements run"
    clauses = [
        f"{mix.every.agreements} {runs}, worth {worth}",
        f"{mix.planned} of them planned",
        _open(needs),
    ]
    return f"{'; '.join(filter(None, clauses))}."


def _open(needs: Sequence[NeedRow]) -> str:
    if not needs:
        return ""
    uncovered = sum(not row.is_covered for row in needs)
    if not uncovered:
        return f"all {len(needs)} needs have an agreement"
    has_have = "has" if uncovered == 1 else "have"
    return f"{uncovered} of {plural(len(needs), 'need')} {has_have} no agreement"


def routes(mix: Mix) -> html.Div:
    """Numbers and money of each way, as bars of the numbers with both shares in their words."""
    return html.Div(
        [html.Div([html.H3(title), _route_bar(mix.ways[way])]) for way, title in HOW.items()],
        className="stages",
    )


def _route_bar(ways: Mapping[str, Part]) -> html.Div:
    whole = sum(part.worth_pence for part in ways.values()) or 1
    parts = [
        (_route_label(way, part.worth_pence, whole), part.agreements, SHADES[at % len(SHADES)])
        for at, (way, part) in enumerate(ways.items())
    ]
    return distribution(parts, "of the agreements")


def _route_label(way: str, pence: int, whole: int) -> str:
    """`Self-commissioned, £3.9 million (67% of the money)`; its number of agreements follows."""
    return f"{capitalised(way)}, {pounds_in_words(pence)} ({share(pence / whole)} of the money)"


def mix_table(mix: Mix) -> Table:
    """Partners and money by kind, and partners by size."""
    sizes = [size for size in SIZES if any(known == size for _, known in mix.by_size)]
    columns = (
        Column("Kind of partner"),
        *(Column(size.capitalize(), "count") for size in sizes),
        Column("Partners", "count"),
        Column("Agreements", "count"),
        Column("Worth", "pence"),
        Column("Of all money", "share"),
    )
    kinds = sorted(sorted(mix.by_kind), key=lambda kind: -mix.by_kind[kind].worth_pence)
    rows = [_kind(mix, kind, sizes) for kind in kinds]
    every = [_partners(mix, mix.by_kind, size) for size in sizes]
    rows.append(("All", *every, *_money(mix, mix.every)))
    return Table(
        "Partners with a running agreement, by kind and size", columns, rows,
        totals=frozenset({len(kinds)}),
    )  # fmt: skip


def _kind(mix: Mix, kind: str, sizes: Sequence[str]) -> tuple:
    by_size = [_partners(mix, [kind], size) for size in sizes]
    return (kind.capitalize(), *by_size, *_money(mix, mix.by_kind[kind]))


def _partners(mix: Mix, kinds: Iterable[str], size: str) -> int:
    return sum(mix.by_size.get((kind, size), Part()).partners for kind in kinds)


def _money(mix: Mix, part: Part) -> tuple[int, int, int, float]:
    whole = mix.every.worth_pence or 1
    return part.partners, part.agreements, part.worth_pence, part.worth_pence / whole


def log_sentence(commissions: Sequence[Commissioned]) -> str:
    """How many are self-commissioned or ad hoc, and what the log lacks of them."""
    own = [commission for commission in commissions if commission.is_own]
    silent = sum(commission.agreement.conflict_declared_on is None for commission in own)
    unapproved = sum(commission.agreement.approved_on is None for commission in commissions)
    return (
        f"{plural(len(own), 'agreement')} with members of the consortium, {silent or 'none'} "
        f"without a declaration of interest; {unapproved or 'none'} of {len(commissions)} "
        "without the Executive Group’s approval."
    )
