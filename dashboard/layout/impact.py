"""What changed for children: in a sentence, as charts, and in the tables behind them."""

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.answers import Compared
from dashboard.impact import DOMAINS, POSITIVE, RESPONDENTS, Learning, Parts, SchoolRow
from dashboard.kpi import Reading
from dashboard.layout.chart_card import chart_card, key
from dashboard.layout.charts.diverging import Tone, diverging_bars
from dashboard.layout.charts.dumbbell import Pair, dumbbells
from dashboard.layout.charts.tokens import area_colour, token
from dashboard.layout.numbers import plural, value
from dashboard.layout.period import a_year_ago, area_said
from dashboard.layout.states import nothing
from dashboard.layout.table import Absent, Column, Table, or_absent
from dashboard.saying import listed, share

ALL = "All areas"
WENT = {
    "lower": Tone(-1, "worse-2", "worse-ink"),
    "same or lower": Tone(-1, "worse-1"),
    "same": Tone(0, "neither"),
    "improved": Tone(1, "better-2", "better-ink"),
}
ANSWERED = {
    "1, worst": Tone(-1, "worse-2", "worse-ink"),
    "2": Tone(-1, "worse-1"),
    "1 or 2": Tone(-1, "worse-1"),
    "1 to 3": Tone(-1, "worse-1"),
    "3": Tone(0, "neither"),
    "4": Tone(1, "better-1"),
    "4 or 5": Tone(1, "better-1"),
    "5, best": Tone(1, "better-2", "better-ink"),
}
Learned = Mapping[str | None, Mapping[str | None, Learning]]


def answer(learned: Compared, pleased: Compared) -> str:
    """`76% of the children tested twice improved, up from 74% …; 81% of answers were positive.`"""
    said = [
        _told(learned, "of children scored before and after improved"),
        _told(pleased, "of answers were positive"),
    ]
    told = [one for one in said if one]
    if not told:
        return "Too little has been reported to say what changed for children."
    return f"{'; '.join(told)}."


def _told(compared: Compared, words: str) -> str:
    now, then = compared.now, compared.a_year_ago
    if now.value is None:
        return ""
    said = f"{value(now.kpi.unit, now.value)} {words}"
    if then.value is None:
        return said
    before = value(then.kpi.unit, then.value)
    way = "as" if before == value(now.kpi.unit, now.value) else _way(now, then)
    return f"{said}, {way} {before} in {a_year_ago(now.selection)}".replace(f"as {before}", "as")


def _way(now: Reading, then: Reading) -> str:
    return "up from" if now.value > then.value else "down from"


# -- Learning ------------------------------------------------------------------------------------


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
        Pair(area_said(area) or ALL, one.before, one.after, _colour(area))
        for area, domains in learned.items()
        if (one := domains[domain]).before is not None
    ]


def _colour(area: str | None) -> str:
    return area_colour(area) if area else token("ink")


def directions_chart(learned: Learned, table: Table, export: str) -> html.Figure | html.P:
    rows = [
        (area_said(area) or ALL, domains[None].pairs)
        for area, domains in learned.items()
        if domains[None].pairs.state == "ok"
    ]
    if not rows:
        return nothing("No pair of scores before and after has come for this choice.")
    first = rows[0][1]
    return chart_card(
        "Which way scores went",
        f"{share(first.share('improved'))} of {first.whole:,} matched pairs of scores rose; the "
        "bars part at the middle of those that stayed the same.",
        _diverging(rows, WENT, ("improved",), "improved"),
        table,
        export,
        key=_key(rows, WENT),
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
        _learning_row(area_said(area) or ALL, DOMAINS.get(domain or "", "All domains"), one)
        for area, domains in learned.items()
        for domain, one in domains.items()
        if one.pairs.state != "missing"
    ]
    return Table("Matched pairs of scores before and after, by area and domain", columns, rows)


def _learning_row(area: str, domain: str, one: Learning) -> tuple:
    pairs = one.pairs
    if pairs.state != "ok":
        return (area, domain, *(Absent("suppressed") for _ in range(6)))
    parts = [_part(pairs, name) for name in ("improved", "same", "lower")]
    means = [or_absent(mean, "suppressed") for mean in (one.before, one.after)]
    return (area, domain, pairs.whole, *means, *parts)


def _part(parts: Parts, name: str) -> float | Absent:
    return parts.share(name) if name in parts.parts else Absent("suppressed")


