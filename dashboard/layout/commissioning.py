"""What is commissioned: how it came about, from whom, for which need, after which call."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dash import html

from dashboard.commissioned import CRITERIA, Commissioned, NeedRow, Opportunity
from dashboard.kpi import FUNCTIONS
from dashboard.layout.links import partner_page
from dashboard.layout.more import more
from dashboard.layout.numbers import plural, pounds_said
from dashboard.layout.period import area_said
from dashboard.layout.shares import distribution
from dashboard.layout.states import nothing
from dashboard.layout.table import Column, Table, or_absent
from dashboard.saying import day, listed, pounds

NEWEST = 6  # calls for proposals that stand open to the eye
SIZES = ("micro", "small", "medium", "large")
SHADES = ("ink", "ink-3", "line-strong", "line", "wash-strong")
HOW = (  # title, what an agreement says of it
    ("Planned, or for an emerging priority", lambda one: one.agreement.route),
    ("Contract or subgrant", lambda one: one.agreement.kind),
    ("How it was procured", lambda one: one.agreement.procurement or "not recorded"),
    ("By a member of the consortium", lambda one: "self-commissioned" if one.is_own else "others"),
)


def answer(found: Sequence[Commissioned], needs: Sequence[NeedRow]) -> str:
    """`37 agreements run, worth £5.8 million; 35 were planned; 1 of 17 needs is answered by …`"""
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
        return f"all {len(needs)} needs are answered"
    is_are = "is" if uncovered == 1 else "are"
    return f"{uncovered} of {plural(len(needs), 'need')} {is_are} answered by nobody"


# -- How it came about ---------------------------------------------------------------------------


def how(found: Sequence[Commissioned]) -> html.Div:
    """Numbers and money of each way, as bars with their words."""
    return html.Div(
        [html.Div([html.H3(title), _ways(found, said)]) for title, said in HOW], className="stages"
    )


def _ways(found: Sequence[Commissioned], said: Callable[[Commissioned], str]) -> html.Div:
    counted = Counter(said(one) for one in found)
    worth = _worth(found, said)
    parts = [
        (f"{way[0].upper()}{way[1:]}, {pounds_said(worth[way])}", number, SHADES[at % len(SHADES)])
        for at, (way, number) in enumerate(counted.most_common())
    ]
    return distribution(parts)


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


def agreements_table(found: Sequence[Commissioned]) -> Table:
    """Every running agreement within the viewer's areas, with what the log must hold."""
    titles = ("Partner", "Agreement", "Area", "Kind", "Route", "Procured by")
    columns = (
        *(Column(title) for title in titles),
        Column("Quotes", "count"),
        Column("Worth", "pence"),
        *(Column(title, "day") for title in ("Starts", "Ends", "Approved", "Reported")),
        Column("Consortium member"),
    )
    links = {at: partner_page(one.partner.partner_code) for at, one in enumerate(found)}
    rows = [_agreement(one) for one in found]
    return Table("Agreements that run today", columns, rows, links=links)


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


def _agreement(one: Commissioned) -> tuple:
    held = one.agreement
    return (
        one.partner.name,
        f"{held.title} ({held.agreement_code})",
        area_said(held.area),
        held.kind.capitalize(),
        held.route.capitalize(),
        held.procurement,
        or_absent(held.quotes_received),
        held.value_pence,
        held.starts_on,
        held.ends_on,
        held.approved_on,
        held.reported_on,
        _own(one),
    )


def _own(one: Commissioned) -> str:
    if not one.is_own:
        return "No"
    declared = one.agreement.conflict_declared_on
    return f"Yes, declared {day(declared)}" if declared else "Yes, no declaration recorded"


# -- Needs ---------------------------------------------------------------------------------------


def needs_by_area(needs: Sequence[NeedRow]) -> html.Div | html.P:
    areas = list(dict.fromkeys(row.need.area for row in needs))
    if not areas:
        return nothing("No need is on the register for this choice.")
    return html.Div([_area(area, [r for r in needs if r.need.area == area]) for area in areas])


def _area(area: str, rows: Sequence[NeedRow]) -> html.Div:
    covered = sum(row.is_covered for row in rows)
    title = html.H3(
        [area_said(area), html.Span(f" {covered} of {len(rows)} answered", className="quiet")]
    )
    return html.Div([title, html.Ul([_need(row) for row in rows], className="needs")])


def _need(row: NeedRow) -> html.Li:
    function = f", {FUNCTIONS[row.function]}" if row.function in FUNCTIONS else ""
    about = f"Priority {row.need.priority}{function} · {row.need.need_code}"
    statement = html.Div([html.B(row.need.statement), html.Span(about, className="quiet small")])
    return html.Li([statement, _answered(row)], id=row.need.need_code)


