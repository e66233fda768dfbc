"""What is wrong with a heading, so that nothing below it can be read."""

from data.personal import masked
from data.register import Column
from etl.schema.formatting import listed
from etl.schema.problem import Problem, address
from etl.schema.source import Source


def missing_columns(source: Source, missing: list[Column]) -> Problem:
    """Some required columns have no heading."""
    plural = "columns are" if len(missing) > 1 else "column is"
    return Problem(
        "missing_column",
        f"This looks like {source.sheet}, but its required {plural} missing: "
        f"{', '.join(f'‘{column.header}’' for column in missing)}.",
        "Add the heading and its values, and send the sheet again.",
    )


def repeated(column: Column, index: int, row: int) -> Problem:
    """A column's heading stands a second time."""
    return Problem(
        "repeated_heading",
        f"The heading ‘{column.header}’ stands over more than one column.",
        "Keep one of the columns.",
        row=row,
        cell=address(index, row),
    )


def no_text(row: int) -> Problem:
    """Some heading holds what is no text."""
    return Problem(
        "nul",
        "The heading holds bytes that are no text.",
        "Type the headings anew, or copy the data to a new sheet.",
        row=row,
    )


def personal_columns(headings: dict[int, str], row: int) -> Problem:
    """Headings, by the index of their column, that ask for personal data."""
    one = len(headings) == 1
    return Problem(
        "personal_data",
        f"The column{'' if one else 's'} {_named(headings)} hold{'s' if one else ''} personal data,"
        " which the hub does not take in.",
        f"Delete the column{'' if one else 's'} and send the sheet again.",
        row=row,
        cell=address(min(headings), row),
    )


def personal_sheet(sheet: str, headings: dict[int, str], row: int) -> Problem:
    """The same on a sheet of which nothing is read."""
    return Problem(
        "personal_data",
        f"This sheet has {_named(headings)}: personal data, which the hub does not take in.",
        "Delete the sheet and send the file again.",
        sheet=sheet,
        row=row,
        cell=address(min(headings), row),
    )


def _named(headings: dict[int, str]) -> str:
    return listed([masked(text) for text in headings.values()])
