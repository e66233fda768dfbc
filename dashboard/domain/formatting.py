"""Formatting of money, shares, counts and areas, in sentences and in tables alike."""

from data.hub import HUB_WIDE

NUMBER_WORDS = (
    *("none", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten"),
)


def pounds(pence: float | None) -> str:
    """£1,234; pence only where the sum is small enough for them to matter."""
    if pence is None:
        return "–"
    sign, amount = ("−" if pence < 0 else ""), abs(pence) / 100
    return f"{sign}£{amount:,.2f}" if 0 < amount < 100 and pence % 100 else f"{sign}£{amount:,.0f}"


def share(part: float) -> str:
    """84%; one decimal below ten per cent, where a point is a tenth of the figure."""
    text = f"{abs(part):.1%}" if 0 < abs(part) < 0.0995 else f"{abs(part):.0%}"
    return f"−{text}" if part < 0 else text


def progress_share(part: float) -> str:
    """Progress as a share; one that went the wrong way is not a number of per cents."""
    return share(part) if part >= 0 else "below the starting point"


def number(value: float) -> str:
    return f"{value:,g}"


def number_word(number: int) -> str:
    """`eight`; from eleven on in figures."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


def in_unit(unit: str, number: float) -> str:
    """A KPI's value in its unit, without false precision."""
    if unit == "share":
        return share(number)
    if unit == "pence":
        return pounds(number)
    return f"{number:.2f}" if unit == "ratio" else f"{number:,.0f}"


def count(number: float) -> str:
    return f"{number:,.0f}"


def pounds_in_words(pence: float) -> str:
    """As one says a sum: £1.5 million, £340,000, £820."""
    if abs(pence) >= 99_950_000:
        return f"£{pence / 1e8:.1f} million"
    return pounds(round(pence, -5) if abs(pence) >= 1_000_000 else pence)


def plural(number: int, singular: str, many: str | None = None) -> str:
    return f"{count(number)} {singular if number == 1 else many or singular + 's'}"


def area_name(area: str | None) -> str | None:
    """An area as every page, file and table names it."""
    return "Hub-wide" if area == HUB_WIDE else area


def capitalised(text: str) -> str:
    """With a capital first letter, as a sentence begins; the rest stays."""
    return text[0].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """With a small first letter, as within a sentence; the rest stays."""
    return text[0].lower() + text[1:]


def one_line(text: str) -> str:
    """A text as one line, without what cannot be printed."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
