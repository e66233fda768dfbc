"""Ladder between going on and ending: all rungs, and where the facts point."""

from collections.abc import Sequence

from dash import html

from dashboard.components.cards.outlooks import by_agreement
from dashboard.components.page_parts import facts
from dashboard.policy.ladder_rungs import RUNGS, Place
from dashboard.policy.outlook import Outlook

SIDED = {"positive": "positive reasons", "negative": "negative reasons", None: ""}
BOTH = (
    "Positive and negative reasons stand at once. Neither outweighs the other here: people weigh "
    "them."
)


def ladders(outlooks: Sequence[Outlook]) -> html.Div:
    return by_agreement(outlooks, ladder)


def ladder(outlook: Outlook) -> html.Div:
    sides = {place.side for place in outlook.places}
    both = [html.P(BOTH, className="section-note")] if {"positive", "negative"} <= sides else []
    return html.Div(
        [_rungs(outlook.places), *both, *(_place(place) for place in outlook.places)],
    )


def _rungs(places: Sequence[Place]) -> html.Ol:
    return html.Ol([_rung(rung, places) for rung in RUNGS], className="ladder")


def _rung(rung: str, places: Sequence[Place]) -> html.Li:
    here = [place for place in places if place.rung == rung]
    if not here:
        return html.Li(rung.capitalize())
    marks = [html.Span(_mark(place), className="small") for place in here]
    return html.Li(
        [html.B(rung.capitalize()), *marks], className="is-here", **{"aria-current": "step"}
    )


def _mark(place: Place) -> str:
    """What points to a rung: the facts, and which kind of reason."""
    points = "Decided" if place.is_fact and place.side else "A fact" if place.is_fact else ""
    return ", ".join(filter(None, (points or "The facts point here", SIDED[place.side])))


def _place(place: Place) -> html.Div:
    return html.Div(
        [
            html.P(place.consider, className="flag-consider"),
            html.Ul([html.Li(why) for why in place.why], className="whys"),
            facts(
                [
                    ("What would move it up", place.up),
                    ("What would move it down", place.down),
                ]
            )
            if place.up or place.down
            else None,
        ],
        className="place",
    )
