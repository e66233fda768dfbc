"""The door: who is looking, and the permission that every layout and callback states."""

import functools
import hashlib
import ipaddress
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import dash
from flask import Flask, Response, current_app, g, redirect, request, session

from dashboard.domain.viewer import PERMISSIONS, ROLES, Viewer
from dashboard.journal.service import Journal
from dashboard.store import Store
from dashboard.store.session import Session
from dashboard.web.sent_values import declared
from data.hub import HUB
from data.settings import SettingError, Settings

FETCHED_BY_US = ("same-origin", "none")
PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via")


def check(settings: Settings) -> None:
    """Refuse a sign-in that does not exist, and the demo's anywhere but on this machine."""
    if settings.auth != "demo":
        raise SettingError(f"HUB_AUTH is ‘{settings.auth}’. The sign-in that exists is ‘demo’.")
    if not _is_loopback(settings.host):
        raise SettingError(
            f"HUB_AUTH=demo has no passwords and serves this machine only, not ‘{settings.host}’. "
            "Set HUB_HOST=127.0.0.1."
        )


def _is_loopback(host: str | None) -> bool:
    try:
        return ipaddress.ip_address((host or "").strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def guard(server: Flask, settings: Settings, store: Store, journal: Journal) -> None:
    """Stand before everything that the server answers; Dash is put behind it."""
    check(settings)
    server.extensions |= {"store": store, "settings": settings, "journal": journal}
    server.config.update(
        SECRET_KEY=_session_key(settings),
        SESSION_COOKIE_NAME="hub",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        SESSION_REFRESH_EACH_REQUEST=False,  # of two answers at once one would undo the other's
        MAX_CONTENT_LENGTH=1_000_000,
    )
    server.before_request(_admit)
    server.add_url_rule("/who", "who", _become, methods=["POST"])


def _session_key(settings: Settings) -> bytes:
    """From the installation's key, so that all workers agree; else for this process only."""
    if settings.key_file.is_file():
        return hashlib.sha256(b"session" + settings.key_file.read_bytes()).digest()
    return secrets.token_bytes(32)


def _admit() -> Response | None:
    if not _is_from_here():
        return Response("The demo sign-in serves this machine only.", 403, mimetype="text/plain")
    if request.method not in ("GET", "HEAD", "OPTIONS") and not _sent_by_us():
        return Response("This request came from another site.", 403, mimetype="text/plain")
    g.viewer = _viewer_in_session()
    return None


def _is_from_here() -> bool:
    """Whether a browser on this machine asks; a proxy here would ask for people anywhere."""
    here = urlsplit(f"//{request.host}").hostname
    is_passed_on = any(name in request.headers for name in PASSED_ON)
    return _is_loopback(request.remote_addr) and _is_loopback(here) and not is_passed_on


def _sent_by_us() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    return (
        (site in FETCHED_BY_US) if site else (not origin or urlsplit(origin).netloc == request.host)
    )


def _viewer_in_session() -> Viewer:
    role = session.get("role")
    areas = frozenset(session.get("areas", ())) & frozenset(HUB.area_names)
    if role == "lead" and areas:
        return Viewer("lead", areas)
    return Viewer(role if role in ROLES and role != "lead" else "executive")


def _become() -> Response:
    """Change who is looking: `executive`, or `lead:luton,bedford`."""
    role, _, slugs = request.form.get("as", "").partition(":")
    areas = sorted({HUB.area_of_slug(slug) for slug in slugs.split(",") if slug} - {None})
    if role not in ROLES or (role == "lead" and not areas):
        return Response("There is no such role.", 400, mimetype="text/plain")
    session["role"], session["areas"], session.permanent = role, areas, True
    return redirect(_page_left(), 303)


def _page_left() -> str:
    """The path of the page whose form was sent; never another host's."""
    left = urlsplit(request.headers.get("Referer", ""))
    path = "/" + left.path.lstrip("/\\") if left.netloc == request.host else "/"
    return f"{path}?{left.query}" if left.query and path != "/" else path


def viewer() -> Viewer:
    return g.viewer


def store() -> Store:
    return current_app.extensions["store"]


@contextmanager
def open_session() -> Iterator[Session]:
    """The reader's session, one for a request: whoever opens it first closes it."""
    if "store_session" in g:
        yield g.store_session
        return
    with store().open(viewer()) as opened:
        g.store_session = opened
        try:
            yield opened
        finally:
            g.pop("store_session")


def journal() -> Journal:
    return current_app.extensions["journal"]


def settings() -> Settings:
    return current_app.extensions["settings"]


def needing(permission: str, function: Callable) -> Callable:
    """The function, for those who hold the permission; others get `Denied`."""
    if permission not in PERMISSIONS:
        raise LookupError(f"there is no permission {permission}")

    @functools.wraps(function)
    def permitted(*inputs, **named):
        viewer().require(permission)
        return function(*inputs, **named)

    permitted.permission = permission
    return permitted


def guarded_layout(permission: str) -> Callable:
    """A layout that opens only to those who hold the permission."""
    return lambda layout: needing(permission, layout)


def guarded_callback(*dependencies, permission: str, app: dash.Dash | None = None, **named):
    """A Dash callback that runs only for those who hold the permission.

    Raises `LookupError` where nothing says of what kind the values are that it hears of.
    """
    declared(dependencies)
    register = (app or dash).callback

    def wrapped(function: Callable) -> Callable:
        return register(*dependencies, **named)(needing(permission, function))

    return wrapped
