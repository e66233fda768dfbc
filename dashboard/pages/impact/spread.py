"""Parts of a whole drawn apart at the middle, with a key to their colours."""

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.components.cards.chart_card import key
from dashboard.components.tables.table import Absent
from dashboard.domain.formatting import share
from dashboard.pages.impact.diverging import Tone, diverging_bars
from dashboard.views.impact import Parts


def part(parts: Parts, name: str) -> float | Absent:
    return parts.share(name) if name in parts.parts else Absent("suppressed")


def diverging(rows: Sequence, tones: Mapping, word: str) -> dict:
    """`word` is what the good parts are called."""
    said = {name: f"<b>{share(parts.good)}</b> {word}" for name, parts in rows}
    return diverging_bars([(name, _inwards(parts, tones)) for name, parts in rows], tones, said)


def _inwards(parts: Parts, tones: Mapping[str, Tone]) -> dict[str, float]:
    """The parts' shares from the worst to the best, whatever order they came in."""
    order = list(tones)
    return {name: parts.share(name) for name in sorted(parts.parts, key=order.index)}


def spread_key(rows: Sequence, tones: Mapping[str, Tone]) -> html.Ul:
    """Each colour once, under the first name that is drawn in it."""
    present = {name for _, parts in rows for name in parts.parts}
    named = {tone.colour: name for name, tone in reversed(tones.items()) if name in present}
    return key([(name, colour) for colour, name in reversed(named.items())])
