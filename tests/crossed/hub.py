"""A hub that knows the registers, and a copy of it for every file that is sent."""

import shutil
from datetime import date
from pathlib import Path

from sqlalchemy import select

from data.warehouse.engine import existing_warehouse, reading
from data.warehouse.tables import dim_participant, dim_return, participant_detail
from etl.report.report import FileReport
from etl.sources import SOURCES
from etl.templates.template import template
from tests import support
from tests.crossed.typed import AGREEMENT, QUARTER
from tests.support.drawn_sheets import TODAY, Hub
from tests.support.empty_warehouse import empty_warehouse
from tests.support.warehouse_contents import standing

# Where the facts of each kind of sheet are told by `standing`.
_FACTS = {
    "progress": ("fact_progress",),
    "attendance": ("fact_attendance", "fact_headcount"),
    "satisfaction": ("fact_satisfaction",),
    "learning": ("fact_learning",),
    "spending": ("fact_spending",),
}
_CHILD, _REF = SOURCES["participants"].columns, SOURCES["participants"].pseudonym


class Registered:
    """A hub with its registers, in a folder; `sent` to a copy of it, files leave it as it is."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._copies = folder, 0
        hub = Hub(empty_warehouse(folder / "hub.db"), folder)
        hub.loader().load(support.registers(folder))
        with reading(hub.engine) as connection:
            day = date.fromisoformat(TODAY)
            self.template = template(connection, AGREEMENT, QUARTER, day).data
        hub.engine.dispose()

    def sent(self, files: list[Path]) -> tuple[dict[str, list], list[FileReport]]:
        """The facts that stand after some files, by kind of sheet, and the report on each."""
        self._copies += 1
        copy = self._folder.parent / f"{self._folder.name}-{self._copies}"
        shutil.copytree(self._folder, copy)
        hub = Hub(existing_warehouse(f"sqlite:///{copy / 'hub.db'}"), copy)
        try:
            report = hub.loader().load(files)
            stands, own = standing(hub), _of_its_own(hub)
        finally:
            hub.engine.dispose()
            shutil.rmtree(copy)
        facts = {key: [stands[name] for name in names] for key, names in _FACTS.items()}
        return facts | own, report.files


def _of_its_own(hub: Hub) -> dict[str, list]:
    """What the form and the sheet of children say themselves, not what follows from other sheets.

    A return that is partial, and since when a child is known, are such consequences.
    """
    form = (dim_return.c[name] for name in ("agreement_code", "quarter", "prepared_on"))
    form = select(*form, dim_return.c.certified_by, dim_return.c.is_nil)
    detail = (participant_detail.c[column.stored] for column in _CHILD if column.name != _REF)
    child = select(dim_participant.c.ref_hash, *detail).join_from(
        dim_participant,
        participant_detail,
        participant_detail.c.participant_id == dim_participant.c.participant_id,
    )
    queries = {
        "return": form.where(dim_return.c.source == "return", dim_return.c.valid_to.is_(None)),
        "participants": child.where(participant_detail.c.valid_to.is_(None)),
    }
    return {key: sorted(map(repr, hub.rows(query))) for key, query in queries.items()}
