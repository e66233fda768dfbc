"""The registers folder: most registers as CSV, those that belong together as one workbook."""

from pathlib import Path

from etl.sample.hub import SampleHub
from etl.sample.registers import (
    agreements,
    allocations,
    decisions,
    opportunities,
    partners,
    payments,
    proposals,
    reviews,
    risks,
)
from etl.sample.workbook import Book, write_csv
from etl.sources import SOURCES

AS_CSV = {
    "schools": partners.schools,
    "needs": partners.needs,
    "objectives": agreements.objectives,
    "opportunities": opportunities.rows,
    "proposals": proposals.proposals,
    "scores": proposals.scores,
    "decisions": decisions.rows,
    "reviews": reviews.reviews,
    "vfm": reviews.assessments,
    "risks": risks.rows,
    "waivers": agreements.waivers,
}
AS_WORKBOOK = {
    "partners and agreements": {
        "partners": partners.partners,
        "agreements": agreements.agreements,
    },
    "money": {"allocations": allocations.rows, "payments": payments.rows},
}
TITLES = {"allocations": allocations.TITLE}


def write(folder: Path, hub: SampleHub) -> None:
    """Every register of the hub."""
    for key, rows in AS_CSV.items():
        write_csv(folder / f"{key}.csv", SOURCES[key].columns, rows(hub))
    for name, registers in AS_WORKBOOK.items():
        with Book(folder / f"{name}.xlsx") as book:
            for key, rows in registers.items():
                book.table(SOURCES[key], rows(hub), TITLES.get(key, ""))
