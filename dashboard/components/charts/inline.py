"""Charts of plain HTML, without a script: parts of a whole as a bar, and a sparkline."""

from collections.abc import Sequence
from urllib.parse import quote

from dash import html

from dashboard.domain.formatting import count, share
from dashboard.measures.kpi import Reading

WIDTH, HEIGHT, ROOM = 104, 36, 4


def distribution(parts: Sequence[tuple[str, int, str]], of: str = "") -> html.Div:
    """`parts` are (word, number, colour token) in their order; `of` says what the shares are of."""
    whole = sum(number for _, number, _ in parts) or 1
    bar = [
        html.Span(style={"flexGrow": number, "background": f"var(--{colour})"})
        for _, number, colour in parts
        if number
    ]
    words = [
        html.Li(
            [
                html.Span(className="swatch", style={"background": f"var(--{colour})"}),
                f"{word}: {count(number)} ({share(number / whole)}{of and f' {of}'})",
            ]
        )
        for word, number, colour in parts
    ]
    return html.Div(
        [
            html.Div(bar, className="shares", **{"aria-hidden": "true"}),
            html.Ul(words, className="shares-words"),
        ]
    )


def sparkline(readings: list[Reading]) -> html.Span | None:
    """The readings in time's order; gaps stay gaps. None where fewer than two have a value."""
    values = [reading.value if reading.state == "ok" else None for reading in readings]
    if sum(value is not None for value in values) < 2:
        return None
    points = _points(values)
    line = _svg([_path(run) for run in _runs(points)])
    last = next(point for point in reversed(points) if point)
    return html.Span(
        [
            html.Span(className="spark-line", style={"maskImage": f'url("{line}")'}),
            html.Span(className="spark-dot", style=_at(last)),
        ],
        className="spark",
        **{"aria-hidden": "true"},
    )


def _points(values: list[float | None]) -> list[tuple[float, float] | None]:
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    step = (WIDTH - 2 * ROOM) / (len(values) - 1)
    tall = (HEIGHT - 2 * ROOM) / ((high - low) or 1)
    return [
        None if value is None else (ROOM + at * step, HEIGHT - ROOM - (value - low) * tall)
        for at, value in enumerate(values)
    ]


def _runs(points: list) -> list[list[tuple[float, float]]]:
    runs: list[list] = [[]]
    for point in points:
        if point:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _path(run: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run)


def _svg(paths: list[str]) -> str:
    drawn = "".join(f"<path d='{path}'/>" for path in paths)
    return "data:image/svg+xml," + quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' "
        f"preserveAspectRatio='none' fill='none' stroke='black' stroke-width='1.75' "
        f"stroke-linejoin='round'>{drawn}</svg>"
    )


def _at(point: tuple[float, float]) -> dict:
    x, y = point
    return {"left": f"{x / WIDTH:.1%}", "top": f"{y / HEIGHT:.1%}"}
