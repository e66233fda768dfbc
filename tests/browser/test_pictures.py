"""Pictures of every page at three widths, to look at: `make look` takes them."""

from pathlib import Path

import pytest

from tests.support.addresses import addresses
from tests.support.page_states import drawn, fits, settled

pytestmark = pytest.mark.exhaustive
PICTURES = Path(__file__).with_name("screenshots")


@pytest.mark.parametrize("address", addresses())
def test_a_page_is_pictured_at_three_widths(visit, address):
    page = visit(address)
    name = address.partition("?")[0].strip("/").replace("/", "-") or "overview"
    PICTURES.mkdir(exist_ok=True)
    for width in (360, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        drawn(page)
        fits(page, width)
        settled(page)
        page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
