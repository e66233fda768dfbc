"""The children of a return: those who are new, or all of them again."""

from dataclasses import asdict

from etl.sample.children import Child
from etl.sample.period import Period, Row

SENDS_EVERYBODY = ("text", "titled")  # hands that list every child each time


def rows(period: Period, known: set[str]) -> list[Row]:
    """One row per child; `known` are the refs of earlier returns and grows by the new ones."""
    children = _present(period)
    listed = {
        ref: child
        for ref, child in children.items()
        if ref not in known or period.agreement.hand in SENDS_EVERYBODY
    }
    known.update(listed)
    return [_row(child) for _, child in sorted(listed.items())]


def _present(period: Period) -> dict[str, Child]:
    return {child.ref: child for group in period.groups for child in group.children}


def _row(child: Child) -> Row:
    told = asdict(child)
    return {"participant_ref": told.pop("ref")} | told
