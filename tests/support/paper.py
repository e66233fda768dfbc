"""Paper: what of a page would be printed on A4, and what its tagged PDF says of its figures."""

import re

WIDTH = 688  # pixels of an upright A4 page between its margins of 14 mm
_SHOWN = """const all = (places) => [...document.querySelectorAll(places)].filter((one) => {
  const box = one.getBoundingClientRect();
  return one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && box.width > 1 && box.height > 1;
});
const words = (one) => (one.innerText || one.outerHTML).slice(0, 60);"""
_CONTROLS = f"""() => {{ {_SHOWN}
  return all('button, input, select, textarea, .skip, .exports a, .navigation a').map(words); }}"""
_CUT = f"""(width) => {{ {_SHOWN}
  const wide = all('table').filter((one) => one.getBoundingClientRect().right > width + 1);
  const full = all('table:not(.calendar) :is(th, td)')
    .filter((one) => one.scrollWidth > one.clientWidth + 1);
  return [...wide, ...full].map(words); }}"""
_FOLDED = """() => [...document.querySelectorAll('#page details > *')]
  .filter((one) => !one.matches('summary, .exports, .act, form') && !one.checkVisibility())
  .map((one) => one.textContent.slice(0, 60))"""
_ELEMENT = re.compile(rb"<<[^<>]*?/Type\s*/StructElem.*?>>", re.DOTALL)  # as Chromium writes them


def laid_on_paper(page) -> None:
    page.set_viewport_size({"width": WIDTH, "height": 900})
    page.emulate_media(media="print")


def lifted_from_paper(page) -> None:
    page.emulate_media(media="null")


def controls(page) -> list[str]:
    """What could be pressed, typed into or followed elsewhere, were it not paper."""
    return page.evaluate(_CONTROLS)


def cut(page) -> list[str]:
    """Tables that are wider than the paper, and cells whose words run out of them."""
    return page.evaluate(_CUT, WIDTH)


def folded(page) -> list[str]:
    """What cannot be opened any more."""
    return page.evaluate(_FOLDED)


def figures(page) -> tuple[int, int]:
    """How many figures of the page's PDF have a sentence in their place, and how many have none."""
    made = page.pdf(format="A4", tagged=True)
    marked = [one for one in _ELEMENT.findall(made) if re.search(rb"/S\s*/Figure\b", one)]
    described = sum(b"/Alt" in one for one in marked)
    return described, len(marked) - described
