"""HTML of a page's parts as the browser will make it, to be read before any script runs.

assets/plain.js draws the same parts in the same way; a test holds the two against each other.
"""

from html import escape

HTML = "dash_html_components"
ENDLESS = {"br", "hr", "img", "input"}  # elements that hold nothing and have no end
RENAMED = {"classname": "class", "htmlfor": "for"}
OURS = ("/", "#", "?")  # how an address of this site begins


def markup(node: object) -> str:
    """HTML of a part, of text, or of a list of them; parts are as Dash writes them in JSON."""
    if isinstance(node, list):
        return "".join(map(markup, node))
    if not isinstance(node, dict):
        return "" if node is None else escape(str(node), quote=False)
    if node["namespace"] == HTML:
        return _element(node["type"].lower(), node["props"] | _not_yet(node["props"]))
    return _DASHS_OWN.get(node["type"], _unseen)(node["props"])


def _not_yet(props: dict) -> dict:
    """A button that only scripts heed says that it does nothing until they are there."""
    return {"disabled": True} if props.get("type") == "button" else {}


def _unseen(_props: dict) -> str:
    return ""


def _canvas(props: dict) -> str:
    return _element("div", {"className": "dash-graph", "style": props["style"]})


def _field(props: dict) -> str:
    return _element("input", props | {"className": "form-control"})


def _choice(props: dict) -> str:
    """Disabled until the scripts are there that heed it."""
    named = {"id": props["id"], "className": "form-select", "disabled": True}
    options = "".join(
        _element(
            "option",
            {"children": option["label"], "value": option["value"]}
            | {"selected": option["value"] == props["value"]},
        )
        for option in props["options"]
    )
    return f"<select{_attributes(named)}>{options}</select>"


_DASHS_OWN = {"Graph": _canvas, "Input": _field, "Select": _choice}


def _element(name: str, props: dict) -> str:
    opened = f"<{name}{_attributes(props)}>"
    return opened if name in ENDLESS else f"{opened}{markup(props.get('children'))}</{name}>"


def _attributes(props: dict) -> str:
    return "".join(_attribute(name.lower(), value) for name, value in props.items())


def _attribute(name: str, value: object) -> str:
    if name == "children" or value is None or value is False or (name, value) == ("classname", ""):
        return ""
    if name == "href" and not _is_ours(str(value)):
        return ""
    if name == "style":
        value = ";".join(f"{_dashed(rule)}:{setting}" for rule, setting in value.items())
    return f' {RENAMED.get(name, name)}="{"" if value is True else escape(str(value))}"'


def _is_ours(address: str) -> bool:
    return address.startswith(OURS) and not address.startswith("//")


def _dashed(name: str) -> str:
    """`backgroundColor` as a style sheet has it: `background-color`."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
