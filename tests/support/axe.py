"""What is wrong with a page for those who do not see it, as axe finds it."""

from pathlib import Path

import axe_playwright_python

from tests.support.page_states import settled

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def violations(page) -> list:
    """Each finding's rule, and the start of the first element that it is about."""
    settled(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found]
