"""What is worked out is claimed here as it is, before noise is added to what is shown of it."""

import pytest


@pytest.fixture(autouse=True)
def as_it_is(exact):
    """Disclosure control has claims of its own: `tests/unit/dashboard/test_disclosure.py`."""
