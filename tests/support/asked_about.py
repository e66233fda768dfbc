"""What may be asked about an area of the marked hub, and what answers tell beyond the question."""

from html import unescape
from urllib.parse import quote, unquote

from data.hub import HUB_WIDE, slug_of
from tests.support.drawn_journal import TYPED
from tests.support.marked_hub import Drawn

QUARTER = "2025/26 Q1"


def choices(of: Drawn, number: int) -> tuple[dict[str, str], ...]:
    """Everything that an address may choose, about one area; entries are numbered over areas."""
    return (
        {"area": slug_of(of.area), "quarter": "2024/25 Q4", "span": "year", "function": "schools"},
        {"agreement": of.code("A"), "quarter": QUARTER, "sheet": "progress", "q": "title"},
        {
            "agreement": of.code("B"),
            "act": "decision",
            "decision": of.code("D"),
            "on": "2025-12-15",
        },
        {"agreement": of.code("A"), "act": "review", "review": of.code("S"), "rule": "review_due"},
        {"agreement": of.code("A"), "act": "answer", "query": of.code("U")},
        {"entry": str(number * (len(TYPED) + 2)), "q": f"agreement {slug_of(of.area)}"},
        {"setting": "quality_floor", "value": "0.9", "from": "2024/25 Q4", "to": QUARTER},
        {"activity": "ensemble", "area": slug_of(of.area)},
    )


def told(address: str, body: str) -> str:
    """What an answer says beside what the address said itself, which pages may repeat."""
    body = unescape(body).replace("\\u002f", "/")
    path, _, query = unquote(address.replace("+", " ")).partition("?")
    sent = [part.partition("=")[2] for part in query.split("&")] + [path.rpartition("/")[2]]
    for said in filter(None, sent):
        for written in (said, quote(said, safe=""), said.casefold()):
            body = body.replace(written, "")
    return body


def others(viewer_area: str, drawn: dict[str, Drawn]) -> list[str]:
    return [of.mark for area, of in drawn.items() if area not in (viewer_area, HUB_WIDE)]
