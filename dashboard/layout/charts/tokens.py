"""The design's colours by name, as figures write them."""

from data.hub import slug_of


def token(name: str) -> str:
    return f"var(--{name})"


def area_colour(area: str) -> str:
    """One colour for each area, everywhere."""
    return token(slug_of(area))


def note(text: str, **place) -> dict:
    """Words on a chart, without an arrow."""
    return {"text": text, "showarrow": False, "xanchor": "left", "yanchor": "middle", **place}
