"""Calendars by subscription: read by whoever holds an address, made and revoked on a page."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import Flask, Response, current_app, redirect, request
from flask import session as cookie

from dashboard.components.links import partner_page
from dashboard.domain.formatting import area_name
from dashboard.domain.viewer import NotFound, Viewer
from dashboard.policy.reminders import Reminder
from dashboard.store.due import reminders
from dashboard.store.feeds import Feeds
from dashboard.store.session import Session
from dashboard.views.feeds import Feed
from dashboard.web import auth
from dashboard.web.csrf import is_ours
from dashboard.web.icalendar import Edition, as_calendar
from data.formatting import listed
from data.hub import HUB
from data.warehouse.engine import WarehouseError

HOME = "/reminders"
FORM = "a new calendar"  # what the token of the form is for
NEW = "new_calendar"  # in the session until its address has been shown
LONDON = ZoneInfo("Europe/London")
UNKNOWN = (
    "This calendar's address is not known, or it has been revoked. "
    "A new one can be made on the Reminders page."
)


def offer(server: Flask, feeds: Feeds) -> None:
    server.extensions["feeds"] = feeds
    server.add_url_rule("/calendar/<token>.ics", "calendar", read)
    server.add_url_rule(HOME, "calendar_made", make, methods=["POST"])
    server.add_url_rule(f"{HOME}/revoke/<token_hash>", "calendar_revoked", revoke, methods=["POST"])


def feeds() -> Feeds:
    return current_app.extensions["feeds"]


def read(token: str) -> Response:
    """What falls due for the calendar's reader, or in one of their areas; 304 where known."""
    feed = feeds().opened_by(token)
    if feed is None:
        raise NotFound(UNKNOWN)
    area = _area(feed.reader, request.args.get("area"))
    with auth.store().open(feed.reader) as session:
        return _answer(session, feed, area)


def _answer(session: Session, feed: Feed, area: str | None) -> Response:
    edition = _edition(session, area)
    answer = Response(mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'inline; filename="reminders.ics"'
    answer.last_modified = edition.changed_at
    answer.set_etag(_mark(session, edition, feed), weak=True)
    answer.make_conditional(request)
    answer.headers.pop("Date", None)  # the server says it
    if answer.status_code != 304:
        answer.set_data(as_calendar(edition, reminders(session, area), _page_of))
    return answer


def _area(reader: Viewer, slug: str | None) -> str | None:
    if slug is None:
        return None
    area = HUB.area_of_slug(slug)
    if area is None or not reader.sees_detail_of(area):
        raise NotFound("This calendar has no such area.")
    return area


def _edition(session: Session, area: str | None) -> Edition:
    where = area_name(area) or listed(sorted(session.viewer.areas)) or "all areas"
    alarm_days = session.policy().rules["calendar_alarm_days"]
    return Edition(f"{HUB.name}: {where}", session.today, _changed_at(session), alarm_days)


def _changed_at(session: Session) -> datetime:
    """The newest load, or the start of today, on which things become due; never yet to come."""
    midnight = datetime.combine(session.today, time(), LONDON)
    loaded_at = session.loaded_at
    loaded = datetime.fromisoformat(loaded_at).astimezone(UTC) if loaded_at else midnight
    return min(max(loaded, midnight), datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)


def _mark(session: Session, edition: Edition, feed: Feed) -> str:
    """Of all that the bytes depend on."""
    parts = (session.version, edition.name, edition.today, edition.alarm_days, feed.token_hash)
    return hashlib.sha256(repr((*parts, request.url_root)).encode()).hexdigest()[:32]


def _page_of(reminder: Reminder) -> str:
    return request.url_root.rstrip("/") + partner_page(reminder.partner.partner_code)


@auth.guarded_layout("subscribe")
def make() -> Response:
    """A new calendar; its address is shown once by the page that comes next."""

    def made() -> None:
        label = request.form.get("label", "")
        cookie[NEW] = feeds().make(auth.viewer(), label, _today())

    return _done(FORM, made)


@auth.guarded_layout("subscribe")
def revoke(token_hash: str) -> Response:
    def revoked() -> None:
        feeds().revoke(auth.viewer(), token_hash, _today())
        cookie.pop(NEW, None)

    return _done(token_hash, revoked)


def _today() -> date:
    with auth.open_session() as session:
        return session.today


def _done(subject: str, act: Callable[[], None]) -> Response:
    """Back to the page, with the reason where nothing was done."""
    if not is_ours(subject):
        return redirect(f"{HOME}?why=stale", 303)
    try:
        act()
    except WarehouseError:
        current_app.logger.exception("a calendar could not be written")
        return redirect(f"{HOME}?why=busy", 303)
    return redirect(HOME, 303)


def address_once() -> str | None:
    """The address of a calendar that was just made, once."""
    token = cookie.pop(NEW, None)
    return f"{request.url_root}calendar/{token}.ics" if token else None
