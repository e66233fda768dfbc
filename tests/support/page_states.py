"""States of a page in a browser that a test waits for, however long a busy machine takes."""

from playwright.sync_api import expect

# The page as Dash has drawn it, not the words that come before it.
STANDS = "#react-entry-point :is(.page-header, .state)"
PATIENCE_MS = 120_000  # a wait ends once what it waits for is there; only a failure waits so long
_WIDTH_ONCE_IT_FITS = """async ([width, patience]) => {
  const latest = performance.now() + patience;
  while (document.documentElement.scrollWidth > width) {
    if (performance.now() > latest) return document.documentElement.scrollWidth;
    await new Promise((next) => setTimeout(next, 20));
  }
  return width;
}"""
_TRANSITIONS = """async () => {
  await new Promise(requestAnimationFrame);
  const ending = document.getAnimations().filter(
    (one) => one.effect.getComputedTiming().endTime !== Infinity);
  await Promise.all(ending.map((one) => one.finished.catch(() => null)));
}"""


def drawn(page) -> None:
    """Every chart of the page is drawn."""
    expect(page.locator(".chart-canvas:not(:has(svg))")).to_have_count(0)


def settled(page) -> None:
    """Nothing fades or moves any more."""
    page.evaluate(_TRANSITIONS)


def fits(page, width: int) -> None:
    """The page, once its charts have followed the window, is no wider than it."""
    assert page.evaluate(_WIDTH_ONCE_IT_FITS, [width, PATIENCE_MS]) == width


def everything_open(page) -> None:
    """The menu, every table and every explanation."""
    page.click("#menu-switch")
    unfolded(page)


def unfolded(page) -> None:
    """Every table and every explanation is open."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
