"""Why a workbook cannot be read, in words for its sender."""

from etl.extract import limits

NEW_COPY = "Save it again as an Excel workbook (.xlsx) or CSV and send that."


class UnreadableError(Exception):
    """The bytes are no workbook that can be read; says why and what to do."""

    def __init__(self, rule: str, message: str, remedy: str = NEW_COPY):
        super().__init__(message)
        self.told = (rule, message, remedy)


def cannot_open() -> UnreadableError:
    """Whatever the reading library complained of."""
    return UnreadableError("damaged", "The workbook cannot be opened: it is damaged.")


def damaged() -> UnreadableError:
    """A package whose parts do not hold what they say."""
    return UnreadableError("damaged", "The workbook is damaged or incomplete.")


def locked() -> UnreadableError:
    """A workbook whose cells nobody without its password can read."""
    return UnreadableError(
        "password", "The workbook is locked with a password.", "Send it without a password."
    )


def too_much(what: str) -> UnreadableError:
    """A workbook that holds more of something than any honest return."""
    return UnreadableError(
        "too_large",
        f"The workbook holds {what}.",
        "Send only the sheets of the return, as a new workbook.",
    )


def refuse_too_far(sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet whose cells reach further than any honest return's."""
    if rows > limits.ROWS or columns > limits.COLUMNS or rows * columns > limits.CELLS:
        raise UnreadableError(
            "too_large",
            f"Sheet {sheet} reaches to row {rows:,}, column {columns:,}.",
            "Delete the empty rows and columns beyond the data, or copy the data to a new sheet.",
        )


def refuse_too_many_sheets(count: int) -> None:
    """Refuse a workbook of more sheets than are read, so that none is left out in silence."""
    if count > limits.SHEETS:
        raise too_much(f"{count:,} sheets; at most {limits.SHEETS} are read")
