"""Extra cells of a Return form: what stands besides its fields is noted, and never read."""

from collections.abc import Iterator

from data.formatting import quoted
from data.personal import is_personal_heading, masked
from etl.schema.problem import Problem, address
from etl.validate.unread import personal_among


def unknown_field(sheet: str, row: int, texts: list[str | None]) -> Iterator[Problem]:
    """A row that is no field: one that asks for personal data is refused, others are noted."""
    label, *values = texts
    is_field = bool(label and any(values))
    if is_field and is_personal_heading(label):
        yield Problem(
            "personal_data",
            "This field asks for personal data, which the hub does not take in.",
            "Delete the row from the form.",
            sheet=sheet,
            row=row,
            cell=address(0, row),
        )
        return
    if is_field:
        yield Problem(
            "unknown_field",
            f"{quoted(masked(label))} is not a field that the hub reads.",
            "Nothing need be done, unless it is misspelt.",
            "note",
            sheet,
            row,
            cell=address(0, row),
        )
    for index, text in enumerate(texts):
        yield from personal_among(sheet, index, [(row, text or "")])


def second_values(sheet: str, row: int, values: list[str | None]) -> Iterator[Problem]:
    """What stands beside the one value of a field that is read."""
    first, *others = [(at, text) for at, text in enumerate(values, start=1) if text] or [None]
    for index, text in others:
        yield Problem(
            "unread_cell",
            f"Of this row only {address(first[0], row)} is read.",
            "Nothing need be done, unless another of its cells is meant.",
            "note",
            sheet,
            row,
            cell=address(index, row),
        )
        yield from personal_among(sheet, index, [(row, text)])
