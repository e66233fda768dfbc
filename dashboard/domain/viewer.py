"""Viewers: roles, their areas, and the permissions that pages and callbacks require."""

from dataclasses import dataclass

from dashboard.domain.who_decides import DECIDING, WHO_DECIDES, deciders, refusal
from data.hub import HUB_WIDE

ROLES = {
    "executive": "Executive Group",
    "oversight": "Oversight Committee",
    "lead": "Music service lead",
    "officer": "Hub officer",
    "auditor": "Auditor",
}
PERMISSIONS = {
    "see_totals": {"executive", "oversight", "lead", "officer", "auditor"},
    "see_partners": {"executive", "oversight", "lead", "officer", "auditor"},
    "see_free_text": {"executive", "lead", "officer", "auditor"},
    "see_children_cells": {"officer"},
    "subscribe": {"executive", "oversight", "lead", "officer"},
    "see_loads": {"executive", "oversight", "lead", "officer", "auditor"},
    "load": {"officer"},
    "record": DECIDING,
}
CHILDRENS_SHEETS = ("participants", "attendance", "satisfaction", "learning")


class Denied(Exception):
    """The viewer may not do or see this; its text may be shown."""


class NotFound(Exception):
    """There is nothing of that name; its text may be shown."""


@dataclass(frozen=True)
class Scope:
    """The areas whose partners and agreements a viewer sees, None for all; whether free text too.

    Viewers of one scope read the same, so that what is narrowed is narrowed once for all of them.
    """

    areas: frozenset[str] | None
    has_free_text: bool

    @property
    def is_whole(self) -> bool:
        return self.areas is None

    def holds(self, area: str) -> bool:
        return self.areas is None or area in self.areas


@dataclass(frozen=True)
class Viewer:
    """Somebody who reads: a role, and for a music service lead the areas that are theirs."""

    role: str
    areas: frozenset[str] = frozenset()

    def may(self, permission: str) -> bool:
        return self.role in PERMISSIONS[permission]

    def sees_detail_of(self, area: str) -> bool:
        """Whether an area's partners and agreements are open to the viewer, not only its totals."""
        return self.detail_areas is None or area in self.detail_areas

    @property
    def detail_areas(self) -> frozenset[str] | None:
        """The areas whose partners and agreements are open to the viewer; None where all are."""
        return self.areas | {HUB_WIDE} if self.role == "lead" else None

    @property
    def scope(self) -> Scope:
        return Scope(self.detail_areas, self.may("see_free_text"))

    def may_see_cells_of(self, source: str) -> bool:
        """Whether the cells of a return's sheet are open: of children's to officers only."""
        return source not in CHILDRENS_SHEETS or self.may("see_children_cells")

    def may_enter(self, act: str, area: str | None) -> bool:
        """Whether they decide that about an agreement of an area, or, for None, of no agreement."""
        is_open = area is None or self.sees_detail_of(area)
        return is_open and self.role in deciders(act, area)

    def acts_about(self, area: str) -> list[str]:
        """What they may enter about an agreement of an area, by the keys of the acts."""
        return [act for act in WHO_DECIDES if self.may_enter(act, area)]

    def require_entering(self, act: str, area: str | None) -> None:
        """`Denied` says who decides instead."""
        if area is not None:
            self.require_area(area)
        if not self.may_enter(act, area):
            raise Denied(refusal(self.role, act, area))

    def require(self, permission: str) -> None:
        if not self.may(permission):
            raise Denied("Your role does not open this page. Ask the hub's data officer for it.")

    def require_area(self, area: str) -> None:
        if not self.sees_detail_of(area):
            raise Denied(f"Details of {area} are open to its own music service only.")


COMMAND_LINE = Viewer("executive")
