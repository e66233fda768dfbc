"""Form of a journal entry, with a field for everything that its act says."""

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.forms import (
    Option,
    choice_field,
    day_field,
    entry_field,
    hidden_field,
    labelled,
    long_text_field,
)
from dashboard.components.setting_words import setting_title, setting_value
from dashboard.domain.facts import Decision
from dashboard.pages.record.query import Recordable
from data.adjustable import adjustable
from data.formatting import day
from data.journal.acts import NO_PARTNER, Act, Field
from data.policies import Policy

CHOOSE = ("", "Choose …")


def entry_form(act: Act, about: dict[str, str], fields: Sequence[object], token: str) -> html.Form:
    """`about` is what the address named already; it goes along and is not asked again."""
    hidden = [hidden_field(name, value) for name, value in {"act": act.key, **about}.items()]
    return html.Form(
        [
            html.Div(html.Ul(""), className="alarm", role="alert", hidden=True),
            *hidden,
            *fields,
            html.Button(
                "Enter it", type="submit", name="token", value=token, className="primary-button"
            ),
            html.P(
                "What is entered stays: it can be added to, never taken back.",
                className="section-note",
            ),
        ],
        action="/record",
        method="post",
        className="entering",
    )


def agreement_field(options: Sequence[Option]) -> html.Div:
    return labelled("agreement", "Agreement", choice_field("agreement", [CHOOSE, *options]))


def field(
    entry: Field, options: Sequence[Option] | None, today: date, chosen: str = ""
) -> html.Div:
    """One field of an act; `options` are what may be chosen where that depends on the agreement."""
    control = _control(entry, options, today, chosen)
    return labelled(entry.name, entry.label, control, entry.hint, entry.required)


def _control(entry: Field, options: Sequence[Option] | None, today: date, chosen: str):
    about = {"aria-describedby": f"hint-{entry.name}"} if entry.hint else {}
    if entry.kind == "day":
        value = today.isoformat() if entry.is_done and entry.required else ""
        return day_field(entry.name, value=value, **about)
    if options is not None or entry.choices:
        choices = options or [(word, word.capitalize()) for word in entry.choices]
        return choice_field(entry.name, [CHOOSE, *choices], chosen, **about)
    if entry.kind == "text":
        return long_text_field(entry.name, maxLength=4000, **about)
    return entry_field(entry.name, "text", value=chosen, **about)


def options_for(name: str, known: Recordable) -> list[Option] | None:
    """What may be chosen for a field of an agreement; None where it is typed."""
    if name == "review_ref":
        return [(r.review_ref, f"The one due {day(r.due_on)}") for r in known.reviews]
    if name == "decision_ref":
        return [(d.decision_ref, _decision(d)) for d in known.decisions if not d.reported_on]
    if name == "organisation":
        return [
            (NO_PARTNER, "No partner’s"),
            *((p.partner_code, p.name) for p in known.organisations),
        ]
    return None


def _decision(decision: Decision) -> str:
    return f"{decision.kind.capitalize()}, taken {day(decision.decided_on)}"


def setting_fields(policy: Policy, setting: str, value: str, rows: int) -> list[html.Div]:
    """Pairs of a setting and its new value; the first stands as the address named it."""
    known = adjustable(policy).values()
    options = [
        (each.name, f"{setting_title(each)} (now {setting_value(each, each.get(policy))})")
        for each in known
    ]
    return [
        html.Fieldset(
            [
                html.Legend(f"Setting {n + 1}"),
                labelled(
                    f"setting-{n}",
                    "Setting",
                    choice_field(f"setting-{n}", [CHOOSE, *options], setting if n == 0 else ""),
                    needed=n == 0,
                ),
                labelled(
                    f"value-{n}",
                    "New value",
                    entry_field(f"value-{n}", "text", value=value if n == 0 else ""),
                    needed=n == 0,
                ),
            ]
        )
        for n in range(rows)
    ]
