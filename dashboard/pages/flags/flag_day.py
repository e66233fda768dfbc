"""Ask for the flags of another day: a plain form whose answer is an address."""

from datetime import date

from dash import html

from dashboard.components.forms import day_field, hidden_field, labelled
from data.hub import slug_of


def day_form(area: str | None, on: date, today: date) -> html.Form:
    """`area` is the one chosen, which stays; `on` the day that is shown."""
    kept = [hidden_field("area", slug_of(area))] if area else []
    hint = "As they were known on that day, by the settings then in force."
    field = day_field("on", value=on.isoformat(), max=today.isoformat())
    return html.Form(
        [
            *kept,
            labelled("on", "Flags of another day", field, hint),
            html.Button("Show that day", type="submit", className="plain-button"),
        ],
        action="/flags",
        method="get",
        className="asking",
    )
