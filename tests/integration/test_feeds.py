"""Calendars to subscribe to: only a hash is kept, and who made one reads it until it is revoked."""

from datetime import date

import pytest
from sqlalchemy import select

from dashboard.domain.viewer import Denied, Viewer
from dashboard.store.feeds import Feeds
from data.warehouse.engine import reading, writing
from data.warehouse.tables import calendar_feed
from etl.load.rebuild import replay
from tests.support.drawn_sheets import Hub

TODAY = date(2026, 1, 15)
EXECUTIVE = Viewer("executive")
LUTON = Viewer("lead", frozenset({"Luton"}))
TWO = Viewer("lead", frozenset({"Luton", "Milton Keynes"}))


@pytest.fixture
def feeds(engine):
    return Feeds(engine)


def rows(engine) -> list:
    with reading(engine) as connection:
        return connection.execute(select(calendar_feed)).all()


@pytest.mark.parametrize("viewer", [EXECUTIVE, LUTON, TWO], ids=["executive", "lead", "two areas"])
def test_a_token_opens_what_its_maker_may_see(feeds, viewer):
    token = feeds.make(viewer, "My phone", TODAY)
    found = feeds.opened_by(token)
    assert found.reader == viewer
    assert (found.label, found.made_on, found.revoked_on) == ("My phone", TODAY, None)


def test_of_a_token_only_a_hash_is_kept_and_no_two_are_alike(feeds, engine):
    tokens = [feeds.make(EXECUTIVE, "Same", TODAY) for _ in range(3)]
    assert len(set(tokens)) == 3
    assert {len(token) for token in tokens} == {43}, "256 bits"
    kept = str(rows(engine))
    assert [token for token in tokens if token in kept] == []


def test_a_revoked_token_opens_nothing_and_the_others_still_do(feeds):
    one, other = (feeds.make(LUTON, label, TODAY) for label in ("One", "Other"))
    feeds.revoke(LUTON, feeds.opened_by(one).token_hash, date(2026, 1, 16))
    assert feeds.opened_by(one) is None
    assert feeds.opened_by(other).label == "Other"
    listed = [(feed.label, feed.revoked_on) for feed in feeds.own(LUTON)]
    assert listed == [("Other", None), ("One", date(2026, 1, 16))]


def test_the_day_of_revoking_stays_as_it_was(feeds):
    known = feeds.opened_by(feeds.make(LUTON, "One", TODAY)).token_hash
    for day in (16, 20):
        feeds.revoke(LUTON, known, date(2026, 1, day))
    assert [feed.revoked_on for feed in feeds.own(LUTON)] == [date(2026, 1, 16)]


@pytest.mark.parametrize("other", [EXECUTIVE, TWO, Viewer("officer")])
def test_others_neither_see_nor_revoke_it(feeds, other):
    token = feeds.make(LUTON, "One", TODAY)
    feeds.revoke(other, feeds.opened_by(token).token_hash, TODAY)
    assert feeds.opened_by(token) is not None
    assert feeds.own(other) == []


@pytest.mark.parametrize("token", ["", "x", "é", "A" * 43, "A" * 5000, "' or 1=1 --"])
def test_what_is_no_token_opens_nothing(feeds, token):
    feeds.make(EXECUTIVE, "One", TODAY)
    assert feeds.opened_by(token) is None


@pytest.mark.parametrize(
    "kept",
    [
        {"role": "lead", "areas": ""},
        {"role": "lead", "areas": "narnia"},
        {"role": "lead", "areas": "hub"},
        {"role": "auditor"},
        {"role": "caretaker"},
    ],
)
def test_a_calendar_whose_reader_may_no_longer_read_opens_nothing(feeds, engine, kept):
    token = feeds.make(EXECUTIVE, "One", TODAY)
    with writing(engine) as connection:
        connection.execute(calendar_feed.update().values(**kept))
    assert feeds.opened_by(token) is None


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("  My\n phone\x00 ", "My phone"),
        ("", "Calendar"),
        (" \t", "Calendar"),
        ("x" * 99, "x" * 60),
    ],
)
def test_a_label_is_one_short_line(feeds, typed, label):
    feeds.make(EXECUTIVE, typed, TODAY)
    assert [feed.label for feed in feeds.own(EXECUTIVE)] == [label]


def test_an_auditor_makes_none(feeds):
    with pytest.raises(Denied):
        feeds.make(Viewer("auditor"), "One", TODAY)


def test_calendars_outlive_a_rebuild(feeds, engine, tmp_path):
    token = feeds.make(LUTON, "One", TODAY)
    replay(engine, Hub(engine, tmp_path).settings(), lambda *_: None)
    assert feeds.opened_by(token).reader == LUTON
