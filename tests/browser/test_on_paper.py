"""Pages on paper: all that they say, nothing to press, and each chart with its sentence."""

import pytest

from tests.support.addresses import addresses
from tests.support.page_states import drawn
from tests.support.paper import controls, cut, figures, folded, laid_on_paper, lifted_from_paper
from tests.support.walks import sampled

CHARTED = ("/", "/lpme", "/funds", "/value", "/impact", "/measure/attendance_rate")
ROLES = ("oversight", "lead:luton", "officer", "auditor")


@pytest.mark.parametrize("path", sampled(CHARTED, 2))
@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.exhaustive)])
def test_each_chart_is_one_figure_with_its_sentence(visit, path, dark):
    page = visit(path, dark=dark)
    drawn(page)
    charts = page.locator('.chart-canvas[role="img"][aria-label]').count()
    assert charts
    assert figures(page) == (charts, 0)


def test_a_picture_without_a_sentence_is_noticed(visit):
    page = visit("/funds")
    drawn(page)
    described, _ = figures(page)
    page.locator(".chart-canvas").first.evaluate("one => one.removeAttribute('aria-label')")
    assert figures(page) == (described - 1, 1)


@pytest.mark.parametrize("path", sampled(addresses(), 1))
@pytest.mark.parametrize("role", sampled(ROLES, 1))
def test_whoever_prints_a_page_has_all_of_it_and_nothing_to_press(visit, path, role):
    page = visit("/")
    page.request.post(page.url.rstrip("/") + "/who", form={"as": role})
    page = visit(path)
    drawn(page)
    laid_on_paper(page)
    assert (controls(page), cut(page), folded(page)) == ([], [], [])
    lifted_from_paper(page)
