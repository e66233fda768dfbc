"""Parts of a whole as one bar with its parts said beneath, drawn by the browser itself."""

from collections.abc import Sequence

from dash import html

from dashboard.components.numbers import count
from dashboard.domain.formatting import share


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
