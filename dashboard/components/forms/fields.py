"""Fields of a plain form, each with its label above it."""

from collections.abc import Iterable

from dash import html

Option = tuple[str, str]  # value, what is said


def entry_field(name: str, kind: str, **props: object) -> dict:
    """An `input` as assets/plain.js draws it; Dash's own HTML parts have none."""
    named = {"type": kind, "id": f"field-{name}", "name": name} | props
    return {"type": "Input", "namespace": "dash_html_components", "props": named}


def hidden_field(name: str, value: str) -> dict:
    props = {"type": "hidden", "name": name, "value": value}
    return {"type": "Input", "namespace": "dash_html_components", "props": props}


def day_field(name: str, **props: object) -> dict:
    return entry_field(name, "date", **props)


def words_field(name: str, **props: object) -> html.Textarea:
    return html.Textarea(id=f"field-{name}", name=name, rows=4, **props)


def choice_field(name: str, options: Iterable[Option], chosen: str = "", **props: object):
    """A native list to choose from; `chosen` is the value that stands at first."""
    marked = [
        html.Option(said, value=value, **({"selected": "selected"} if value == chosen else {}))
        for value, said in options
    ]
    return html.Select(marked, id=f"field-{name}", name=name, **props)


def labelled(
    name: str, label: str, control: object, hint: str = "", needed: bool = True
) -> html.Div:
    """A control under its label; what may stay blank says so."""
    optional = [] if needed else [html.Span(" (may stay blank)", className="optional")]
    told = [html.P(hint, id=f"hint-{name}", className="section-note")] if hint else []
    return html.Div(
        [html.Label([label, *optional], htmlFor=f"field-{name}"), *told, control],
        className="form-field",
    )
