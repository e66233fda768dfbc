"""Whoever reads every page, knows the method and can calculate finds no child."""

import json
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.domain.count import Noise, noise_under
from data.policies import policies
from tests.attack import hub
from tests.attack.attack import attacked, choices
from tests.attack.collected import Told, collected
from tests.support.exact_counts import show_exact_counts
from tests.support.small_hub import app_over, become

MEASURES = ("satisfaction_positive", "response_rate", "attendance_rate", "children_reached")
NOISE, NO_NOISE = noise_under(policies()[0]), Noise(0, 1.0, 1)
PLACES = (None, *hub.AREAS)
ROLES = ("oversight", "officer", "auditor", "lead:luton", "lead:bedford")


def read_by(role: str, warehouses: list[Path]) -> list[list[Told]]:
    """What every measure tells of every choice, after each load."""
    told = []
    for load, path in enumerate(warehouses):
        client = become(app_over(path).server.test_client(), role)
        told.append(list(collected(client, choices(hub.HUB, PLACES, load), MEASURES)))
    return told


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory) -> list[Path]:
    return hub.drawn(tmp_path_factory.mktemp("attacked"))


@pytest.fixture(scope="module")
def truth(warehouses):
    """What the same pages tell with protection off."""
    with pytest.MonkeyPatch.context() as patch:
        show_exact_counts(patch, smallest_base=1)
        return read_by("executive", warehouses)


@pytest.fixture(scope="module")
def pages(warehouses):
    return read_by("executive", warehouses)


@pytest.mark.parametrize(
    ("own_area", "every"),
    [
        (None, 6),
        ("Luton", 12),
        *(pytest.param(area, 1, marks=pytest.mark.exhaustive) for area in PLACES),
    ],
)
def test_nothing_that_is_protected_is_found(own_area, every, pages, truth, record_property):
    """By anybody, nor by a lead who knows the truth of the own area, over three loads."""
    found = attacked(pages, truth, hub.HUB, NOISE, own_area, every)
    record_property("attack", f"{own_area or 'any reader'}: {found}")
    assert found.protected > 10
    assert found.exact == 0
    assert found.share_narrowed <= 0.06 or found.narrowed == 1


def test_with_protection_off_nearly_everything_is_found(truth, record_property):
    found = attacked(truth, truth, hub.HUB, NO_NOISE, every=6)
    record_property("attack", f"protection off: {found}")
    assert found.share_exact > 0.9


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_told_the_same(role, warehouses, pages):
    """So that two who put their heads together know no more than one."""
    client = become(app_over(warehouses[0]).server.test_client(), role)
    some = choices(hub.HUB, PLACES)[:12:3]
    told = {(t.choice, t.measure): t for t in pages[0]}
    for page in collected(client, some, MEASURES):
        assert page == told[page.choice, page.measure]


def test_the_same_records_read_the_same_in_an_export_and_on_the_command_line(warehouses, capsys):
    client = become(app_over(warehouses[0]).server.test_client(), "executive")
    choice = next(c for c in choices(hub.HUB, PLACES) if c.area == "Luton" and not c.function)
    (page,) = collected(client, [choice], ["children_reached"])
    export = client.get(f"/export/measure-children_reached-areas.csv?{choice.query}").text
    (row,) = (line for line in export.splitlines() if line.startswith("Luton,"))
    assert row.split(",")[1] == f"{page.shown['children']:.0f}"
    address = f"sqlite:///{warehouses[0]}"
    quarter = str(choice.quarter)
    main(["kpis", "--quarter", quarter, "--area", "luton", "--json", "--db", address])
    answer = json.loads(capsys.readouterr().out)
    (kpi,) = [kpi for kpi in answer["kpis"] if kpi["key"] == "children_reached"]
    assert kpi["value"] == page.shown["children"]