# -- Answers -------------------------------------------------------------------------------------


def answers_chart(
    title: str, answered: Mapping[str | None, Parts], table: Table, export: str
) -> html.Figure | html.P:
    rows = [(_whose(one), parts) for one, parts in answered.items() if parts.state == "ok"]
    if not rows:
        return nothing("No answers have come for this choice, or too few to show.")
    first = rows[0][1]
    return chart_card(
        title,
        f"{share(first.share(*POSITIVE))} of {first.whole:,} answers scored 4 or 5; the bars part "
        "at the middle of those that scored 3. Scores that few gave are put together.",
        _diverging(rows, ANSWERED, POSITIVE, "positive"),
        table,
        export,
        key=_key(rows, ANSWERED),
    )


def answers_table(caption: str, answered: Mapping[str | None, Parts]) -> Table:
    scores = ("1, worst", "2", "3", "4", "5, best")
    columns = (
        Column("Whose answers"),
        Column("Answers", "count"),
        *(Column(score, "share") for score in scores),
        Column("4 or 5", "share"),
    )
    rows = [
        _answers_row(_whose(one), parts, scores)
        for one, parts in answered.items()
        if parts.state != "missing"
    ]
    return Table(caption, columns, rows)


def _answers_row(whose: str, parts: Parts, scores: Sequence[str]) -> tuple:
    if parts.state != "ok":
        return (whose, *(Absent("suppressed") for _ in range(len(scores) + 2)))
    return (
        whose,
        parts.whole,
        *(_part(parts, score) for score in scores),
        parts.share(*POSITIVE),
    )


def _whose(one: str | None) -> str:
    if one is None:
        return "All"
    return RESPONDENTS.get(one) or area_said(one)


def _diverging(rows: Sequence, tones: Mapping, good: Sequence[str], word: str) -> dict:
    said = {name: f"<b>{share(parts.share(*good))}</b> {word}" for name, parts in rows}
    return diverging_bars([(name, _inwards(parts, tones)) for name, parts in rows], tones, said)


def _inwards(parts: Parts, tones: Mapping[str, Tone]) -> dict[str, int]:
    """The parts from the worst to the best, whatever order they came in."""
    order = list(tones)
    return {name: parts.parts[name] for name in sorted(parts.parts, key=order.index)}


def _key(rows: Sequence, tones: Mapping[str, Tone]) -> html.Ul:
    """Each colour once, under the first name that is drawn in it."""
    present = {name for _, parts in rows for name in parts.parts}
    named = {tone.colour: name for name, tone in reversed(tones.items()) if name in present}
    return key([(name, colour) for colour, name in reversed(named.items())])


# -- Reach ---------------------------------------------------------------------------------------


def inclusion_chart(readings: Mapping[str, Reading], table: Table, export: str):
    """Children on free school meals among those reached, beside the area's pupils."""
    pairs = [
        Pair(area_said(area), one.measure, one.numerator / one.denominator, _colour(area))
        for area, one in readings.items()
        if one.state == "ok" and one.measure
    ]
    if not pairs:
        return nothing("Nothing is released yet about free school meals for this choice.")
    above = [pair.name for pair in pairs if pair.after >= pair.before]
    summary = (
        f"Above the share among pupils in {listed(above)}."
        if above
        else "Below the share among pupils in every area."
    )
    return chart_card(
        "Children on free school meals: among pupils, and among those reached",
        f"{summary} Hollow: all pupils of the area (2022/23); filled: children reached whose "
        "status is known.",
        dumbbells([("", pairs)]),
        table,
        export,
    )


def schools_table(schools: Sequence[SchoolRow]) -> Table:
    columns = (Column("School"), Column("Area"), Column("Phase"), Column("Pupils", "count"))
    rows = [
        (one.name, area_said(one.area), one.phase.capitalize(), or_absent(one.pupils))
        for one in schools
    ]
    return Table("Schools not yet reached this academic year, by name", columns, rows)


def schools_said(schools: Sequence[SchoolRow], year: str) -> str:
    if not schools:
        return f"Every school of the register has had a session in {year}."
    pupils, have = sum(one.pupils or 0 for one in schools), "has" if len(schools) == 1 else "have"
    many = plural(len(schools), "school")
    return f"{many} with {pupils:,} pupils {have} had no session in {year} so far."
