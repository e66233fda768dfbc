"""What a partner types into the hub's workbook: some of all that programs write each in its way."""

from dataclasses import dataclass
from datetime import date

from etl.sources import SOURCES
from tests import support

AGREEMENT, QUARTER = "A-1", "2025/26 Q1"
SUMMER, WINTER = date(2025, 10, 1), date(2025, 11, 30)  # clocks change in between
PREPARED = date(2025, 12, 8)
LONG = 'Sang "Tarantella"; then, at café Łódź, a £5 raffle – and\na second line.'
TABLES = {
    "Progress": [["O-1", LONG, 30.5, None, "None; all well", "on track"]],
    "Participants": [
        ["007", "KS2", "girl", "none", "yes", "asian"],
        ["c2", "KS1", "boy", "SEN support", "not known", None],
        ["3-4", "EYFS", "not said", "EHCP", "no", "white"],
    ],
    "Attendance": [
        [SUMMER, "singing", "100001", 1, None, "007", "yes", None],
        [SUMMER, "singing", "100001", 1.25, "3-4", "c2", "no", None],
        [WINTER, "large group", "Corn Exchange, Bedford", 0.1, "Year 5; B", None, None, 30],
    ],
    "Satisfaction": [
        ["r1", "pupil", "Enjoyed it?", 5, WINTER, 4],
        ["0012", "parent", "Enjoyed it?", 3, None, None],
    ],
    "Learning": [
        ["007", "musical", "Rhythm", "before", 2, 5, SUMMER],
        ["007", "musical", "Rhythm", "after", 4.5, 5, WINTER],
    ],
    "Spending": [
        ["1", "spend", "staff", 1234.5, SUMMER],
        ["1/2", "spend", "venues", -50, None],
        ["003", "income", "parents", 0.07, WINTER],
        ["1E5", "income", "grants", 1000000, None],
    ],
}


@dataclass(frozen=True)
class Cell:
    """One cell that is typed: its sheet, its row and column from 1, and its value."""

    sheet: str
    row: int
    column: int
    value: object

    def as_json(self) -> dict:
        day = {"day": self.value.isoformat()} if isinstance(self.value, date) else {}
        return {"sheet": self.sheet, "row": self.row, "column": self.column} | (
            day or {"value": self.value}
        )


def typed(for_csv: bool = False) -> list[Cell]:
    """Every cell; for a CSV each row also says which return it is of, in columns on the right."""
    form = [Cell("Return", 3, 2, PREPARED), Cell("Return", 4, 2, "Hub lead")]
    return form + [cell for sheet in TABLES for cell in _cells(sheet, for_csv)]


def _cells(sheet: str, for_csv: bool) -> list[Cell]:
    rows = [(*row, AGREEMENT, QUARTER, PREPARED) if for_csv else row for row in TABLES[sheet]]
    if for_csv:
        blank = [None] * len(TABLES[sheet][0])
        rows = [(*blank, "Agreement code", "Quarter", "Prepared on"), *rows]
    first = 1 if for_csv else 2
    return [
        Cell(sheet, number, at, value)
        for number, row in enumerate(rows, start=first)
        for at, value in enumerate(row, start=1)
        if value is not None
    ]


def original() -> bytes:
    """The same return in a plain workbook, as nobody's program has touched it."""
    fields = {"prepared_on": PREPARED, "certified_by": "Hub lead"}
    sheets = {
        name: [[column.header for column in SOURCES[name.casefold()].columns], *rows]
        for name, rows in TABLES.items()
    }
    return support.workbook(Return=support.form(AGREEMENT, QUARTER, **fields), **sheets)
