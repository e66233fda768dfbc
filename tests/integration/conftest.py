"""Fixtures of the load: registers that are loaded once and copied."""

import pytest

from tests import support
from tests.support.prepared_hub import prepared


@pytest.fixture(scope="session")
def registers(tmp_path_factory):
    """A hub that holds the registers and nothing else, to be copied."""
    folder = tmp_path_factory.mktemp("registers")
    return prepared(folder, lambda hub: hub.loader().load(support.registers(folder)))
