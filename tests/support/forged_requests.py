"""Requests to a callback as the hub's pages send them, and forged ones, made from its description.

A description is one of `/_dash-dependencies`: the output, and what the callback hears of. Forged
are values of every wrong kind in each place, and bodies of every wrong shape.
"""

import json
from collections.abc import Iterator
from copy import deepcopy

ADDRESS = "/_dash-update-component"
FOREIGN = "A-Zqluton"  # a code where none belongs
NEITHER = (1.5, True, -1, [], ["?area=luton"], {"area": "luton"}, {"id": [FOREIGN]})
NO_TEXT = (*NEITHER, 7, "/" + "a" * 5_000, "/half \ud800", "/nothing \x00")
NO_NUMBER = (*NEITHER, "7", FOREIGN, 2**60, float("nan"))
USUAL = {"pathname": "/", "search": "", "data": 1, "n_intervals": 0}  # the text and the counts
COUNTS = ("data", "n_intervals")


def body_of(described: dict, **values: object) -> dict:
    """A body that asks for a callback, with these values of its properties."""
    outputs = [_place(name) for name in described["output"].strip(".").split("...")]
    values = USUAL | values
    return {
        "output": described["output"],
        "outputs": outputs if described["output"].startswith("..") else outputs[0],
        "inputs": [_told(part, values) for part in described["inputs"]],
        "state": [_told(part, values) for part in described["state"]],
        "changedPropIds": [_name(part) for part in described["inputs"][:1]],
    }


def _place(name: str) -> dict:
    return dict(zip(("id", "property"), name.rsplit(".", 1), strict=True))


def _told(part: dict, values: dict) -> dict:
    name = part["property"]
    return {"id": part["id"], "property": name, "value": values.get(name)}


def _name(part: dict) -> str:
    return f"{part['id']}.{part['property']}"


def is_for_the_server(described: dict) -> bool:
    """Whether a page of ours has the server answer: not a browser, and not Dash's own router."""
    return not described["clientside_function"] and "_pages_" not in described["output"]


def wrong_values(described: dict) -> Iterator[bytes]:
    """The usual body with one value of a kind that no page sends there, for each place and kind."""
    for where in ("inputs", "state"):
        for at, part in enumerate(described[where]):
            for value in NO_NUMBER if part["property"] in COUNTS else NO_TEXT:
                body = body_of(described)
                body[where][at]["value"] = value
                yield _sent(body)


def wrong_outputs(described: dict) -> Iterator[bytes]:
    """The usual body for an output that is unknown, is no text, or is not the one it names."""
    body = body_of(described)
    for output in (None, 7, ["page.children"], {}, "", "nothing.here", FOREIGN, "half.\ud800"):
        yield _sent(body | {"output": output})
    for outputs in (None, 7, "page", [], {}, [[]], [7], {"id": FOREIGN, "property": "data"}):
        yield _sent(body | {"outputs": outputs})


def wrong_shapes(described: dict) -> Iterator[bytes]:
    """The usual body with a part missing, doubled, out of order, of another kind, or of no use."""
    body = body_of(described)
    for name in ("output", "outputs", "inputs"):
        yield _sent({key: value for key, value in body.items() if key != name})
    for name in ("inputs", "state"):
        for part in (7, "inputs", {}, [7], [[]], [*body[name], *body["inputs"]]):
            yield _sent(body | {name: part})
    for changed in (7, "address.search", {}, [7], [[]], [{}], [FOREIGN], [None]):
        yield _sent(body | {"changedPropIds": changed})
    yield _sent(body | {"background": {"cacheKey": FOREIGN}})
    yield _sent(_with_more(body))


def _with_more(body: dict) -> dict:
    more = deepcopy(body)
    more["inputs"][0]["more"] = FOREIGN
    return more


def no_bodies(described: dict) -> Iterator[bytes]:
    """Bytes that are no body: cut short, no JSON, no object, no text."""
    whole = _sent(body_of(described))
    yield from (b"", b"{", b"null", b"7", b"[]", b'"text"', b"\xff\xfe", b"a=1&b=2")
    yield from (whole[: len(whole) // 2], whole + b"}", b"[" + whole + b"]")


def _sent(body: object) -> bytes:
    return json.dumps(body).encode()


KINDS = {
    "a value of another kind": wrong_values,
    "an output that is not its own": wrong_outputs,
    "a body of another shape": wrong_shapes,
    "bytes that are no body": no_bodies,
}
