"""Calendars to subscribe to: the form for a new one, its address once, and those that there are."""

from collections.abc import Callable, Sequence

from dash import html

from dashboard.components.forms import act_button, entry_field
from dashboard.components.page_parts import nothing
from dashboard.components.tables.table import Column, Table, shown_table
from dashboard.views.feeds import Feed
from data.formatting import day

COLUMNS = (Column("Calendar"), Column("Made on", "day"), Column("State"), Column("Revoke"))


def new_address(address: str | None) -> html.Div | None:
    """The address of a calendar that was just made; it is not known afterwards."""
    if address is None:
        return None
    return html.Div(
        [
            html.P("Your new calendar is ready. Copy its address now: it is shown only this once."),
            html.P(html.Code(address, tabIndex="0"), className="address"),
            html.P(
                "One click selects all of it. In Outlook choose ‘Add calendar’, then ‘Subscribe "
                "from web’; in Google Calendar ‘From URL’; in Apple’s Calendar ‘New calendar "
                "subscription’. Whoever has the address can read the calendar, so treat it like a "
                "password.",
                className="section-note",
            ),
        ],
        className="notice",
        role="status",
    )


def feed_form(action: str, token: str, longest: int) -> html.Form:
    """A label and a button."""
    return html.Form(
        [
            html.Label("Name of the new calendar", htmlFor="field-label"),
            html.P(
                "So that you know it again, such as ‘My phone’ or ‘Luton team’.",
                id="label-note",
                className="section-note",
            ),
            html.Div(
                [
                    html.Div(_label_field(longest), className="field"),
                    html.Button(
                        "Make a calendar",
                        type="submit",
                        name="token",
                        value=token,
                        className="primary-button",
                    ),
                ],
                className="acts",
            ),
        ],
        action=action,
        method="post",
        className="sending",
    )


def _label_field(longest: int) -> dict:
    about = {"required": True, "maxLength": longest, "autoComplete": "off"}
    return entry_field("label", "text", **about, **{"aria-describedby": "label-note"})


def feeds_table(feeds: Sequence[Feed], revoke: Callable[[str], tuple[str, str]]) -> html.Div:
    """`revoke` gives the address and the token with which one is revoked."""
    if not feeds:
        return nothing("There is no calendar yet.")
    rows = [(feed.label, feed.made_on, *_state(feed, revoke)) for feed in feeds]
    return shown_table(Table("Your calendars", COLUMNS, rows, stacks=True))


def _state(feed: Feed, revoke: Callable[[str], tuple[str, str]]) -> tuple:
    if feed.revoked_on:
        return f"Revoked on {day(feed.revoked_on)}", None
    return "In use", act_button("Revoke", *revoke(feed.token_hash), about=feed.label)
