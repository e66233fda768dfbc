"""Ribbons of a flow chart: the places of its bars, and the bands that link them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.components.charts.tokens import area_colour
from dashboard.domain.formatting import area_name, capitalised, pounds
from dashboard.views.funds import Flow

TALL, LETTER, TOP = 300, 18, 8  # pixels: of all the money, of a line of a label, above
BAR = 0.022  # of the width
COLUMNS = (0.0, 0.5 - BAR / 2, 1.0 - BAR)
ENDS: tuple[Callable[[Flow], str], ...] = (
    lambda flow: flow.stream,
    lambda flow: flow.area,
    lambda flow: flow.kind,
)


@dataclass
class Block:
    """A bar's part: where it begins, how tall it is, how much of it is linked on either side."""

    top: float
    height: float
    left: float = 0.0
    right: float = 0.0


def blocks_of(flows: Sequence[Flow], end: Callable[[Flow], str], whole: int) -> dict[str, Block]:
    """The largest on top; each takes at least a label's room."""
    sums = Counter()
    for flow in flows:
        sums[end(flow)] += flow.pence
    blocks, top = {}, 0.0
    for name, pence in sums.most_common():
        height = max(pence / whole * TALL, 1.5)
        blocks[name] = Block(top, height)
        top += max(height + 10, room_for(name))
    return blocks


def room_for(name: str) -> int:
    """The height of a label: its name, on one line or two, and its sum."""
    return LETTER * (2 + broken(named(name)).count("<br>")) + 2


def links_of(flows: Sequence[Flow], columns: list[dict[str, Block]], at: int, whole: int) -> list:
    """Ribbons between two neighbouring bars; those that meet twice are one."""
    pairs: Counter = Counter()
    for flow in flows:
        pairs[ENDS[at](flow), ENDS[at + 1](flow), flow.area] += flow.pence
    left, right = list(columns[at]), list(columns[at + 1])
    ordered = sorted(
        pairs.items(), key=lambda pair: (left.index(pair[0][0]), right.index(pair[0][1]))
    )
    return [
        _link(columns[at][a], columns[at + 1][b], at, area, pence / whole * TALL, (a, b, pence))
        for (a, b, area), pence in ordered
    ]


def _link(left: Block, right: Block, at: int, area: str, thick: float, ends: tuple) -> dict:
    x0, x1 = COLUMNS[at] + BAR, COLUMNS[at + 1]
    y0, y1, middle = left.top + left.right, right.top + right.left, (x0 + x1) / 2
    left.right += thick
    right.left += thick
    path = (
        f"M {x0},{y0:.1f} C {middle},{y0:.1f} {middle},{y1:.1f} {x1},{y1:.1f} "
        f"L {x1},{y1 + thick:.1f} C {middle},{y1 + thick:.1f} {middle},{y0 + thick:.1f} "
        f"{x0},{y0 + thick:.1f} Z"
    )
    shape = {
        "type": "path",
        "path": path,
        "fillcolor": area_colour(area),
        "opacity": 0.32,
        "line": {"width": 0},
        "layer": "below",
    }
    label = f"{named(ends[0])} to {named(ends[1])}<br>{pounds(ends[2])}"
    return {"shape": shape, "x": middle, "y": (y0 + y1 + thick) / 2, "said": label}


def named(name: str) -> str:
    return capitalised(area_name(name))


def broken(name: str) -> str:
    """On two lines, where a narrow screen would need it."""
    return name.replace(" ", "<br>", 1) if len(name) > 10 else name