def _answered(row: NeedRow) -> html.Div:
    if not row.is_covered:
        return html.Div(html.Span("Nothing commissioned", className="rag rag-red"))
    names = [_deliverer(one) for one in row.answered_by]
    others = [html.Li(plural(row.others, "agreement of another area", "agreements of other areas"))]
    return html.Div(html.Ul([*names, *(others if row.others else [])]))


def _deliverer(one: Commissioned) -> html.Li:
    link = html.A(one.partner.name, href=partner_page(one.partner.partner_code))
    return html.Li([link, html.Span(f" {one.agreement.title}", className="quiet")])


def needs_table(needs: Sequence[NeedRow]) -> Table:
    titles = ("Need", "Area", "Statement", "Priority", "Function", "Answered by")
    rows = [
        (
            row.need.need_code,
            area_said(row.need.area),
            row.need.statement,
            str(row.need.priority),
            FUNCTIONS.get(row.function or "", ""),
            listed(_codes(row)) or "nobody",
        )
        for row in needs
    ]
    return Table("Needs on the register", tuple(Column(title) for title in titles), rows)


def _codes(row: NeedRow) -> list[str]:
    own = [f"{one.partner.name} ({one.agreement.agreement_code})" for one in row.answered_by]
    return [*own, plural(row.others, "other")] if row.others else own


# -- Calls for proposals -------------------------------------------------------------------------


def calls(found: Sequence[Opportunity], today: date) -> html.Div | html.P:
    if not found:
        return nothing("No call for proposals is on the register for this choice.")
    rows = [_call(one, today) for one in found]
    earlier = rows[NEWEST:]
    folded = more(f"Show {plural(len(earlier), 'earlier call')}", *earlier) if earlier else None
    return html.Div([*rows[:NEWEST], folded])


def _call(one: Opportunity, today: date) -> html.Details:
    told = f"{one.standing(today).capitalize()}, {plural(len(one.proposals), 'proposal')}"
    head = [html.B(one.title), html.Span(f" {area_said(one.area)} · {told}", className="quiet")]
    return html.Details([html.Summary(head), *_inside(one)], className="call")


def _inside(one: Opportunity) -> list:
    opened = f"Open {day(one.opened_on)} to {day(one.closed_on)}" if one.opened_on else ""
    announced = (
        f"announced by {listed(one.channels)}" if one.channels else "announcement not recorded"
    )
    need = f"For the need: {one.need.statement}." if one.need else "No need is named."
    worth = f"worth up to {pounds(one.value_pence)}" if one.value_pence else ""
    said = "; ".join(filter(None, (opened, announced, worth)))
    return [html.P(f"{need} {said[0].upper()}{said[1:]}."), _proposals(one)]


def _proposals(one: Opportunity) -> html.Table | html.P:
    if not one.proposals:
        return nothing("No proposal has come.")
    heads = ("Proposal from", "Asks for", *CRITERIA.values(), "Outcome")
    rows = [
        html.Tr(
            [
                html.Th(proposal.partner_name, scope="row"),
                html.Td(pounds(proposal.amount_pence)),
                *(html.Td(_score(proposal.scores[key])) for key in CRITERIA),
                html.Td(proposal.outcome.capitalize()),
            ]
        )
        for proposal in one.proposals
    ]
    head = html.Thead(html.Tr([html.Th(title, scope="col") for title in heads]))
    caption = html.Caption("Mean of the scorers’ scores, from 1 to 5; by name, not by score")
    return html.Div(
        html.Table([caption, head, html.Tbody(rows)], className="table"),
        className="table-box", tabIndex="0", role="region",
        **{"aria-label": f"Proposals for {one.title}"},
    )  # fmt: skip


def _score(mean: float | None) -> str | html.Span:
    return html.Span("Not scored", className="absent") if mean is None else f"{mean:.1f}"


def proposals_table(found: Sequence[Opportunity], today: date) -> Table:
    columns = (
        *(Column(title) for title in ("Call", "Area", "Standing", "Need", "Announced by")),
        Column("Opened", "day"),
        Column("Closed", "day"),
        Column("Proposal from"),
        Column("Asks for", "pence"),
        Column("Scorers", "count"),
        *(Column(title, "ratio") for title in CRITERIA.values()),
        Column("Outcome"),
    )
    rows = [
        (
            one.title,
            area_said(one.area),
            one.standing(today).capitalize(),
            one.need.statement if one.need else None,
            ", ".join(one.channels),
            one.opened_on,
            one.closed_on,
            proposal.partner_name,
            proposal.amount_pence,
            proposal.scorers,
            *(or_absent(proposal.scores[key]) for key in CRITERIA),
            proposal.outcome.capitalize(),
        )
        for one in found
        for proposal in one.proposals
    ]
    return Table("Calls and proposals", columns, rows)
