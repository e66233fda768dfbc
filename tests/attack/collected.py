"""What a reader collects over HTTP: each measure's page of every choice, its numbers and rating."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from dashboard.measures.quantities import QUANTITIES
from data.calendar import Quarter
from data.hub import slug_of

_FACT = re.compile(r"<dt>(Numerator|Denominator|Beside it|Standing)</dt><dd>(.*?)</dd>")
_NUMBER = re.compile(r"^([\d,.]+) (.*)$")
_RATED = re.compile(r'class="answer"[^>]*>([^<]*)')
_BESIDE = {f"score {score}": f"answers_{score}" for score in (1, 2, 3, 4, 5)} | {
    "headcount": "headcount",
    "same": "pairs_same",
    "lower": "pairs_lower",
}
_NAMES = {quantity.words: name for name, quantity in QUANTITIES.items()}


@dataclass(frozen=True)
class Choice:
    """What is chosen on a page; None is everything."""

    area: str | None
    function: str | None
    quarter: Quarter
    span: str

    @property
    def query(self) -> str:
        named = {"area": self.area and slug_of(self.area), "function": self.function}
        named |= {"quarter": str(self.quarter), "span": self.span}
        return urlencode({name: value for name, value in named.items() if value})


@dataclass(frozen=True)
class Told:
    """What one page tells of one choice: quantities as shown, and how the measure is rated."""

    choice: Choice
    measure: str
    shown: dict[str, float]
    standing: str


def collected(client, choices: Iterable[Choice], measures: Iterable[str]) -> Iterator[Told]:
    """Everything that a reader is told who opens every measure for every choice."""
    measures = tuple(measures)
    for choice in choices:
        for key in measures:
            page = client.get(f"/measure/{key}?{choice.query}")
            assert page.status_code == 200, page.status
            yield _told(choice, key, page.get_data(as_text=True))


def _told(choice: Choice, key: str, page: str) -> Told:
    facts = {name: unescape(words) for name, words in _FACT.findall(page)}
    shown = {}
    for name in ("Numerator", "Denominator"):
        if match := _NUMBER.match(facts.get(name, "")):
            shown[_NAMES[match[2]]] = _read(match[1])
    for part in filter(None, facts.get("Beside it", "").split("; ")):
        label, _, number = part.partition(": ")
        if label in _BESIDE and number[:1].isdigit():
            shown[_BESIDE[label]] = _read(number)
    return Told(choice, key, shown, _standing(page))


def _standing(page: str) -> str:
    match = _RATED.search(page)
    words = unescape(match[1]) if match else ""
    return next((word for word in ("target met", "short of target") if word in words), "")


def _read(number: str) -> float:
    return float(number.replace(",", ""))
