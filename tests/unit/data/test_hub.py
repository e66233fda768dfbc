"""What the hub says of itself: four areas, four quarters, the days of its returns."""

import pytest

from data.hub import HUB, HUB_WIDE, slug_of


def test_the_hub_has_the_four_areas_of_the_contract():
    assert HUB.area_names == ("Bedford", "Central Bedfordshire", "Luton", "Milton Keynes")


@pytest.mark.parametrize("area", HUB.areas, ids=lambda area: area.name)
def test_an_area_has_a_slug_a_service_and_a_share_of_pupils(area):
    assert area.slug == slug_of(area.name)
    assert "Music Service" in area.service or "Inspiring Music" in area.service
    assert area.ons_code.startswith("E0600")
    assert 0 < area.fsm_share < 1


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("luton", "Luton"),
        ("Milton Keynes", "Milton Keynes"),
        ("milton-keynes", "Milton Keynes"),
        (" CENTRAL-bedfordshire ", "Central Bedfordshire"),
        ("hub", HUB_WIDE),
        ("narnia", None),
        ("", None),
    ],
)
def test_an_area_is_found_by_the_way_people_type_it(typed, area):
    assert HUB.area_of_slug(typed) == area


def test_the_quarters_begin_with_the_academic_year():
    assert HUB.quarter_starts == ((9, 1), (12, 1), (3, 1), (6, 1))


def test_a_return_is_due_four_weeks_after_its_quarter():
    assert (HUB.return_due_days, HUB.return_min_days) == (28, 30)
