"""Why a workbook cannot be read, in words for its sender."""

NEW_COPY = "Save it again as an Excel workbook (.xlsx) or CSV and send that."
HIDDEN_SHEET = ["hidden_sheet", "This sheet is hidden; its rows were read."]


class UnreadableError(Exception):
    """The bytes are no workbook that can be read; says why and what to do."""

    def __init__(self, rule: str, message: str, remedy: str = NEW_COPY):
        super().__init__(message)
        self.told = (rule, message, remedy)


def cannot_open(error: Exception) -> UnreadableError:
    """Whatever the reading library complained of."""
    return UnreadableError("damaged", f"The workbook cannot be opened ({type(error).__name__}).")


def too_far(sheet: str, rows: int, columns: int) -> UnreadableError:
    """A sheet whose cells reach further than any honest return's."""
    return UnreadableError(
        "too_large",
        f"Sheet {sheet} reaches to row {rows:,}, column {columns:,}.",
        "Delete the empty rows and columns beyond the data, or copy the data to a new sheet.",
    )
