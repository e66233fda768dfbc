"""What is commissioned: how it came about, from whom, and the log of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from dash import html

from dashboard.components.charts.inline import distribution
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import plural, pounds_said, share
from dashboard.policy.commissioning import Commissioned, NeedRow

SIZES = ("micro", "small", "medium", "large")
SHADES = ("ink", "ink-3", "line-strong", "line", "wash-strong")
HOW = (  # title, what an agreement says of it
    ("Planned, or for an emerging priority", lambda one: one.agreement.route),
    ("Contract or subgrant", lambda one: one.agreement.kind),
    ("How it was procured", lambda one: one.agreement.procurement or "not recorded"),
    ("By a member of the consortium", lambda one: "self-commissioned" if one.is_own else "others"),
)


def answer(found: Sequence[Commissioned], needs: Sequence[NeedRow]) -> str:
    """`37 agreements run, worth £5.8 million; 35 of them planned; 1 of 17 needs has …`"""
    if not found:
        return "No agreement runs today for this choice."
    worth = pounds_said(sum(one.agreement.value_pence for one in found))
    planned = sum(one.agreement.route == "planned" for one in found)
    runs = "agreement runs" if len(found) == 1 else "agreements run"
    told = [f"{len(found)} {runs}, worth {worth}", f"{planned} of them planned", _open(needs)]
    return f"{'; '.join(filter(None, told))}."


def _open(needs: Sequence[NeedRow]) -> str:
    if not needs:
        return ""
    uncovered = sum(not row.is_covered for row in needs)
    if not uncovered:
        return f"all {len(needs)} needs have an agreement"
    has_have = "has" if uncovered == 1 else "have"
    return f"{uncovered} of {plural(len(needs), 'need')} {has_have} no agreement"


def how(found: Sequence[Commissioned]) -> html.Div:
    """Numbers and money of each way, as bars of the numbers with both shares in their words."""
    return html.Div(
        [html.Div([html.H3(title), _ways(found, said)]) for title, said in HOW], className="stages"
    )


def _ways(found: Sequence[Commissioned], said: Callable[[Commissioned], str]) -> html.Div:
    counted = Counter(said(one) for one in found)
    worth = _worth(found, said)
    whole = sum(worth.values()) or 1
    parts = [
        (_way_said(way, worth[way], whole), number, SHADES[at % len(SHADES)])
        for at, (way, number) in enumerate(counted.most_common())
    ]
    return distribution(parts, "of the agreements")


def _way_said(way: str, pence: int, whole: int) -> str:
    """`Self-commissioned, £3.9 million (67% of the money)`; its number of agreements follows."""
    return f"{way[0].upper()}{way[1:]}, {pounds_said(pence)} ({share(pence / whole)} of the money)"


def _worth(found: Iterable[Commissioned], said: Callable[[Commissioned], str]) -> Counter:
    worth: Counter = Counter()
    for one in found:
        worth[said(one)] += one.agreement.value_pence
    return worth


def mix_table(found: Sequence[Commissioned]) -> Table:
    """Partners and money by kind, and partners by size."""
    kinds = sorted({one.partner.kind for one in found})
    sizes = [size for size in SIZES if any(one.partner.size == size for one in found)]
    whole = sum(one.agreement.value_pence for one in found) or 1
    columns = (
        Column("Kind of partner"),
        *(Column(size.capitalize(), "count") for size in sizes),
        Column("Partners", "count"),
        Column("Agreements", "count"),
        Column("Worth", "pence"),
        Column("Of all money", "share"),
    )
    groups = [(kind.capitalize(), [o for o in found if o.partner.kind == kind]) for kind in kinds]
    groups.sort(key=lambda group: -sum(one.agreement.value_pence for one in group[1]))
    rows = [_mix(name, mine, sizes, whole) for name, mine in [*groups, ("All", found)]]
    return Table(
        "Partners with a running agreement, by kind and size", columns, rows,
        totals=frozenset({len(groups)}),
    )  # fmt: skip


def _mix(name: str, mine: Sequence[Commissioned], sizes: Sequence[str], whole: int) -> tuple:
    worth = sum(one.agreement.value_pence for one in mine)
    by_size = [_partners(one for one in mine if one.partner.size == size) for size in sizes]
    return (name, *by_size, _partners(mine), len(mine), worth, worth / whole)


def _partners(found: Iterable[Commissioned]) -> int:
    return len({one.partner.partner_code for one in found})


def log_said(found: Sequence[Commissioned]) -> str:
    """How many are self-commissioned or ad hoc, and what the log lacks of them."""
    own = [one for one in found if one.is_own]
    silent = sum(one.agreement.conflict_declared_on is None for one in own)
    unapproved = sum(one.agreement.approved_on is None for one in found)
    return (
        f"{plural(len(own), 'agreement')} with members of the consortium, {silent or 'none'} "
        f"without a declaration of interest; {unapproved or 'none'} of {len(found)} without the "
        "Executive Group’s approval."
    )
