"""The hands that write returns, each with its own way of headings, dates, money and ticks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

Row = dict[str, object]
MONEY = ("amount", "value")


@dataclass(frozen=True)
class Hand:
    """How one person fills a sheet in."""

    heading: Callable[[str], str] = str
    day: Callable[[date], object] = lambda day: day
    money: Callable[[float], object] = lambda pounds: pounds
    yes: str = "Yes"
    no: str = "No"
    has_titles: bool = False
    has_totals: bool = False

    def cell(self, column: str, value: object) -> object:
        """A value as this hand types it; amounts come in pence."""
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            return self.yes if value else self.no
        if isinstance(value, date):
            return self.day(value)
        return self.money(value / 100) if column in MONEY else value

    def titles(self, sheet: str) -> tuple[str, ...]:
        return (f"{sheet} this quarter", "Please do not change the headings", "") * self.has_titles

    def total(self, columns: Sequence[str], rows: Sequence[Row]) -> list[list[object]]:
        """A line with the sum of the amounts, where this hand draws one."""
        if not (self.has_totals and "amount" in columns and rows):
            return []
        total = self.money(sum(row["amount"] for row in rows) / 100)
        return [["Total", *(total if name == "amount" else None for name in columns[1:])]]


TIDY = Hand()
HANDS = {
    "tidy": TIDY,
    "csv": TIDY,
    "titled": Hand(has_titles=True, has_totals=True, yes="Y", no="N"),
    "text": Hand(
        heading=str.lower,
        day=lambda day: f"{day:%d/%m/%Y}",
        money=lambda pounds: f"£{pounds:,.2f}",
        yes="✓",
        no="✗",
    ),
    "shouting": Hand(
        heading=str.upper, day=lambda day: f"{day.day} {day:%B %Y}", yes="YES", no="NO"
    ),
}
