"""A question to a store, put by a viewer in a session of its own."""

from collections.abc import Callable
from operator import attrgetter

from dashboard.domain.viewer import Viewer
from dashboard.store import Store


def ask(store: Store, viewer: Viewer, question: str | Callable, *args, **named):
    """What a session answers: `totals.funds` of its own, or a function that takes a session."""
    with store.open(viewer) as session:
        if isinstance(question, str):
            return attrgetter(question)(session)(*args, **named)
        return question(session, *args, **named)
