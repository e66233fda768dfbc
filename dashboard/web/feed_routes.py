"""Calendars by subscription: read by whoever holds an address, made and revoked on a page."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from flask import Flask, Response, current_app, redirect, request, session

from dashboard.components.links import partner_page
from dashboard.domain.formatting import area_name
from dashboard.domain.viewer import NotFound, Viewer
from dashboard.policy.reminders import Reminder
from dashboard.store import Store
from dashboard.store.feeds import Feeds
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
    store, area = auth.store(), _area(feed.reader, request.args.get("area"))
    edition = _edition(store, area, feed.reader)
    answer = Response(mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'inline; filename="reminders.ics"'
    answer.last_modified = edition.changed_at
    answer.set_etag(_mark(store, edition, feed), weak=True)
    answer.make_conditional(request)
    answer.headers.pop("Date", None)  # the server says it
    if answer.status_code != 304:
        answer.set_data(as_calendar(edition, store.reminders(feed.reader, area), _page_of))
    return answer


def _area(reader: Viewer, slug: str | None) -> str | None:
    if slug is None:
        return None
    area = HUB.area_of_slug(slug)
    if area is None or not reader.sees_detail_of(area):
        raise NotFound("This calendar has no such area.")
    return area


def _edition(store: Store, area: str | None, reader: Viewer) -> Edition:
    where = area_name(area) or listed(sorted(reader.areas)) or "all areas"
    alarm_days = store.policy().rules["calendar_alarm_days"]
    return Edition(f"{HUB.name}: {where}", store.today(), _changed_at(store), alarm_days)


def _changed_at(store: Store) -> datetime:
    """The newest load, or the start of today, on which things become due; never yet to come."""
    midnight = datetime.combine(store.today(), time(), LONDON)
    loaded_at = store.loaded_at()
    loaded = datetime.fromisoformat(loaded_at).astimezone(UTC) if loaded_at else midnight
    return min(max(loaded, midnight), datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)


def _mark(store: Store, edition: Edition, feed: Feed) -> str:
    """Of all that the bytes depend on."""
    told = (store.version(), edition.name, edition.today, edition.alarm_days, feed.token_hash)
    return hashlib.sha256(repr((*told, request.url_root)).encode()).hexdigest()[:32]


def _page_of(reminder: Reminder) -> str:
    return request.url_root.rstrip("/") + partner_page(reminder.partner.partner_code)


@auth.guarded_layout("subscribe")
def make() -> Response:
    """A new calendar; its address is shown once by the page that comes next."""

    def made() -> None:
        label = request.form.get("label", "")
        session[NEW] = feeds().make(auth.viewer(), label, auth.store().today())

    return _done(FORM, made)


@auth.guarded_layout("subscribe")
def revoke(token_hash: str) -> Response:
    def revoked() -> None:
        feeds().revoke(auth.viewer(), token_hash, auth.store().today())
        session.pop(NEW, None)

    return _done(token_hash, revoked)


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
    token = session.pop(NEW, None)
    return f"{request.url_root}calendar/{token}.ics" if token else None
