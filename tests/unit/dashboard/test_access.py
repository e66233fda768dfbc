"""Who may see what."""

import pytest

from dashboard.domain.viewer import PERMISSIONS, ROLES, Denied, Viewer

LUTON = Viewer("lead", frozenset({"Luton"}))


def test_a_lead_sees_details_of_their_areas_and_of_hub_wide_agreements():
    assert [LUTON.sees_detail_of(area) for area in ("Luton", "Bedford", "Hub")] == [
        True,
        False,
        True,
    ]
    with pytest.raises(Denied, match="Details of Bedford"):
        LUTON.require_area("Bedford")


@pytest.mark.parametrize("role", sorted(ROLES.keys() - {"lead"}))
def test_every_other_role_sees_details_of_all_areas(role):
    assert Viewer(role).detail_areas is None
    Viewer(role).require_area("Bedford")


def test_cells_of_children_open_to_officers_only():
    assert PERMISSIONS["see_children_cells"] == {"officer"}
    with pytest.raises(Denied):
        Viewer("auditor").require("see_children_cells")


def test_the_oversight_committee_reads_no_free_text():
    assert [role for role in ROLES if not Viewer(role).may("see_free_text")] == ["oversight"]


def test_permissions_name_known_roles():
    assert set().union(*PERMISSIONS.values()) <= ROLES.keys()
