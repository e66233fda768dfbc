"""A warehouse of an older build, brought up to date, answers as it did."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, select, text

from dashboard.__main__ import main
from data.formatting import day
from data.warehouse import engine as warehouse
from data.warehouse.engine import open_warehouse
from tests.support import upgrade
from tests.support.exact_counts import show_exact_counts

LONDON = ZoneInfo("Europe/London")
MIGRATIONS = Path(warehouse.__file__).with_name("migrations")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def upgraded(request, tmp_path_factory) -> str:
    """The address of the old warehouse in its newest form."""
    old = tmp_path_factory.mktemp("old") / "warehouse.db"
    upgrade.restore(old)
    url = f"sqlite:///{old}"
    if request.param == "postgresql":
        url = _copied(old, request.getfixturevalue("postgresql"))
    open_warehouse(url).dispose()
    return url


def _copied(old: Path, server) -> str:
    """The same rows in a database of their own on PostgreSQL, in the tables of their day."""
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("drop database if exists upgraded"))
        connection.execute(text("create database upgraded"))
    source, target = (
        create_engine(f"sqlite:///{old}"),
        create_engine(server.url.set(database="upgraded")),
    )
    with source.connect() as there, target.begin() as here:
        _migrate(here, upgrade.SCHEMA)
        tables = MetaData()
        tables.reflect(here)
        for table in tables.sorted_tables:
            here.execute(table.delete())  # what the migrations themselves have written
            if rows := there.execute(select(table)).mappings().all():
                here.execute(table.insert(), list(map(dict, rows)))
    target.dispose()
    return target.url.render_as_string(hide_password=False)


def test_that_counts_are_shown_otherwise_since_then_is_said_once(upgraded, capsys):
    assert main(["restatements", "--quarter", "2025/26 Q4", "--db", upgraded]) == 0
    told = capsys.readouterr().out
    assert told.count("Method changed on") == 1
    assert f"{day(datetime.now(LONDON).date())}:" in " ".join(told.split())


def test_a_warehouse_that_never_showed_them_otherwise_says_nothing_of_it(tmp_path, capsys):
    new = f"sqlite:///{tmp_path / 'new.db'}"
    open_warehouse(new).dispose()
    assert main(["restatements", "--db", new]) == 0
    assert "Method changed" not in capsys.readouterr().out


def _migrate(connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@pytest.mark.parametrize("command_line", upgrade.ANSWERS)
def test_the_older_builds_figures_and_flags_stand(command_line, upgraded, capsys, monkeypatch):
    """The true ones: what is shown of small numbers is another matter."""
    show_exact_counts(monkeypatch, smallest_base=1)
    monkeypatch.delenv("HUB_TODAY", raising=False)
    assert main([*upgrade.arguments(command_line), "--json", "--db", upgraded]) == 0
    answer = upgrade.in_short(json.loads(capsys.readouterr().out))
    known = upgrade.ANSWERS[command_line]  # KPIs and rules that came later are beside the point
    assert {name: answer.get(name) for name in known} == known
