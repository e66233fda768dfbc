"""Calendars to subscribe to: each opens with a token what its maker may see, until revoked."""

import hashlib
import secrets
from datetime import date

from sqlalchemy import ColumnElement, Engine, select

from dashboard.domain.formatting import one_line
from dashboard.domain.viewer import Viewer
from dashboard.views.feeds import LABEL_CHARACTERS, Feed
from data.hub import slug_of
from data.warehouse.engine import reading, writing
from data.warehouse.tables import calendar_feed

TOKEN_BYTES = 32


class Feeds:
    """The calendars of a warehouse; whoever shares a maker's role and areas shares them."""

    def __init__(self, engine: Engine):
        self._engine = engine

    def make(self, viewer: Viewer, label: str, today: date) -> str:
        """A new calendar's token, which is told here and never again."""
        viewer.require("subscribe")
        token = secrets.token_urlsafe(TOKEN_BYTES)
        feed = Feed(_hashed(token), _label(label), viewer.role, _slugs(viewer), today, None)
        with writing(self._engine) as connection:
            connection.execute(calendar_feed.insert().values(**vars(feed)))
        return token

    def own(self, viewer: Viewer) -> list[Feed]:
        """The viewer's calendars: those that are open first, the newest first."""
        viewer.require("subscribe")
        query = select(calendar_feed).where(*_of(viewer))
        with reading(self._engine) as connection:
            feeds = [Feed(**row) for row in connection.execute(query).mappings()]
        newest_first = sorted(feeds, key=lambda feed: (feed.made_on, feed.label), reverse=True)
        return sorted(newest_first, key=lambda feed: feed.revoked_on is not None)

    def revoke(self, viewer: Viewer, token_hash: str, today: date) -> None:
        """Close one of the viewer's calendars for good; another's stays as it is."""
        viewer.require("subscribe")
        mine = (*_of(viewer), calendar_feed.c.token_hash == token_hash)
        still_open = calendar_feed.c.revoked_on.is_(None)
        change = calendar_feed.update().where(*mine, still_open).values(revoked_on=today)
        with writing(self._engine) as connection:
            connection.execute(change)

    def opened_by(self, token: str) -> Feed | None:
        """The calendar that a token opens; None where it is unknown or revoked.

        It is looked for by its hash, so that the time taken tells nothing of a token's letters.
        """
        query = select(calendar_feed).where(calendar_feed.c.token_hash == _hashed(token))
        with reading(self._engine) as connection:
            row = connection.execute(query).mappings().one_or_none()
        feed = Feed(**row) if row else None
        return feed if feed and feed.revoked_on is None and feed.reader else None


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _label(typed: str) -> str:
    return one_line(typed)[:LABEL_CHARACTERS].strip() or "Calendar"


def _slugs(viewer: Viewer) -> str:
    return ",".join(sorted(map(slug_of, viewer.areas))) if viewer.role == "lead" else ""


def _of(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    return calendar_feed.c.role == viewer.role, calendar_feed.c.areas == _slugs(viewer)
