"""The hub's own facts: its areas, its calendar, its words."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

HUB_WIDE = "Hub"  # the area of the lead organisation's hub-wide agreements


@dataclass(frozen=True)
class Area:
    """One music service's area; `fsm_share` is of its pupils, 2022/23."""

    name: str
    slug: str
    service: str
    ons_code: str
    fsm_share: float


@dataclass(frozen=True)
class Hub:
    """What `hub.toml` says; quarter starts are (month, day), due days follow a quarter's end."""

    name: str
    lead: str
    lead_area: str
    contact: str
    areas: tuple[Area, ...]
    quarter_starts: tuple[tuple[int, int], ...]
    return_due_days: int
    return_min_days: int

    @property
    def area_names(self) -> tuple[str, ...]:
        return tuple(area.name for area in self.areas)

    def area_of_slug(self, slug: str) -> str | None:
        """The area's name for `luton` or `Luton`; None where there is no such area."""
        wanted = slug.strip().casefold().replace(" ", "-")
        return {slug_of(name): name for name in (*self.area_names, HUB_WIDE)}.get(wanted)


def slug_of(area: str) -> str:
    """How an area is written on the command line and in addresses: `milton-keynes`."""
    return area.casefold().replace(" ", "-")


def _read(path: Path) -> Hub:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    calendar = document["calendar"]
    return Hub(
        name=document["name"],
        lead=document["lead"],
        lead_area=document["lead_area"],
        contact=document["contact"],
        areas=tuple(Area(**area) for area in document["areas"]),
        quarter_starts=tuple(
            (int(start[:2]), int(start[3:])) for start in calendar["quarter_starts"]
        ),
        return_due_days=calendar["return_due_days"],
        return_min_days=calendar["return_min_days"],
    )


HUB = _read(Path(__file__).with_name("hub.toml"))
