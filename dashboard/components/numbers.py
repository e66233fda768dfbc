"""Figures in their units as people read them, without false precision."""

from dashboard.domain.formatting import figure as value
from dashboard.domain.formatting import pounds
from dashboard.measures.kpi import Reading

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


def count(number: float) -> str:
    return f"{number:,.0f}"


def pounds_said(pence: float) -> str:
    """As one says a sum: £1.5 million, £340,000, £820."""
    if abs(pence) >= 99_950_000:
        return f"£{pence / 1e8:.1f} million"
    return pounds(round(pence, -5) if abs(pence) >= 1_000_000 else pence)


def shown(reading: Reading) -> str:
    """What a reading says in a cell: its value, or the word for why there is none."""
    if reading.state != "ok" or reading.value is None:
        return ABSENT.get(reading.state, ABSENT["missing"])[1]
    return value(reading.kpi.unit, reading.value)


def plural(number: int, one: str, many: str | None = None) -> str:
    return f"{count(number)} {one if number == 1 else many or one + 's'}"
