"""Money as linked bars: from the streams on the left through the areas to kinds of partners."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.answers import Flow
from dashboard.layout.charts.tokens import area_colour, note, token
from dashboard.layout.period import area_said
from dashboard.saying import pounds, share

TALL, LETTER, TOP = 300, 18, 8  # pixels: of all the money, of a line of a label, above
SIDE = 98  # pixels for the labels on either side
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


def flow_chart(flows: Sequence[Flow]) -> dict:
    """Each ribbon is as thick as its money, in its area's colour."""
    whole = sum(flow.pence for flow in flows) or 1
    columns = [_blocks(flows, end, whole) for end in ENDS]
    height = max(_depth(column) for column in columns)
    links = [*_links(flows, columns, 0, whole), *_links(flows, columns, 1, whole)]
    return {
        "data": [_hover(links)],
        "layout": {
            "height": int(height + TOP * 2),
            "margin": {"l": SIDE, "r": SIDE, "t": TOP, "b": TOP},
            "xaxis": {"range": [0, 1], "visible": False},
            "yaxis": {"range": [height, 0], "visible": False},
            "shapes": [*(link["shape"] for link in links), *_bars(columns)],
            "annotations": [
                word
                for at, column in enumerate(columns)
                for name, block in column.items()
                if (word := _label(at, name, block, _sum(flows, at, name)))
            ],
        },
    }


def _blocks(flows: Sequence[Flow], end: Callable[[Flow], str], whole: int) -> dict[str, Block]:
    """The largest on top; each takes at least a label's room."""
    sums = Counter()
    for flow in flows:
        sums[end(flow)] += flow.pence
    blocks, top = {}, 0.0
    for name, pence in sums.most_common():
        height = max(pence / whole * TALL, 1.5)
        blocks[name] = Block(top, height)
        top += max(height + 10, _room(name))
    return blocks


def _room(name: str) -> int:
    """The height of a label: its name, on one line or two, and its sum."""
    return LETTER * (2 + _broken(_named(name)).count("<br>")) + 2


def _depth(column: dict[str, Block]) -> float:
    ends = [block.top + max(block.height, _room(name)) for name, block in column.items()]
    return max(ends, default=LETTER)


def _sum(flows: Sequence[Flow], at: int, name: str) -> int:
    return sum(flow.pence for flow in flows if ENDS[at](flow) == name)


def _links(flows: Sequence[Flow], columns: list[dict[str, Block]], at: int, whole: int) -> list:
    """Ribbons between two neighbouring bars; those that meet twice are one."""
    pairs: Counter = Counter()
    for flow in flows:
        pairs[ENDS[at](flow), ENDS[at + 1](flow), flow.area] += flow.pence
    left, right = list(columns[at]), list(columns[at + 1])
    ordered = sorted(pairs.items(), key=lambda one: (left.index(one[0][0]), right.index(one[0][1])))
    return [
        _link(columns[at][a], columns[at + 1][b], at, area, pence / whole * TALL, (a, b, pence))
        for (a, b, area), pence in ordered
    ]


def _link(left: Block, right: Block, at: int, area: str, thick: float, told: tuple) -> dict:
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
    said = f"{_named(told[0])} to {_named(told[1])}<br>{pounds(told[2])}"
    return {"shape": shape, "x": middle, "y": (y0 + y1 + thick) / 2, "said": said}


def _hover(links: Sequence[dict]) -> dict:
    """Dots that nobody sees, so that a ribbon says what it is."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [link["x"] for link in links],
        "y": [link["y"] for link in links],
        "marker": {"size": 16, "color": token("ink"), "opacity": 0},
        "text": [link["said"] for link in links],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _bars(columns: list[dict[str, Block]]) -> list[dict]:
    return [
        {
            "type": "rect",
            "x0": COLUMNS[at],
            "x1": COLUMNS[at] + BAR,
            "y0": block.top,
            "y1": block.top + block.height,
            "fillcolor": area_colour(name) if at == 1 else token("ink-2"),
            "line": {"width": 0},
        }
        for at, column in enumerate(columns)
        for name, block in column.items()
    ]


def _label(at: int, name: str, block: Block, pence: int) -> dict:
    """Outside the bars at the sides; on paper of its own in the middle."""
    words = f"<b>{_broken(_named(name))}</b><br>{_short(pence)}"
    font = {"color": token("ink"), "size": 13}
    if at == 1:
        place = {"x": 0.5, "xanchor": "center", "y": block.top + block.height / 2}
        return note(words, **place, font=font, bgcolor=token("paper"), opacity=0.92, borderpad=2)
    side = {"x": 0, "xshift": -SIDE, "align": "left"} if at == 0 else {"x": 1, "xshift": 8}
    return note(words, **{"align": "left", **side}, y=block.top, yanchor="top", font=font)


def _named(name: str) -> str:
    said = area_said(name)
    return said[0].upper() + said[1:]


def _broken(name: str) -> str:
    """On two lines, where a narrow screen would need it."""
    return name.replace(" ", "<br>", 1) if len(name) > 10 else name


def _short(pence: int) -> str:
    if pence >= 1e8:
        return f"£{pence / 1e8:.2f}m"
    return f"£{pence / 1e5:.0f}k" if pence >= 1e5 else pounds(pence)


def largest(flows: Sequence[Flow], end: Callable[[Flow], str]) -> tuple[str, str]:
    """The end that most of the money has, and its share."""
    sums: Counter = Counter()
    for flow in flows:
        sums[end(flow)] += flow.pence
    name, pence = sums.most_common(1)[0]
    return _named(name), share(pence / sum(sums.values()))
