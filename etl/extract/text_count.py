"""Text count: how much text a workbook's cells hold, counted wherever it is repeated."""

from etl.extract import limits
from etl.extract.grid import Row
from etl.extract.refusal import too_much


class TextCount:
    """Characters so far; refuses the workbook as soon as there are more than any return has.

    A text is kept once in a file, and once for each of its cells by a program that reads it.
    """

    def __init__(self, characters: int = 0) -> None:
        self.characters = characters

    def add(self, characters: int) -> None:
        self.characters += characters
        if self.characters > limits.TEXT_CHARACTERS:
            raise too_much(f"more than {limits.TEXT_CHARACTERS:,} characters of text in its cells")

    def counted(self, row: Row) -> Row:
        """The same row, its texts counted."""
        self.add(sum(len(text) for text in row if text is not None))
        return row
