"""The registers folder: most registers as CSV, those that belong together as one workbook."""

from pathlib import Path

from etl.sample.hub import SampleHub
from etl.sample.registers import (
    agreements,
    allocations,
    decisions,
    needs,
    objectives,
    opportunities,
    partners,
    payments,
    proposals,
    reviews,
    risks,
    schools,
    scores,
    vfm,
    waivers,
)
from etl.sample.workbook import Book, write_csv
from etl.sources import SOURCES

AS_CSV = {
    "schools": schools,
    "needs": needs,
    "objectives": objectives,
    "opportunities": opportunities,
    "proposals": proposals,
    "scores": scores,
    "decisions": decisions,
    "reviews": reviews,
    "vfm": vfm,
    "risks": risks,
    "waivers": waivers,
}
AS_WORKBOOK = {
    "partners and agreements": {"partners": partners, "agreements": agreements},
    "money": {"allocations": allocations, "payments": payments},
}
TITLES = {"allocations": allocations.TITLE}


def write(folder: Path, hub: SampleHub) -> None:
    """Every register of the hub."""
    for key, register in AS_CSV.items():
        write_csv(folder / f"{key}.csv", SOURCES[key].columns, register.rows(hub))
    for name, registers in AS_WORKBOOK.items():
        with Book(folder / f"{name}.xlsx") as book:
            for key, register in registers.items():
                book.table(SOURCES[key], register.rows(hub), TITLES.get(key, ""))
