"""Quarters and academic years, and the profile of what is reached by the end of each quarter."""

from data.calendar import Quarter, academic_year, parse_year
from etl.schema.formatting import quoted
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.numbers import read_decimal


def read_quarter(text: str) -> str:
    try:
        return str(Quarter.parse(text))
    except ValueError:
        raise FaultError(f"{quoted(text)} is not a quarter.", "Write it like 2025/26 Q1.") from None


def read_year(text: str) -> str:
    try:
        return academic_year(parse_year(text))
    except ValueError:
        raise FaultError(
            f"{quoted(text)} is not an academic year.", "Write it like 2025/26."
        ) from None


def read_profile(text: str) -> str:
    parts = [part.strip().rstrip("%") for part in text.split(";")]
    shares = [read_decimal(part) for part in parts if part]
    if not shares or shares != sorted(shares) or shares[0] < 0 or shares[-1] > 100:
        raise FaultError(
            f"{quoted(text)} is not a profile.",
            "Write the percentage reached by the end of each quarter, like 20;50;80;100.",
        )
    return ";".join(f"{share:f}" for share in shares)
