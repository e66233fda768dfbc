"""Files that arrived, as every role is told of them: rows of children's sheets are inexact."""

import pytest

from dashboard.domain.viewer import Viewer
from tests.support.sessions import ask

FILES = range(2, 22)
ROLES = ("executive", "oversight", "auditor", "officer")


@pytest.fixture
def store(hub):
    """Twenty files, each with three children and six rows of progress, one of them rejected."""
    hub.agreement()
    for file_id in FILES:
        hub.file(file_id, name=f"return {file_id}.xlsx")
        hub.sheet(file_id, "Participants", "participants", rows=3, loaded=3)
        hub.sheet(file_id, "Progress", "progress", rows=6, loaded=5, rejected=1)
    return hub.store()


def shown(store, viewer: Viewer) -> dict:
    loads = ask(store, viewer, "files.loads")
    return {load.file_id: load for load in loads if load.file_id in FILES}


@pytest.mark.parametrize("role", ROLES)
def test_nobody_is_told_how_many_children_a_sheet_holds(store, role):
    children = {load.loaded - 5 for load in shown(store, Viewer(role)).values()}
    assert len(children) > 1
    assert not children & {1, 2}


@pytest.mark.parametrize("role", ROLES)
def test_what_is_told_adds_up(store, role):
    for load in shown(store, Viewer(role)).values():
        fates = load.loaded + load.unchanged + load.rejected + load.set_aside
        assert (load.rows, load.rejected) == (fates, 1)


def test_everybody_is_told_the_same_and_again_the_next_time(store):
    told = [shown(store, Viewer(role)) for role in (*ROLES, *ROLES)]
    assert told == [told[0]] * len(told)
