"""Forms in plain HTML: fields under their labels, files to send, and buttons that post."""

from collections.abc import Iterable

from dash import html

from dashboard.domain.formatting import count

Option = tuple[str, str]  # value, what is said
WHY = {
    "too-large": "These files are larger than the hub takes at once. Send them in several goes.",
    "none": "No file was chosen. Choose at least one.",
    "stale": "The page had stood open for too long. Please do it once more.",
    "no-room": "The files could not be kept here, perhaps because the disk is full. Nothing was "
    "loaded. Tell whoever looks after the dashboard.",
    "no-key": "The files could not be kept: the hub's key is gone, or is not the one with which "
    "its data was loaded. Nothing was loaded. Whoever looks after the dashboard can restore it.",
    "busy": "Data is being loaded at this moment, so nothing was written. Please try again soon.",
}


def entry_field(name: str, kind: str, **props: object) -> dict:
    """An `input` as assets/plain.js draws it; Dash's own HTML parts have none."""
    named = {"type": kind, "id": f"field-{name}", "name": name} | props
    return {"type": "Input", "namespace": "dash_html_components", "props": named}


def hidden_field(name: str, value: str) -> dict:
    props = {"type": "hidden", "name": name, "value": value}
    return {"type": "Input", "namespace": "dash_html_components", "props": props}


def day_field(name: str, **props: object) -> dict:
    return entry_field(name, "date", **props)


def long_text_field(name: str, **props: object) -> html.Textarea:
    return html.Textarea(id=f"field-{name}", name=name, rows=4, **props)


def choice_field(name: str, options: Iterable[Option], chosen: str = "", **props: object):
    """A native list to choose from; `chosen` is the value that stands at first."""
    marked = [
        html.Option(label, value=value, **({"selected": "selected"} if value == chosen else {}))
        for value, label in options
    ]
    return html.Select(marked, id=f"field-{name}", name=name, **props)


def labelled(
    name: str, label: str, control: object, hint: str = "", needed: bool = True
) -> html.Div:
    """A control under its label; what may stay blank says so."""
    optional = [] if needed else [html.Span(" (may stay blank)", className="optional")]
    note = [html.P(hint, id=f"hint-{name}", className="section-note")] if hint else []
    return html.Div(
        [html.Label([label, *optional], htmlFor=f"field-{name}"), *note, control],
        className="form-field",
    )


def failure_note(why: str | None) -> html.P | None:
    """Why what was sent before came to nothing."""
    return html.P(WHY[why], className="alarm", role="alert") if why in WHY else None


def file_form(action: str, token: str, endings: tuple[str, ...], largest: int) -> html.Form:
    """Any number of files, sent as a plain form; `largest` is in bytes, of all together."""
    megabytes = f"{count(largest / 1024**2)} MB"
    return html.Form(
        [
            html.Label("Files to send", htmlFor="files"),
            html.P(
                f"Returns and registers: {', '.join(endings)}; up to {megabytes} together.",
                id="files-note",
                className="section-note",
            ),
            _file_field("files", endings),
            html.P("", className="alarm", role="alert", hidden=True),
            _button("Check these files", token, "primary-button"),
            html.P("", className="section-note", role="status"),
        ],
        action=action,
        method="post",
        encType="multipart/form-data",
        className="sending",
        **{"data-largest": str(largest), "data-too-large": WHY["too-large"]},
    )


def _file_field(name: str, endings: tuple[str, ...]) -> dict:
    """A field for files as assets/plain.js draws it; Dash's own HTML parts have none."""
    props = {
        "type": "file",
        "id": name,
        "name": name,
        "multiple": True,
        "required": True,
        "accept": ",".join(endings),
        "aria-describedby": f"{name}-note",
    }
    return {"type": "Input", "namespace": "dash_html_components", "props": props}


def act_button(
    label: str, action: str, token: str, is_first: bool = False, about: str = ""
) -> html.Form:
    """A button that is a form of its own; `is_first` for the one that most will press.

    `about` names its subject for those who hear the page.
    """
    kind = "primary-button" if is_first else "plain-button"
    content = [label, html.Span(f" {about}", className="unseen")] if about else label
    return html.Form(_button(content, token, kind), action=action, method="post", className="act")


def _button(label: str | list, token: str, kind: str) -> html.Button:
    """It carries the token, which only a page made here has."""
    return html.Button(label, type="submit", name="token", value=token, className=kind)
