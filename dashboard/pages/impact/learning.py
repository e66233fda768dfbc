"""Scores before and after: which way they went, and how far."""

from collections.abc import Mapping

from dash import html

from dashboard.components.cards.chart_card import chart_card
from dashboard.components.charts.dumbbell import Pair, dumbbells
from dashboard.components.charts.tokens import colour_of
from dashboard.components.page_parts import nothing
from dashboard.components.tables.table import Absent, Column, Table, or_absent
from dashboard.domain.formatting import area_name, share
from dashboard.pages.impact.diverging import Tone, diverging_parts, part, spread_key
from dashboard.views.impact import DOMAINS, Learning

ALL = "All areas"
WENT = {
    "lower": Tone(-1, "worse-2", "worse-ink"),
    "same": Tone(0, "neither"),
    "improved": Tone(1, "better-2", "better-ink"),
}
Learned = Mapping[str | None, Mapping[str | None, Learning]]


def learning_chart(learned: Learned, table: Table, export: str) -> html.Figure | html.P:
    groups = [(name, _pairs(learned, domain)) for domain, name in DOMAINS.items()]
    drawn = [(name, pairs) for name, pairs in groups if pairs]
    if not drawn:
        return nothing("Too few children were scored before and after to show a mean.")
    return chart_card(
        "How far children came, from their first score to their newest",
        "Mean scores as a share of each scale, of the same children before (hollow) and after "
        "(filled); each mean rests on pairs matched child by child.",
        dumbbells(drawn),
        table,
        export,
    )


def _pairs(learned: Learned, domain: str) -> list[Pair]:
    return [
        Pair(area_name(area) or ALL, learning.before, learning.after, colour_of(area))
        for area, domains in learned.items()
        if (learning := domains[domain]).before is not None
    ]


def directions_chart(learned: Learned, table: Table, export: str) -> html.Figure | html.P:
    rows = [
        (area_name(area) or ALL, domains[None].pairs)
        for area, domains in learned.items()
        if domains[None].pairs.state == "ok"
    ]
    if not rows:
        return nothing("No pair of scores before and after has come for this choice.")
    first = rows[0][1]
    return chart_card(
        "Which way scores went",
        f"{share(first.good)} of {first.whole:,} matched pairs of scores rose: they "
        "lie right of the line, those that fell left of it.",
        diverging_parts(rows, WENT, "improved"),
        table,
        export,
        key=spread_key(rows, WENT),
    )


def learning_table(learned: Learned) -> Table:
    columns = (
        Column("Area"),
        Column("Domain"),
        Column("Pairs", "count"),
        Column("Mean before", "share"),
        Column("Mean after", "share"),
        *(Column(name, "share") for name in ("Improved", "Same", "Lower")),
    )
    rows = [
        _learning_row(area_name(area) or ALL, DOMAINS.get(domain or "", "All domains"), learning)
        for area, domains in learned.items()
        for domain, learning in domains.items()
        if learning.pairs.state != "missing"
    ]
    return Table("Matched pairs of scores before and after, by area and domain", columns, rows)


def _learning_row(area: str, domain: str, learning: Learning) -> tuple:
    pairs = learning.pairs
    if pairs.state != "ok":
        return (area, domain, *(Absent("suppressed") for _ in range(6)))
    parts = [pairs.good, *(part(pairs, name) for name in ("same", "lower"))]
    means = [or_absent(mean, "suppressed") for mean in (learning.before, learning.after)]
    return (area, domain, pairs.whole, *means, *parts)
