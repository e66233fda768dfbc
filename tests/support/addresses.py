"""Where every page of the dashboard stands, found on the small hub: no test lists the pages."""

import re
import tempfile
from collections import Counter
from functools import cache
from html import unescape
from pathlib import Path

import dash

from tests.support.small_hub import app_over, draw

# Pages that ask for more than their path before they have something to show.
QUERIES = {
    "/find": "?q=luton",
    "/return": "?agreement=A-3&quarter=2025/26+Q1",
    "/backtest": "?setting=quality_floor&value=95%25",
}


@cache
def static_paths() -> tuple[str, ...]:
    """The paths of the pages that stand at one path, sorted."""
    return tuple(sorted(path for path in _addresses_by_path() if "<" not in path))


@cache
def addresses() -> tuple[str, ...]:
    """One address of every page: with its query, or for a template the one most linked to."""
    found = _addresses_by_path().values()
    return tuple(sorted(address + QUERIES.get(address, "") for address in found if address))


@cache
def templates_without_a_link() -> set[str]:
    return {path for path, address in _addresses_by_path().items() if address is None}


@cache
def _addresses_by_path() -> dict[str, str | None]:
    with tempfile.TemporaryDirectory() as folder:
        draw(Path(folder) / "hub.db")
        client = app_over(Path(folder) / "hub.db").server.test_client()
        paths = [page["path_template"] or page["path"] for page in dash.page_registry.values()]
        texts = (client.get(path).get_data(as_text=True) for path in paths if "<" not in path)
        links = [unescape(link) for text in texts for link in re.findall(r'href="([^"]*)"', text)]
    return {path: path if "<" not in path else _most_linked(links, path) for path in paths}


def _most_linked(links: list[str], template: str) -> str | None:
    shape = re.compile(re.sub(r"<\w+>", "[^/?#]+", template))
    found = Counter(match[0] for match in map(shape.match, links) if match)
    return max(sorted(found), key=found.get, default=None)
