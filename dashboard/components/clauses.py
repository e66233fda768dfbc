"""Clauses of the Commissioning Policy as they are shown."""

from dash import html

from data.vocabulary.clauses import ASKS, clause


def clause_and_what_it_asks(slug: str) -> list:
    """The policy's heading, and under it what it asks in our words."""
    return [html.B(clause(slug)), f": {ASKS[slug]}"]
