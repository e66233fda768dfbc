"""Harmless texts that set a mark if they run: in a browser on its window, in a spreadsheet 42."""

from dataclasses import dataclass
from string import ascii_uppercase

from data.registers import REGISTERS

FOR_BROWSERS = {  # each leaves room for a letter where it is a code
    "script": "<script>marked=1</script>",
    "image": "'\"><img src onerror=marked=1>",
    "markdown": "[x](javascript:marked=1)",
    "chart": "<a href='javascript:marked=1'>",
}
FOR_SPREADSHEETS = {  # blanks before a text are not kept, so that their figures tell two apart
    "equals": "=6*7",
    "plus": "+6*7",
    "minus": "-6*7",
    "at": "@PRODUCT(6,7)",
    "tab": "\t=21*2",
    "return": "\r=14*3",
}
_LETTERS = dict(zip(REGISTERS, ascii_uppercase, strict=False))


@dataclass(frozen=True)
class Text:
    """One of the texts, and what it is where something else is asked for than words."""

    words: str

    def code(self, register: str) -> str:
        """The code of its row in a register; a school's is a number in any case."""
        if register == "schools":
            return f"9900{TEXTS.index(self):02}"
        letter = _LETTERS[register]
        is_formula = self.words in FOR_SPREADSHEETS.values()
        return f'{self.words}&"{letter}"' if is_formula else f"{self.words}{letter}"

    def kept_code(self, register: str) -> str:
        """The same without blanks at its ends, which nobody keeps."""
        return self.code(register).strip()

    @property
    def file_name(self) -> str:
        return self.words.replace("/", "")

    @property
    def sheet_name(self) -> str:
        """As much of it as a spreadsheet allows."""
        return self.words.translate(dict.fromkeys(map(ord, "[]:*?/\\"))).strip("'")


TEXTS = [Text(words) for words in (FOR_BROWSERS | FOR_SPREADSHEETS).values()]
