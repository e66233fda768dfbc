"""Sections that ask the store themselves: of the overview by role, and of the quarterly review."""

import pytest
from flask import g

from dashboard.domain.viewer import Viewer
from dashboard.pages.overview import by_role
from dashboard.pages.review import committee
from dashboard.web.page import page_request
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn


def text_for(app, sections, viewer: Viewer) -> str:
    """The words of some sections, as a viewer is shown them."""
    with app.server.test_request_context("/"):
        g.viewer = viewer
        with page_request("", "/") as request:
            return words([drawn(section) for section in sections(request)])


@pytest.mark.parametrize(
    ("viewer", "title", "left_out"),
    [
        (Viewer("executive"), "Where the year may end", "Schools not yet reached"),
        (Viewer("oversight"), "Actions carried forward", "Where the year may end"),
        (Viewer("lead", frozenset({"Luton"})), "Schools not yet reached", "Decisions waiting"),
    ],
)
def test_the_overview_has_a_readers_own_sections_and_no_others(app, viewer, title, left_out):
    text = text_for(app, by_role.sections, viewer)
    assert title in text
    assert left_out not in text


def _of_the_review(page):
    return committee.sections(page, committee.changes_for(page))


def test_the_committee_reads_decisions_risks_and_environment_in_that_order(app):
    text = text_for(app, _of_the_review, Viewer("oversight"))
    titles = ("Reviews and decisions", "Actions carried forward", "Commissioning", "Environment")
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert "Since 28 September 2025" in text
