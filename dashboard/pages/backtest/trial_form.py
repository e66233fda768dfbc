"""Form of a trial: the setting, the value, and the quarters."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from dash import html

from dashboard.components.setting_words import setting_bounds, setting_title, setting_value
from data.adjustable import Adjustable
from data.calendar import Quarter
from data.policies import Policy
from data.vocabulary.clauses import clause


def trial_form(
    known: Mapping[str, Adjustable],
    policy: Policy,
    typed: Mapping[str, str],
    closed: Sequence[Quarter],
    hidden: Mapping[str, str],
) -> html.Form:
    """A plain form whose choice stands in the address; `typed` is what was chosen before.

    `hidden` is what else the address is to keep.
    """
    setting = known.get(typed.get("setting", ""))
    quarters = [(str(quarter), str(quarter)) for quarter in reversed(closed)]
    return html.Form(
        [
            *(_field({"type": "hidden", "name": n, "value": v}) for n, v in hidden.items()),
            _labelled("Setting", "setting", _settings(known, policy, setting), "is-wide"),
            _labelled("Value to try", "value", _value(typed), note=_about(setting, policy)),
            _labelled("From", "from", _select("from", quarters, typed["from"])),
            _labelled("To", "to", _select("to", quarters, typed["to"])),
            html.Button("Try it", type="submit", className="primary-button"),
        ],
        action="/backtest",
        method="get",
        className="trial",
    )


def _labelled(label: str, name: str, field, kind: str = "", note: str = "") -> html.Div:
    notes = [html.P(note, id=f"trial-{name}-note", className="section-note")] if note else []
    box = html.Div(field, className="field" if name == "value" else "filter-box")
    return html.Div(
        [html.Label(label, htmlFor=f"trial-{name}"), box, *notes],
        className=f"filter {kind}".strip(),
    )


def _settings(
    known: Mapping[str, Adjustable], policy: Policy, chosen: Adjustable | None
) -> html.Select:
    """Every setting under its clause, with the value in force."""
    by_clause = groupby(sorted(known.values(), key=lambda setting: clause(setting.clause)), _clause)
    groups = [
        html.Optgroup(
            [_option(setting.name, _named(setting, policy), setting == chosen) for setting in own],
            label=of,
        )
        for of, own in by_clause
    ]
    first = [] if chosen else [_option("", "Choose a setting", True)]
    return html.Select([*first, *groups], id="trial-setting", name="setting", required=True)


def _clause(setting: Adjustable) -> str:
    return clause(setting.clause)


def _named(setting: Adjustable, policy: Policy) -> str:
    return f"{setting_title(setting)} (now {setting_value(setting, setting.get(policy))})"


def _value(typed: Mapping[str, str]) -> dict:
    return _field(
        {
            "type": "text",
            "id": "trial-value",
            "name": "value",
            "value": typed.get("value", ""),
            "required": True,
            "autocomplete": "off",
            "aria-describedby": "trial-value-note",
        }
    )


def _about(setting: Adjustable | None, policy: Policy) -> str:
    """What the value is now, and within which bounds it may lie."""
    if setting is None:
        return "Written as the value in force is: 65%, 90, £500."
    now = f"Now {setting_value(setting, setting.get(policy))}"
    bounds = setting_bounds(setting, policy)
    return f"{now}; {bounds}." if bounds else f"{now}; write it the same way."


def _select(name: str, options: Iterable[tuple[str, str]], chosen: str) -> html.Select:
    return html.Select(
        [_option(value, label, value == chosen) for value, label in options],
        id=f"trial-{name}",
        name=name,
    )


def _option(value: str, label: str, is_chosen: bool) -> html.Option:
    return html.Option(label, value=value, **({"selected": True} if is_chosen else {}))


def _field(props: dict) -> dict:
    """A field as assets/plain.js draws it; Dash's own HTML parts have none."""
    return {"type": "Input", "namespace": "dash_html_components", "props": props}
