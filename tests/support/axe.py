"""What is wrong with a page for those who do not see it, as axe finds it."""

from pathlib import Path

import axe_playwright_python

from tests.support.page_states import settled

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


RUN = """hasColours => axe.run(document, {
  resultTypes: ['violations'], selectors: false,
  rules: {'color-contrast': {enabled: hasColours}}})"""


def violations(page, has_colours: bool = True) -> list:
    """Each finding's rule, and the start of the first element that it is about.

    Contrast takes four fifths of the time and rests on the theme and the part, not on the data:
    a page that is seen in many states is asked about its colours once in each theme.
    """
    settled(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN, has_colours)["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found]
