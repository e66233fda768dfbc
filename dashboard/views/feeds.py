"""A calendar that somebody subscribes to, and who reads by it."""

from dataclasses import dataclass
from datetime import date

from dashboard.domain.viewer import ROLES, Viewer
from data.hub import HUB

LABEL_CHARACTERS = 60


@dataclass(frozen=True)
class Feed:
    """One calendar; only a hash of its token is known. `areas` are slugs, of a lead alone."""

    token_hash: str
    label: str
    role: str
    areas: str
    made_on: date
    revoked_on: date | None

    @property
    def reader(self) -> Viewer | None:
        """Who reads by it; None where there is no such role any more, or it may not."""
        areas = {HUB.area_of_slug(slug) for slug in self.areas.split(",")} & {*HUB.area_names}
        if self.role not in ROLES or (self.role == "lead" and not areas):
            return None
        viewer = Viewer(self.role, frozenset(areas))
        return viewer if viewer.may("subscribe") else None
