"""Design tokens: colours by name, and words on a chart, as figures write them."""

from html import escape

from data.hub import slug_of


def token(name: str) -> str:
    return f"var(--{name})"


def area_colour(area: str) -> str:
    """One colour for each area, everywhere."""
    return token(slug_of(area))


def colour_of(area: str | None) -> str:
    """An area's colour, or that of all together."""
    return area_colour(area) if area else token("ink")


def as_typed(words: str) -> str:
    """What people wrote, for a chart to say as it stands: plotly takes `<b>` for bold."""
    return escape(words, quote=False)


def note(text: str, **place) -> dict:
    """Words on a chart, without an arrow."""
    return {"text": text, "showarrow": False, "xanchor": "left", "yanchor": "middle", **place}
