"""An installation is told where things are by its environment, and told back what is wrong."""

from datetime import date
from pathlib import Path

import pytest

from data.settings import HOME, SettingError, settings_from


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("/srv/hub/warehouse.db", "sqlite:////srv/hub/warehouse.db"),
        ("sqlite:////srv/hub.db", "sqlite:////srv/hub.db"),
        ("postgres://me@host/hub", "postgresql+psycopg://me@host/hub"),
        ("postgresql://me@host/hub", "postgresql+psycopg://me@host/hub"),
        ("postgresql+psycopg://me@host/hub", "postgresql+psycopg://me@host/hub"),
    ],
)
def test_a_database_address_may_be_a_path_or_a_url(address, url):
    assert settings_from({"HUB_DATABASE_URL": address}).database_url == url


def test_a_bare_name_is_a_file_in_the_present_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert settings_from({}, "hub.db").database_url == f"sqlite:///{tmp_path / 'hub.db'}"


def test_the_command_lines_address_goes_before_the_environments():
    told = settings_from({"HUB_DATABASE_URL": "/srv/one.db"}, "/srv/two.db")
    assert told.database_url == "sqlite:////srv/two.db"


def test_told_nothing_the_hub_keeps_its_data_in_the_data_folder():
    told = settings_from({})
    assert told.database_url == f"sqlite:///{HOME / 'warehouse.db'}"
    assert (told.archive, told.key_file) == (HOME / "archive", HOME / "hub.key")
    assert (told.host, told.port, told.auth, told.fixed_today) == ("127.0.0.1", 8050, "demo", None)


def test_archive_and_key_lie_beside_a_sqlite_file():
    told = settings_from({}, "/srv/hub/warehouse.db")
    assert (told.archive, told.key_file) == (Path("/srv/hub/archive"), Path("/srv/hub/hub.key"))


def test_beside_a_server_they_lie_in_the_data_folder():
    assert settings_from({}, "postgresql://host/hub").archive == HOME / "archive"


def test_the_environment_may_put_them_elsewhere():
    told = settings_from({"HUB_ARCHIVE": "/vault/files", "HUB_KEY_FILE": "/vault/key"}, "/srv/x.db")
    assert (told.archive, told.key_file) == (Path("/vault/files"), Path("/vault/key"))


@pytest.mark.parametrize("blank", ["HUB_ARCHIVE", "HUB_KEY_FILE", "HUB_TODAY", "HUB_DATABASE_URL"])
def test_a_blank_setting_counts_as_none(blank):
    assert settings_from({blank: ""}) == settings_from({})


def test_a_day_may_stand_for_the_clock():
    assert settings_from({"HUB_TODAY": "2026-01-15"}).fixed_today == date(2026, 1, 15)


@pytest.mark.parametrize("day", ["15/01/2026", "2026-02-30", "tomorrow"])
def test_a_day_that_is_none_is_told_how_to_write_one(day):
    with pytest.raises(SettingError) as told:
        settings_from({"HUB_TODAY": day})
    sentence = f"HUB_TODAY is ‘{day}’, which is not a date. Write it like 2026-01-15."
    assert str(told.value) == sentence


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "80.5", "８０", ""])
def test_a_port_that_is_none_is_told_its_bounds(port):
    with pytest.raises(SettingError) as told:
        settings_from({"HUB_PORT": port})
    assert str(told.value) == f"HUB_PORT is ‘{port}’. Give a port between 1 and 65535."


@pytest.mark.parametrize("port", ["1", "8050", "65535"])
def test_a_port_within_its_bounds_is_taken(port):
    assert settings_from({"HUB_PORT": port}).port == int(port)
