"""Commissioning: the routes, the mix of partners, and what the log lacks."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from dash import html

from dashboard.components.charts.inline import distribution
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import plural, pounds_in_words, share
from dashboard.policy.commissioning import Commissioned, NeedRow

SIZES = ("micro", "small", "medium", "large")
SHADES = ("ink", "ink-3", "line-strong", "line", "wash-strong")
HOW = (  # title, what an agreement says of it
    ("Planned, or for an emerging priority", lambda commission: commission.agreement.route),
    ("Contract or subgrant", lambda commission: commission.agreement.kind),
    ("How it was procured", lambda commission: commission.agreement.procurement or "not recorded"),
    (
        "By a member of the consortium",
        lambda commission: "self-commissioned" if commission.is_own else "others",
    ),
)


def answer(commissions: Sequence[Commissioned], needs: Sequence[NeedRow]) -> str:
    """`37 agreements run, worth £5.8 million; 35 of them planned; 1 of 17 needs has …`"""
    if not commissions:
        return "No agreement runs today for this choice."
    worth = pounds_in_words(sum(commission.agreement.value_pence for commission in commissions))
    planned = sum(commission.agreement.route == "planned" for commission in commissions)
    runs = "agreement runs" if len(commissions) == 1 else "agreements run"
    clauses = [
        f"{len(commissions)} {runs}, worth {worth}",
        f"{planned} of them planned",
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


def routes(commissions: Sequence[Commissioned]) -> html.Div:
    """Numbers and money of each way, as bars of the numbers with both shares in their words."""
    return html.Div(
        [html.Div([html.H3(title), _route_bar(commissions, way_of)]) for title, way_of in HOW],
        className="stages",
    )


def _route_bar(
    commissions: Sequence[Commissioned], way_of: Callable[[Commissioned], str]
) -> html.Div:
    counted = Counter(way_of(commission) for commission in commissions)
    worth = _worth(commissions, way_of)
    whole = sum(worth.values()) or 1
    parts = [
        (_route_label(way, worth[way], whole), number, SHADES[at % len(SHADES)])
        for at, (way, number) in enumerate(counted.most_common())
    ]
    return distribution(parts, "of the agreements")


def _route_label(way: str, pence: int, whole: int) -> str:
    """`Self-commissioned, £3.9 million (67% of the money)`; its number of agreements follows."""
    return (
        f"{way[0].upper()}{way[1:]}, {pounds_in_words(pence)} ({share(pence / whole)} of the money)"
    )


def _worth(commissions: Iterable[Commissioned], way_of: Callable[[Commissioned], str]) -> Counter:
    worth: Counter = Counter()
    for commission in commissions:
        worth[way_of(commission)] += commission.agreement.value_pence
    return worth


def mix_table(commissions: Sequence[Commissioned]) -> Table:
    """Partners and money by kind, and partners by size."""
    kinds = sorted({commission.partner.kind for commission in commissions})
    sizes = [
        size for size in SIZES if any(commission.partner.size == size for commission in commissions)
    ]
    whole = sum(commission.agreement.value_pence for commission in commissions) or 1
    columns = (
        Column("Kind of partner"),
        *(Column(size.capitalize(), "count") for size in sizes),
        Column("Partners", "count"),
        Column("Agreements", "count"),
        Column("Worth", "pence"),
        Column("Of all money", "share"),
    )
    groups = [
        (kind.capitalize(), [o for o in commissions if o.partner.kind == kind]) for kind in kinds
    ]
    groups.sort(key=lambda group: -sum(commission.agreement.value_pence for commission in group[1]))
    rows = [_mix(name, mine, sizes, whole) for name, mine in [*groups, ("All", commissions)]]
    return Table(
        "Partners with a running agreement, by kind and size", columns, rows,
        totals=frozenset({len(groups)}),
    )  # fmt: skip


def _mix(name: str, mine: Sequence[Commissioned], sizes: Sequence[str], whole: int) -> tuple:
    worth = sum(commission.agreement.value_pence for commission in mine)
    by_size = [
        _partners(commission for commission in mine if commission.partner.size == size)
        for size in sizes
    ]
    return (name, *by_size, _partners(mine), len(mine), worth, worth / whole)


def _partners(commissions: Iterable[Commissioned]) -> int:
    return len({commission.partner.partner_code for commission in commissions})


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
