"""Numbers and days as people in the United Kingdom read them, without false precision."""

from datetime import date

from dashboard.kpi import Kpi, Reading

ABSENT = {
    "missing": ("x", "Not available"),
    "suppressed": ("c", "Suppressed"),
    "not_applicable": ("z", "Not applicable"),
}
ABSENT_WHY = {
    "missing": "No return that has come in tells of it.",
    "suppressed": "It rests on so few children or answers that somebody could be recognised.",
    "not_applicable": "It does not apply to what is chosen.",
}


def day(when: date | None) -> str:
    return f"{when.day} {when:%B %Y}" if when else "–"


def count(number: float) -> str:
    return f"{number:,.0f}"


def share(part: float) -> str:
    """84%; one decimal below ten per cent, where a point is a tenth of the figure."""
    return f"{part:.1%}" if 0 < abs(part) < 0.0995 else f"{part:.0%}"


def pounds(pence: float | None) -> str:
    """£1,234; pence only where the sum is small enough for them to matter."""
    if pence is None:
        return "–"
    sign, amount = ("−" if pence < 0 else ""), abs(pence) / 100
    return f"{sign}£{amount:,.2f}" if 0 < amount < 100 and pence % 100 else f"{sign}£{amount:,.0f}"


def pounds_said(pence: float) -> str:
    """As one says a sum: £1.5 million, £340,000, £820."""
    if abs(pence) >= 99_950_000:
        return f"£{pence / 1e8:.1f} million"
    return pounds(round(pence, -5) if abs(pence) >= 1_000_000 else pence)


def value(unit: str, number: float) -> str:
    """A KPI's value in its unit."""
    if unit == "share":
        return share(number)
    if unit == "pence":
        return pounds(number)
    return f"{number:.2f}" if unit == "ratio" else count(number)


def shown(reading: Reading) -> str:
    """What a reading says in a cell: its value, or the word for why there is none."""
    if reading.state != "ok" or reading.value is None:
        return ABSENT.get(reading.state, ABSENT["missing"])[1]
    return value(reading.kpi.unit, reading.value)


def quantity(kpi: Kpi, name: str, number: float) -> str:
    """A numerator or denominator, in pounds where its name says pence."""
    return pounds(number) if name.endswith("_pence") or kpi.unit == "pence" else count(number)


def plural(number: int, one: str, many: str | None = None) -> str:
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """a, b and c"""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
