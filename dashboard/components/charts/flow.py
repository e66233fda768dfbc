"""Flow chart of money: from streams on the left through areas to kinds of partners."""

from collections import Counter
from collections.abc import Callable, Sequence

from dashboard.components.charts.ribbons import (
    BAR,
    COLUMNS,
    ENDS,
    LETTER,
    TOP,
    Block,
    blocks_of,
    broken,
    links_of,
    named,
    room_for,
)
from dashboard.components.charts.tokens import area_colour, note, token
from dashboard.domain.formatting import pounds, share
from dashboard.views.funds import Flow

SIDE = 98  # pixels for the labels on either side


def flow_chart(flows: Sequence[Flow]) -> dict:
    """Each ribbon is as thick as its money, in its area's colour."""
    whole = sum(flow.pence for flow in flows) or 1
    columns = [blocks_of(flows, end, whole) for end in ENDS]
    height = max(_depth(column) for column in columns)
    links = [*links_of(flows, columns, 0, whole), *links_of(flows, columns, 1, whole)]
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


def _depth(column: dict[str, Block]) -> float:
    ends = [block.top + max(block.height, room_for(name)) for name, block in column.items()]
    return max(ends, default=LETTER)


def _sum(flows: Sequence[Flow], at: int, name: str) -> int:
    return sum(flow.pence for flow in flows if ENDS[at](flow) == name)


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
    words = f"<b>{broken(named(name))}</b><br>{_short(pence)}"
    font = {"color": token("ink"), "size": 13}
    if at == 1:
        place = {"x": 0.5, "xanchor": "center", "y": block.top + block.height / 2}
        return note(words, **place, font=font, bgcolor=token("paper"), opacity=0.92, borderpad=2)
    side = {"x": 0, "xshift": -SIDE, "align": "left"} if at == 0 else {"x": 1, "xshift": 8}
    return note(words, **{"align": "left", **side}, y=block.top, yanchor="top", font=font)


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
    return named(name), share(pence / sum(sums.values()))
