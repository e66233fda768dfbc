"""The little hub, its app and a client, for the tests that need no other."""

import pytest

from tests.support.small_hub import app_over, draw


@pytest.fixture(scope="module")
def hub_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("hub") / "hub.db"
    draw(path)
    return path


@pytest.fixture(scope="module")
def app(hub_file):
    return app_over(hub_file)


@pytest.fixture
def client(app):
    """A reader of their own, the Executive Group's until they become another."""
    return app.server.test_client()
