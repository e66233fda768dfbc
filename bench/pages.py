"""How many a second a page's callback answers, against a bare view that returns the same bytes."""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.processes import ROOT

PAGES = {"overview": "/", "lpme": "/lpme", "funds": "/funds"}
EVERY_PAGE = PAGES | {
    name: f"/{name}"
    for name in (
        *("impact", "value", "flags", "commissioning", "partners"),
        *("review", "methods", "data", "journal"),
    )
}
CHOICES = tuple(f"?area={slug}" for slug in ("bedford", "central-bedfordshire", "luton"))
MISTYPED = {  # each with a number of its own, so that none has been asked for before
    "page": "/partnerz{}",
    "partner": "/partner/NOPE{}",
    "way": "/data/x/y{}",
    "export": "/export/nope{}.csv",
    "asset": "/assets/nope{}.js",
}
LOOKS = 200
BARE = """
from flask import Flask, Response
body = open({path!r}, "rb").read()
server = Flask("bare")
server.post("/")(lambda: Response(body, mimetype="application/json"))
"""
_HEADERS = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Answers:
    """Requests a second ÷ a bare view's: answers that are remembered, and ones built anew."""

    remembered: float
    anew: float
    size: int


def against_bare(warehouse: Path, folder: Path) -> dict[str, Answers]:
    """For each page its callback against a bare view that returns the same bytes."""
    found = {}
    with served("app:server", ROOT, {"HUB_DATABASE_URL": str(warehouse)}) as ours:
        for name, path in PAGES.items():
            asked = _asked(name, path)
            body = _answer(ours, "/_dash-update-component", asked)
            (folder / "bytes.json").write_bytes(body)
            source = BARE.format(path=str(folder / "bytes.json"))
            (folder / "bare.py").write_text(source, encoding="utf-8")
            with served("bare:server", folder, {}) as bare:
                rounds = [_round(ours, bare, asked) for _ in range(5)]
            remembered, anew = (statistics.median(ratios) for ratios in zip(*rounds, strict=True))
            found[name] = Answers(remembered, anew, len(body))
    return found


def first_asked(warehouse: Path) -> dict[str, float]:
    """By page, the milliseconds that its first answer takes for an area nobody has chosen yet.

    The median over some areas, after the page has been asked for once without one.
    """
    with served("app:server", ROOT, {"HUB_DATABASE_URL": str(warehouse)}) as ours:
        return {name: _first_asked(ours, name, path) for name, path in EVERY_PAGE.items()}


def _first_asked(port: int, name: str, path: str) -> float:
    _answer(port, "/_dash-update-component", _asked(name, path))
    taken = []
    for choice in CHOICES:
        start = time.perf_counter()
        _answer(port, "/_dash-update-component", _asked(name, path, choice))
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def mistyped(warehouse: Path) -> dict[str, float]:
    """By what is mistyped in an address, its answer ÷ a page that is kept, looked at in turn."""
    with served("app:server", ROOT, {"HUB_DATABASE_URL": str(warehouse)}) as ours:
        connection = http.client.HTTPConnection("127.0.0.1", ours)
        return {name: _against_kept(connection, path) for name, path in MISTYPED.items()}


def _against_kept(connection: http.client.HTTPConnection, path: str) -> float:
    looks = [
        (_looked_at(connection, path.format(n), 404), _looked_at(connection, "/funds", 200))
        for n in range(LOOKS)
    ]
    wrong, kept = (statistics.median(taken) for taken in zip(*looks, strict=True))
    return wrong / kept


def _looked_at(connection: http.client.HTTPConnection, path: str, status: int) -> float:
    """The seconds that an answer takes."""
    start = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    if response.status != status:
        sys.exit(f"{path} answered {response.status}, not {status}.")
    return time.perf_counter() - start


def _round(ours: int, bare: int, asked: bytes) -> tuple[float, float]:
    """Both ratios, measured side by side."""
    least = _rate(bare, "/", asked)
    remembered = _rate(ours, "/_dash-update-component", asked)
    anew = _rate(ours, "/_dash-update-component", asked, anew=True)
    return remembered / least, anew / least


def _asked(name: str, path: str, search: str = "") -> bytes:
    """The body that the browser sends to fill a page."""
    return json.dumps(
        {
            "output": f"{name}-drawn.data",
            "outputs": {"id": f"{name}-drawn", "property": "data"},
            "inputs": [
                {"id": "address", "property": "search", "value": search},
                {"id": "version", "property": "data", "value": 1},
            ],
            "changedPropIds": ["version.data"],
            "state": [{"id": "address", "property": "pathname", "value": path}],
        }
    ).encode()


@contextmanager
def served(what: str, folder: Path, settings: dict[str, str]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", what, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "--threads", "4", "--log-level", "error"],
        cwd=folder,
        env=os.environ | settings,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server did not start.")


def _answer(port: int, path: str, body: bytes) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", path, body, _HEADERS)
    response = connection.getresponse()
    said = response.read()
    if response.status != 200:
        sys.exit(f"{path} answered {response.status}: {said[:200]!r}")
    return said


def _rate(port: int, path: str, body: bytes, seconds: float = 1.0, anew: bool = False) -> float:
    """Requests a second over one connection that is kept open.

    A page is remembered for each kind of packing that a browser accepts; an unheard-of kind has it
    built `anew`.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port)
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        packing = {"Accept-Encoding": f"x-{time.monotonic_ns()}"} if anew else {}
        connection.request("POST", path, body, _HEADERS | packing)
        connection.getresponse().read()
        count += 1
    return count / (time.perf_counter() - start)
