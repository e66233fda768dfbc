"""Script bundle: one request instead of thirteen for the scripts that every page runs first."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from flask import Flask, Response, abort

ADDRESS = "/assets/bundle.js"
# Dash insists that its renderer stands in the page; the components after it fetch more from beside
# themselves, and look up in the page where that is.
_FIRST_APART = "/dash-renderer/"
_SCRIPT = re.compile(r'<script src="([^"]+)"></script>\n?')


@dataclass(frozen=True)
class Bundle:
    """The scripts that stood at some addresses, one after the other."""

    addresses: tuple[str, ...]
    script: bytes

    @property
    def mark(self) -> str:
        return hashlib.sha256(self.script).hexdigest()[:16]

    def put_in(self, scripts: str) -> str:
        """A page's scripts with these in one; as they were where the page begins with others."""
        if _first_of(scripts) != self.addresses:
            return scripts
        rest = _SCRIPT.sub("", scripts, count=len(self.addresses))
        return f'<script src="{ADDRESS}?v={self.mark}"></script>\n{rest}'


def bundle_of(page: str, read: Callable[[str], bytes]) -> Bundle:
    """The first scripts of a page; `read` gives what stands at an address."""
    addresses = _first_of(page[page.index("<footer>") :])
    return Bundle(addresses, b"\n;\n".join(map(read, addresses)))


def _first_of(scripts: str) -> tuple[str, ...]:
    return tuple(takewhile(lambda address: _FIRST_APART not in address, _SCRIPT.findall(scripts)))


def offer(server: Flask, bundle: Callable[[], Bundle | None]) -> None:
    """Serve the bundle, once there is one."""

    @server.get(ADDRESS)
    def bundled() -> Response:
        scripts = bundle() or abort(404)
        answer = Response(scripts.script, mimetype="text/javascript")
        answer.set_etag(scripts.mark)
        return answer
